import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import {
  backToTimeline,
  blankLog,
  deleteEntry,
  editEntry,
  entryWindow,
  filterKind,
  filterPerson,
  openEntry,
  openTimeline,
  restoreEntry,
  type TimelineMeta,
  timelinePage,
  timelineWindow,
} from './buttons.ts';
import { deletedModal } from './entry-views.ts';
import { changedEntryModal } from './prepare.ts';
import { deleteActivity, getActivityToEdit, restoreActivity } from './service.ts';
import { targetOf } from './target.ts';
import { entryOf, showEntry, showTimeline, timelineFrom } from './timeline.ts';

export function registerTimelineHandlers(on: Handlers): void {
  on.action(openTimeline, (request) =>
    request.open(() => showTimeline(request.ctx, timelineFrom(request.value), request.reader)),
  );
  on.action(timelinePage, (request) => redraw(request, { offset: request.value }));
  on.choice(filterKind, ({ value, ...request }) =>
    redraw(request, { offset: 0, only: !value || value === 'all' ? null : value.replace(/^kind:/, '') }),
  );
  on.choice(filterPerson, (request) => redraw(request, { offset: 0, person: request.value }));
  on.action(backToTimeline, async (request) => {
    const { back } = entryWindow.read(request.view?.private_metadata ?? '');
    if (back) await request.update(await showTimeline(request.ctx, back, request.reader));
  });

  on.action(openEntry, async (request) => {
    const { ctx, value, reader, view } = request;
    // In a timeline the entry takes its place, so that one window is enough on a phone.
    if (view?.type === 'modal' && view.callback_id === timelineWindow.id) {
      const back = timelineWindow.read(view.private_metadata ?? '');
      await request.update(await showEntry(ctx, { id: value, back }, reader));
    } else await request.open(() => showEntry(ctx, { id: value, back: null }, reader));
  });
  on.action(editEntry, async (request) => {
    const { ctx, value, reader, view } = request;
    const { back } = entryWindow.read(view?.private_metadata ?? '');
    const activity = await getActivityToEdit(ctx, value);
    const target = targetOf(activity);
    const meta = { ...blankLog, kind: activity.kind, target, more: true, id: value, back };
    await request.update(await changedEntryModal(ctx, meta, reader));
  });
  on.action(deleteEntry, async (request) => {
    const { ctx, value, reader, view } = request;
    const { back } = entryWindow.read(view?.private_metadata ?? '');
    const entry = await entryOf(ctx, await deleteActivity(ctx, value));
    await request.update(deletedModal(entry, { id: value, back }, reader));
  });
  on.action(restoreEntry, async (request) => {
    const { ctx, value, reader, view } = request;
    const { back } = entryWindow.read(view?.private_metadata ?? '');
    await restoreActivity(ctx, value);
    await request.update(await showEntry(ctx, { id: value, back }, reader));
  });
}

async function redraw(
  { ctx, reader, view, update }: Pick<ActionRequest<unknown>, 'ctx' | 'reader' | 'view' | 'update'>,
  change: Partial<TimelineMeta>,
): Promise<void> {
  const meta = timelineWindow.read(view?.private_metadata ?? '');
  await update(await showTimeline(ctx, { ...meta, ...change }, reader));
}
