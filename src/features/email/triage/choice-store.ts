/** Which deal somebody chose last for a sender: the best guess when several are open. */
import { asking } from '../../../db/recall.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { DealId, PersonId } from '../../../lib/ids.ts';
import type { Instant } from '../../../lib/time.ts';
import { domainOf, isFreeMail } from '../addresses.ts';
import type { Email, EmailId } from '../model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_choices: ChoiceRow;
  }
}

interface ChoiceRow {
  pattern: string;
  deal_id: number;
  person_id: number | null;
  chosen_at: string;
}

/** At a free-mail provider a neighbour's choice says nothing. */
const patternsOf = (address: string): string[] => {
  const domain = domainOf(address);
  return isFreeMail(domain) ? [address] : [address, `@${domain}`];
};

interface Choice {
  dealId: DealId;
  personId: PersonId | null;
  at: Instant;
}

/** What a decision taught about the sender of a mail. */
export interface Learned {
  mail: EmailId;
  at: Instant;
  /** what stood there, for the address and for its domain */
  before: (Choice | null)[];
}

/** @returns what it takes to forget it again */
export async function saveChoice(
  ctx: Ctx,
  { id: mail, counterpart: address }: Pick<Email, 'id' | 'counterpart'>,
  dealId: DealId,
): Promise<Learned[]> {
  if (!address) return [];
  const at = ctx.time.now();
  const before: Learned['before'] = [];
  for (const pattern of patternsOf(address)) {
    before.push(toChoice(await ctx.db('mail_choices').where({ pattern }).first()));
    const columns = { deal_id: dealId, person_id: actorId(ctx), chosen_at: at };
    await ctx
      .db('mail_choices')
      .insert({ pattern, ...columns })
      .onConflict('pattern')
      .merge(columns);
  }
  return [{ mail, at, before }];
}

const toChoice = (row: ChoiceRow | undefined): Choice | null =>
  row
    ? {
        dealId: row.deal_id as DealId,
        personId: row.person_id as PersonId | null,
        at: row.chosen_at as Instant,
      }
    : null;

/** What was chosen since stays. @param address as the mail has it now: who was erased is not learned again */
export async function forgetChoice(
  ctx: Ctx,
  address: string | null,
  dealId: DealId,
  { at, before }: Learned,
): Promise<void> {
  if (!address) return;
  for (const [place, pattern] of patternsOf(address).entries()) {
    const learned = ctx.db('mail_choices').where({ pattern, deal_id: dealId, chosen_at: at });
    const was = before[place];
    if (was) await learned.update({ deal_id: was.dealId, person_id: was.personId, chosen_at: was.at });
    else await learned.delete();
  }
}

/** For which somebody chose: few. */
const isChosen = asking<string, boolean>('chosenFor', false, async (ctx, patterns) => {
  const rows = await ctx.db('mail_choices').whereIn('pattern', patterns).select('pattern');
  return new Map(rows.map(({ pattern }) => [pattern, true]));
});

/** For those that are decided together. */
export const readChoices = (ctx: Ctx, addresses: string[]): Promise<unknown> =>
  isChosen.many(ctx, addresses.flatMap(patternsOf));

/** An open one, chosen for the address itself, else for its domain. */
export async function findChoice(ctx: Ctx, address: string): Promise<DealId | null> {
  const patterns = patternsOf(address);
  if (![...(await isChosen.many(ctx, patterns)).values()].includes(true)) return null;
  const rows: { pattern: string; deal_id: number }[] = await ctx
    .db('mail_choices')
    .join('deals', 'deals.id', 'mail_choices.deal_id')
    .whereIn('mail_choices.pattern', patterns)
    .where('deals.is_open', true)
    .whereNull('deals.deleted_at')
    .select('mail_choices.pattern', 'mail_choices.deal_id');
  const found = patterns.map((one) => rows.find(({ pattern }) => pattern === one)).find(Boolean);
  return (found?.deal_id ?? null) as DealId | null;
}
