import { transaction } from '../../../src/db/transaction.ts';
import {
  acknowledgeNudges,
  handNudges,
  snoozeMoment,
  snoozeNudges,
  takeBackAnswer,
} from '../../../src/features/watching/answers.ts';
import { noteSent } from '../../../src/features/watching/nudges.ts';
import { readWatchState, stopWatching, watchBid, watchDate } from '../../../src/features/watching/service.ts';
import { actorId, type Ctx } from '../../../src/lib/context.ts';
import type { PersonId } from '../../../src/lib/ids.ts';
import { type Cell, plain, type Use } from '../office.ts';

const watchFor = ({ ctx, deal }: Cell, people: PersonId[], days: number[]) =>
  watchDate(ctx, { dealId: deal.id, kind: 'bid', people, days });

/** Somebody watches the bid, and has been told of the first nudge. */
async function nudged(cell: Cell, watcher: Ctx): Promise<number[]> {
  await watchBid(watcher, cell.deal.id);
  const person = actorId(watcher) as PersonId;
  return transaction(cell.system, async (tx) => {
    const [first] = await tx
      .db('nudges')
      .join('watchers', 'watchers.id', 'nudges.watcher_id')
      .where({ deal_id: cell.deal.id, person_id: person })
      .orderBy('due_at')
      .pluck('nudges.id');
    await tx.db('nudges').where({ id: first }).update({ queued_at: tx.time.now() });
    await noteSent(tx, [first], person, { channel: 'D0NUDGES01', ts: `1.${first}` });
    return [first];
  });
}

type Attempt = (cell: Cell, ids: number[]) => Promise<unknown>;
const own =
  (attempt: Attempt): Use =>
  async (cell) => {
    const ids = await nudged(cell, cell.ctx);
    return () => attempt(cell, ids);
  };
const colleagues =
  (attempt: Attempt): Use =>
  async (cell) => {
    const ids = await nudged(cell, cell.tomas.ctx);
    return () => attempt(cell, ids);
  };

const know: Attempt = ({ ctx }, ids) => acknowledgeNudges(ctx, ids);
const snooze: Attempt = ({ ctx }, ids) => snoozeNudges(ctx, ids, snoozeMoment(ctx, 'hour'));
const hand: Attempt = ({ ctx, people }, ids) => handNudges(ctx, ids, people.admin.id);
const handToTomas: Attempt = ({ ctx, tomas }, ids) => handNudges(ctx, ids, tomas.person.id);

export const watchingUses: Record<string, Use> = {
  'see who watches': plain(({ ctx, deal }) => readWatchState(ctx, deal.id)),
  'watch a date oneself': plain(({ ctx, deal }) => watchBid(ctx, deal.id)),
  'have a colleague watch it': plain((cell) => watchFor(cell, [cell.tomas.person.id], [3, 1])),
  "change the days of one's own watch": async (cell) => {
    await watchBid(cell.ctx, cell.deal.id);
    return () => watchFor(cell, [cell.me.id], [3, 1]);
  },
  "change the days of a colleague's": async (cell) => {
    await watchBid(cell.tomas.ctx, cell.deal.id);
    return () => watchFor(cell, [cell.tomas.person.id], [3, 1]);
  },
  'stop watching': async ({ ctx, deal }) => {
    await watchBid(ctx, deal.id);
    return () => stopWatching(ctx, deal.id, 'bid');
  },
  "answer one's own nudge: I know": own(know),
  "answer a colleague's nudge: I know": colleagues(know),
  "snooze one's own nudge": own(snooze),
  "snooze a colleague's nudge": colleagues(snooze),
  "hand one's own nudge over": own(handToTomas),
  "hand a colleague's nudge over": colleagues(hand),
  "take one's own answer back": async (cell) => {
    const ids = await nudged(cell, cell.ctx);
    await acknowledgeNudges(cell.ctx, ids);
    return () => takeBackAnswer(cell.ctx, ids);
  },
  'take back what one handed over': async (cell) => {
    const ids = await nudged(cell, cell.ctx);
    await handToTomas(cell, ids);
    return () => takeBackAnswer(cell.ctx, ids);
  },
  "take a colleague's answer back": async (cell) => {
    const ids = await nudged(cell, cell.tomas.ctx);
    await acknowledgeNudges(cell.tomas.ctx, ids);
    return () => takeBackAnswer(cell.ctx, ids);
  },
};
