/** Notices as they leave: each read again as its reader. */
import { asPerson, findPerson, isActiveMember } from '../../access/people.ts';
import { type Reader, readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId, WatcherId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import type { Message } from '../../slack/blocks.ts';
import { noticeView } from '../deals/hush.ts';
import { findDeal } from '../deals/service.ts';
import { dateOfStamp, isWatchable, watchedDate } from './model.ts';
import { addedNotice, movedNotice, type NoticeOf } from './notices.ts';
import { listAhead } from './nudges.ts';
import { findPlannedDate, findWatcher, noteTold } from './store.ts';

/** To those who watch, except who moved it. What moved and moved back before it was told is no news. */
export const moved = effect<{ watcherId: WatcherId; version: number }>(
  'watching.moved',
  async (ctx, { watcherId, version }): Promise<Delivery> => {
    const watcher = await findWatcher(ctx, watcherId);
    const planned = watcher && (await findPlannedDate(ctx, watcher.dealId, watcher.kind));
    if (!watcher || planned?.version !== version) return { do: 'drop', reason: 'the date has moved again' };
    if (watcher.told === planned.stamp) return { do: 'drop', reason: 'it is where it was' };
    return notice(ctx, watcherId, planned.movedBy, (about, reader) => ({
      ...movedNotice(about, dateOfStamp(watcher.told), reader),
      sent: (tx) => noteTold(tx, watcherId, planned.stamp),
    }));
  },
);

/** To somebody for whom a colleague set up watching. */
export const added = effect<{ watcherId: WatcherId; by: PersonId | null }>(
  'watching.added',
  (ctx, { watcherId, by }): Promise<Delivery> =>
    notice(ctx, watcherId, by, (about, reader) =>
      about.date ? addedNotice({ ...about, date: about.date }, reader) : null,
    ),
);

type Sent = (tx: Ctx) => Promise<void>;

async function notice(
  ctx: Ctx,
  watcherId: WatcherId,
  byId: PersonId | null,
  render: (about: NoticeOf, reader: Reader) => (Message & { sent?: Sent }) | null,
): Promise<Delivery> {
  const watcher = await findWatcher(ctx, watcherId);
  if (!watcher || watcher.stoppedAt) return { do: 'drop', reason: 'not watched any more' };
  const person = await findPerson(ctx.db, watcher.personId);
  if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
  const seen = asPerson(ctx, person);
  const deal = await findDeal(seen, watcher.dealId);
  if (!deal || !isWatchable(deal, watcher.kind)) return { do: 'drop', reason: 'nothing to watch any more' };
  const message = render(
    {
      deal,
      kind: watcher.kind,
      date: watchedDate(deal, watcher.kind, ctx.settings.zone),
      by: byId === null ? null : ((await findPerson(ctx.db, byId))?.name ?? null),
      ahead: (await listAhead(ctx, watcherId)).map((nudge) => nudge.dueAt),
    },
    readerOf(seen),
  );
  return message
    ? {
        do: 'post',
        to: { person: person.id },
        ...message,
        remember: { subject: { kind: 'deal', id: deal.id }, view: noticeView },
      }
    : { do: 'drop', reason: 'the date is gone' };
}
