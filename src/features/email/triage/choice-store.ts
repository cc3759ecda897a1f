/** What somebody chose last for a sender: the best guess of several open deals, or where mail goes that has none. */
import { asking } from '../../../db/recall.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { CompanyId, DealId, PersonId } from '../../../lib/ids.ts';
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
  deal_id: number | null;
  company_id: number | null;
  /** null where it is a guess alone */
  person_id: number | null;
  chosen_at: string;
}

/** A deal; or a company, or the sender's contact alone (null), and no deal. */
export type ChosenPlace =
  | { dealId: DealId; isGuess?: boolean }
  | { dealId: null; companyId: CompanyId | null };

/** At a free-mail provider a neighbour's choice says nothing; without a deal it holds for the sender alone. */
const patternsOf = (address: string, dealId: DealId | null): string[] => {
  const domain = domainOf(address);
  return dealId === null || isFreeMail(domain) ? [address] : [address, `@${domain}`];
};

interface Choice {
  dealId: DealId | null;
  companyId?: CompanyId | null;
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
  place: ChosenPlace,
): Promise<Learned[]> {
  if (!address) return [];
  const { dealId } = place;
  const at = ctx.time.now();
  const before: Learned['before'] = [];
  for (const pattern of patternsOf(address, dealId)) {
    before.push(toChoice(await ctx.db('mail_choices').where({ pattern }).first()));
    const columns = {
      deal_id: dealId,
      company_id: place.dealId === null ? place.companyId : null,
      person_id: 'isGuess' in place && place.isGuess ? null : actorId(ctx),
      chosen_at: at,
    };
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
        dealId: row.deal_id as DealId | null,
        companyId: row.company_id as CompanyId | null,
        personId: row.person_id as PersonId | null,
        at: row.chosen_at as Instant,
      }
    : null;

/** What was chosen since stays. @param address as the mail has it now: who was erased is not learned again */
export async function forgetChoice(
  ctx: Ctx,
  address: string | null,
  dealId: DealId | null,
  { at, before }: Learned,
): Promise<void> {
  if (!address) return;
  for (const [place, pattern] of patternsOf(address, dealId).entries()) {
    const learned = ctx.db('mail_choices').where({ pattern, deal_id: dealId, chosen_at: at });
    const was = before[place];
    if (was)
      await learned.update({
        deal_id: was.dealId,
        company_id: was.companyId ?? null,
        person_id: was.personId,
        chosen_at: was.at,
      });
    else await learned.delete();
  }
}

/** Mail of this sender is asked about again; what was chosen stays the best guess. @returns false when nothing was */
export async function keepAsGuess(ctx: Ctx, address: string): Promise<boolean> {
  const chosen = ctx.db('mail_choices').where({ pattern: address }).whereNotNull('person_id');
  return (await chosen.update({ person_id: null })) > 0;
}

/** For which somebody chose: few. */
const isChosen = asking<string, boolean>('chosenFor', false, async (ctx, patterns) => {
  const rows = await ctx.db('mail_choices').whereIn('pattern', patterns).select('pattern');
  return new Map(rows.map(({ pattern }) => [pattern, true]));
});

const everyPattern = (address: string): string[] => patternsOf(address, 0 as DealId);

/** For those that are decided together. */
export const readChoices = (ctx: Ctx, addresses: string[]): Promise<unknown> =>
  isChosen.many(ctx, addresses.flatMap(everyPattern));

/**
 * The deal is an open one, `isOwn` where it was chosen for the address and not for its domain, `sure` where it takes the
 * sender's mail itself: their own, and seen by everybody. Of a place without a deal who put the sender there, null where it
 * is a guess alone, and when.
 */
export type Chosen =
  | { dealId: DealId; isOwn: boolean; sure: { id: DealId; name: string } | null }
  | { dealId: null; companyId: CompanyId | null; personId: PersonId | null; at: Instant };

type FoundRow = ChoiceRow & { name: string | null; restricted: boolean | number | null };

/** For the address itself, else for its domain. */
export async function findChoice(ctx: Ctx, address: string): Promise<Chosen | null> {
  const patterns = everyPattern(address);
  if (![...(await isChosen.many(ctx, patterns)).values()].includes(true)) return null;
  const rows: FoundRow[] = await ctx
    .db('mail_choices')
    .leftJoin('deals', 'deals.id', 'mail_choices.deal_id')
    .whereIn('mail_choices.pattern', patterns)
    .where((any) =>
      any
        .whereNull('mail_choices.deal_id')
        .orWhere((deal) => deal.where('deals.is_open', true).whereNull('deals.deleted_at')),
    )
    .select('mail_choices.*', 'deals.name', 'deals.restricted');
  const found = patterns.map((one) => rows.find(({ pattern }) => pattern === one)).find(Boolean);
  if (!found) return null;
  if (found.deal_id !== null) {
    const id = found.deal_id as DealId;
    const isOwn = found.pattern === address;
    const isSure = isOwn && found.person_id !== null && !found.restricted;
    return { dealId: id, isOwn, sure: isSure ? { id, name: found.name ?? '' } : null };
  }
  return {
    dealId: null,
    companyId: found.company_id as CompanyId | null,
    personId: found.person_id as PersonId | null,
    at: found.chosen_at as Instant,
  };
}
