/** Which deal somebody chose last for a sender: the best guess when several are open. */
import { asking } from '../../../db/recall.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { DealId, PersonId } from '../../../lib/ids.ts';
import { domainOf, isFreeMail } from '../addresses.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_choices: { pattern: string; deal_id: number; person_id: number | null; chosen_at: string };
  }
}

/** At a free-mail provider a neighbour's choice says nothing. */
const patternsOf = (address: string): string[] => {
  const domain = domainOf(address);
  return isFreeMail(domain) ? [address] : [address, `@${domain}`];
};

export async function saveChoice(
  ctx: Ctx,
  address: string,
  dealId: DealId,
  personId: PersonId | null,
): Promise<void> {
  for (const pattern of patternsOf(address)) {
    const columns = { deal_id: dealId, person_id: personId, chosen_at: ctx.time.now() };
    await ctx
      .db('mail_choices')
      .insert({ pattern, ...columns })
      .onConflict('pattern')
      .merge(columns);
  }
}

export async function forgetChoice(ctx: Ctx, address: string, dealId: DealId): Promise<void> {
  await ctx.db('mail_choices').whereIn('pattern', patternsOf(address)).where({ deal_id: dealId }).delete();
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
