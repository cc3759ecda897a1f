/** Choosing what to watch. */
import type { ModalView } from '@slack/types';
import { findPersonBySlackId, isActiveMember } from '../../access/people.ts';
import type { DealId } from '../../lib/ids.ts';
import { esc, type Message, section } from '../../slack/blocks.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Request } from '../../slack/requests.ts';
import { alertView } from '../../slack/standing.ts';
import { placeOf, refreshDeal } from '../deals/showing.ts';
import {
  type Chosen,
  chosenAtFirst,
  type Opener,
  readChosen,
  stopWatch,
  watchDays,
  watchForm,
  watchKind,
  watchModal,
  watchPeople,
} from './form.ts';
import type { WatchedKind } from './model.ts';
import { accepted, acceptUsual, declined, declineUsual, watchDeal } from './notices.ts';
import {
  listMyNudgesAhead,
  peopleOfSlackIds,
  previewWatching,
  readWatchState,
  stopWatching,
  watchBid,
  watchDate,
} from './service.ts';
import { dealTitle } from './views.ts';

export function registerWatchingHandlers(on: Handlers): void {
  on.action(watchDeal, async (request) => {
    const { dealId, kind, from } = request.value;
    await request.open(async () => {
      const chosen = chosenAtFirst(await readWatchState(request.ctx, dealId), request.person, kind);
      return render(request, dealId, chosen, openerOf(request, from));
    });
  });

  for (const field of [watchKind, watchPeople, watchDays]) {
    on.choice(field, async (request) => {
      const meta = watchForm.read(request.view?.private_metadata ?? '');
      await request.update(await render(request, meta.dealId, readChosen(request.form, meta), meta.opener));
    });
  }

  on.submit(watchForm, async (request) => {
    const { dealId, opener } = request.meta;
    const { kind, people, days } = readChosen(request.form, request.meta);
    await watchDate(request.ctx, {
      dealId,
      kind,
      days,
      people: await peopleOfSlackIds(request.ctx, people),
    });
    if (opener?.from === 'card') await refreshDeal(request, opener.place, dealId);
    if (opener?.from === 'question') {
      const message = await shownAhead(request, dealId, kind);
      await request.bringUpToDate(opener.place, { message, view: alertView(request.t, message.text) });
    }
  });

  on.action(stopWatch, async (request) => {
    const { dealId, kind } = request.value;
    const { deal } = await readWatchState(request.ctx, dealId);
    await stopWatching(request.ctx, dealId, kind);
    const { t } = request;
    const text = t.watching.noLonger(t.watching.what[kind], dealTitle(deal));
    await (request.view ? request.update(alertView(t, esc(text))) : request.replace(said(text)));
  });

  on.action(acceptUsual, async (request) => {
    await watchBid(request.ctx, request.value);
    await request.replace(await shownAhead(request, request.value, 'bid'));
  });

  on.action(declineUsual, (request) => request.replace(declined(request.value, request.reader)));
}

/** A card in a channel is edited by its own effect, in its reader's language. */
const openerOf = (request: ActionRequest<unknown>, from: Opener['from'] | undefined): Opener | null =>
  from === undefined ? null : { from, place: from === 'card' ? placeOf(request) : request.place };

async function render(
  request: Request,
  dealId: DealId,
  chosen: Chosen,
  opener: Opener | null,
): Promise<ModalView> {
  const { ctx, person, reader } = request;
  const state = await readWatchState(ctx, dealId);
  const date = state.dates.find((one) => one.kind === chosen.kind)?.date;
  const people = (await Promise.all(chosen.people.map((slackId) => findPersonBySlackId(ctx.db, slackId))))
    .filter(isActiveMember)
    .map((one) => one.id);
  const preview = date ? await previewWatching(ctx, state.deal, date, { people, days: chosen.days }) : null;
  return watchModal(state, chosen, preview, person, reader, opener);
}

const said = (text: string): Message => ({ text: esc(text), blocks: [section(esc(text))] });

async function shownAhead({ ctx, reader }: Request, dealId: DealId, kind: WatchedKind): Promise<Message> {
  return accepted(await listMyNudgesAhead(ctx, dealId, kind), dealId, reader);
}
