/** What waits for one person, by who wrote it: one's own, or a colleague's. */
import type { Knex } from 'knex';
import type { Ctx } from '../../../lib/context.ts';
import type { Email } from '../model.ts';
import { nobodys } from '../sender.ts';
import { type EmailRow, toEmail } from '../store.ts';
import { heapOf, type Whose } from './heaps.ts';
import { fits } from './ignoring.ts';
import { sortedMails } from './triage.ts';

/**
 * How many wait from each address, those of whom somebody doubts that they wrote it among them.
 * @param options.named without those that can be with no contact
 */
export async function countBySender(
  ctx: Ctx,
  whose: Whose,
  { named = null }: { named?: Named | null } = {},
): Promise<{ counterpart: string; mails: number; doubted: number }[]> {
  const rows: { counterpart: string | null; mails: number | string; doubted: number | string }[] =
    await sortedMails(ctx, await heapOf(ctx, whose))
      .whereNotNull('counterpart')
      .modify((query) => named && onlyNamed(query, named))
      .groupBy('counterpart')
      .select('counterpart')
      .count({ mails: '*', doubted: 'sender_doubt' });
  return rows.map(({ counterpart, mails, doubted }) => ({
    counterpart: counterpart ?? '',
    mails: Number(mails),
    doubted: Number(doubted),
  }));
}

/** Without circulars, machines' mails and notices of portals: their senders are no contacts, and become none. */
interface Named {
  /** addresses of the portals that are told by them */
  portals: string[];
}

const onlyNamed = (query: Knex.QueryBuilder, { portals }: Named) =>
  query.where((any) => {
    any.whereNotNull('contact_id').orWhere((one) => {
      one.whereNotIn('reason', [...nobodys]).whereNotIn('counterpart', portals);
      one.where((marks) => marks.whereNull('marks').orWhereNot('marks', 'like', '%"portal"%'));
    });
  });

/** @param patterns addresses and `@domain`s @param options.order `asc`: the oldest first; `named`: as above */
export async function listWaitingBySenders(
  ctx: Ctx,
  whose: Whose,
  patterns: string[],
  options: { order: 'asc' | 'desc'; limit: number; doubted: boolean; named?: Named | null },
): Promise<Email[]> {
  const { order, limit, doubted, named = null } = options;
  const rows: EmailRow[] = await sortedMails(ctx, await heapOf(ctx, whose))
    .where((any) => {
      for (const pattern of patterns)
        if (pattern.startsWith('@'))
          any.orWhereLike('counterpart', `%${pattern}`).orWhereLike('counterpart', `%.${pattern.slice(1)}`);
        else any.orWhere({ counterpart: pattern });
    })
    .modify((query) => !doubted && query.whereNull('sender_doubt'))
    .modify((query) => named && onlyNamed(query, named))
    .orderBy('id', order)
    .limit(limit);
  return rows.map(toEmail).filter((mail) => patterns.some((pattern) => fits(mail, pattern)));
}
