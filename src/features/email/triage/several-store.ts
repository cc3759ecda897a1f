/** What waits for one person, by who wrote it. */
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { Email } from '../model.ts';
import { type EmailRow, toEmail } from '../store.ts';
import { fits } from './ignoring.ts';
import { listSortedInstead } from './instead.ts';
import { sortedMails } from './triage.ts';

/** How many wait from each address, those of whom somebody doubts that they wrote it among them. */
export async function countBySender(
  ctx: Ctx,
  personId: PersonId,
): Promise<{ counterpart: string; mails: number; doubted: number }[]> {
  const rows: { counterpart: string | null; mails: number | string; doubted: number | string }[] =
    await sortedMails(ctx, personId, await listSortedInstead(ctx, personId))
      .whereNotNull('counterpart')
      .groupBy('counterpart')
      .select('counterpart')
      .count({ mails: '*', doubted: 'sender_doubt' });
  return rows.map(({ counterpart, mails, doubted }) => ({
    counterpart: counterpart ?? '',
    mails: Number(mails),
    doubted: Number(doubted),
  }));
}

/** @param patterns addresses and `@domain`s @param order `asc`: the oldest first */
export async function listWaitingBySenders(
  ctx: Ctx,
  personId: PersonId,
  patterns: string[],
  { order, limit, doubted }: { order: 'asc' | 'desc'; limit: number; doubted: boolean },
): Promise<Email[]> {
  const rows: EmailRow[] = await sortedMails(ctx, personId, await listSortedInstead(ctx, personId))
    .where((any) => {
      for (const pattern of patterns)
        if (pattern.startsWith('@'))
          any.orWhereLike('counterpart', `%${pattern}`).orWhereLike('counterpart', `%.${pattern.slice(1)}`);
        else any.orWhere({ counterpart: pattern });
    })
    .modify((query) => !doubted && query.whereNull('sender_doubt'))
    .orderBy('id', order)
    .limit(limit);
  return rows.map(toEmail).filter((mail) => patterns.some((pattern) => fits(mail, pattern)));
}
