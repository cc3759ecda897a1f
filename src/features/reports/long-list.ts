/** One list of a digest whole, page by page, as the digest saw it: what every full member may see. */
import type { Ctx } from '../../lib/context.ts';
import { addHours, dateIn, type Zone } from '../../lib/time.ts';
import { type Listed, listBidsDue, listBidsMissed, listStepsDue, listWithoutStep } from '../deals/service.ts';
import type { Period } from './content.ts';
import type { LongList } from './list-views.ts';
import { deadlineDays } from './model.ts';
import { readHappened, readNames } from './reading.ts';
import type { ListKey } from './views.ts';

const limit = 10;

export async function readLongList(
  ctx: Ctx,
  asked: { list: ListKey; period: Period; offset: number },
  zone: Zone,
): Promise<LongList> {
  const { list, period, offset } = asked;
  const now = ctx.time.now();
  const page = { limit, offset };
  const read: Partial<Record<ListKey, () => Promise<Listed>>> = {
    missedBids: () => listBidsMissed(ctx, 'everyone', now, page),
    bids: () => listBidsDue(ctx, 'everyone', { from: now, to: addHours(now, deadlineDays * 24) }, page),
    steps: () => listStepsDue(ctx, 'everyone', dateIn(now, zone), page),
    withoutStep: () => listWithoutStep(ctx, 'everyone', page),
  };
  const current = read[list];
  if (current) {
    const { deals, total } = await current();
    return { ...asked, deals, moves: [], total, names: await readNames(ctx, deals) };
  }
  const happened = await readHappened(ctx, period);
  const moves = list === 'moved' ? happened.moved : [];
  const all =
    list === 'moved' ? moves.map((move) => move.deal) : happened[list as 'created' | 'won' | 'lost'];
  const deals = all.slice(offset, offset + limit);
  return { ...asked, deals, moves, total: all.length, names: await readNames(ctx, deals) };
}
