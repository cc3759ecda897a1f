/** What the buttons and menus of a deal do. */

import type { ModalView } from '@slack/types';
import type { DealUse } from '../../access/policy.ts';
import type { Reader } from '../../i18n/reader.ts';
import { refuse } from '../../lib/errors.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Place } from '../../slack/requests.ts';
import { askForStage, withStageFields } from '../fields/step-slack.ts';
import { chooseStage, type Doing, dealMenu, doWithDeal, openDeal, undoDelete } from './buttons.ts';
import type { DealCard } from './card.ts';
import { audienceModal } from './details-views.ts';
import { openEditForm } from './form-slack.ts';
import type { Deal, StageKey } from './model.ts';
import { lostModal, noBidModal, submittedModal, wonModal } from './outcome-forms.ts';
import { moveDeal, reopenDeal, takeBackSubmission } from './outcome-service.ts';
import { accessModal, contactsModal, handOverModal, nextStepModal, shareModal } from './people-forms.ts';
import { getDealFor } from './service.ts';
import { deleteDeal, readAudience, restoreDeal } from './sharing-service.ts';
import { openDealWindow, placeOf, readCard, refreshDeal, showDeleted } from './showing.ts';

type Click = ActionRequest<unknown>;

export function registerDealActions(on: Handlers): void {
  on.action(openDeal, (request) => openDealWindow(request, request.value));
  on.action(doWithDeal, (request) => perform[request.value.what](request, request.value.id));
  on.action(dealMenu, (request) => perform[request.value.what](request, request.value.id));

  on.choice(chooseStage, async (request) => {
    const id = Number(request.suffix) as DealId;
    await getDealFor(request.ctx, 'edit', id);
    if (await askForStage(request, 'deal', id, request.value ?? '', placeOf(request))) return;
    await moveDeal(request.ctx, id, request.value as StageKey);
    await refreshDeal(request, placeOf(request), id);
  });

  on.action(undoDelete, async (request) => {
    const deal = await restoreDeal(request.ctx, request.value);
    await refreshDeal(request, request.place, deal.id);
  });
}

const perform: Record<Doing, (request: Click, id: DealId) => Promise<void>> = {
  details: openDealWindow,
  edit: openEditForm,
  submit: asking(
    'edit',
    (deal, place, reader) =>
      deal.submitted ? refuse('deal.submitted', { number: deal.id }) : submittedModal(deal, place, reader),
    'offer',
  ),
  won: asking('edit', (deal, place, reader) => wonModal(deal, place, reader), 'won'),
  lost: asking('edit', (deal, place, reader) => lostModal(deal, place, reader)),
  noBid: asking('edit', (deal, place, reader) => noBidModal(deal, place, reader)),
  nextStep: askingWithCard('edit', nextStepModal),
  contacts: askingWithCard('edit', contactsModal),
  handOver: askingWithCard('handOver', handOverModal),
  access: askingWithCard('restrict', accessModal),
  share: askingWithCard('see', shareModal),
  takeBack: acting(takeBackSubmission),
  reopen: acting(reopenDeal),
  whoSees: (request, id) =>
    request.open(async () => {
      const { deal, audience } = await readAudience(request.ctx, id);
      return audienceModal(deal, audience, request.reader);
    }),
  delete: async (request, id) => showDeleted(request, await deleteDeal(request.ctx, id)),
};

/** Opens a window that asks, when the person may do what it is for. @param stage whose fields it asks for too */
function asking(
  use: DealUse,
  view: (deal: Deal, place: Place, reader: Reader) => ModalView,
  stage: StageKey | null = null,
) {
  return (request: Click, id: DealId) =>
    request.open(async () => {
      const place = placeOf(request);
      const window = view(await getDealFor(request.ctx, use, id), place, request.reader);
      return stage ? withStageFields(request, 'deal', id, stage, place, window) : window;
    });
}

function askingWithCard(use: DealUse, view: (card: DealCard, place: Place, reader: Reader) => ModalView) {
  return (request: Click, id: DealId) =>
    request.open(async () => {
      await getDealFor(request.ctx, use, id);
      return view(await readCard(request, id), placeOf(request), request.reader);
    });
}

/** Done at once. */
function acting(verb: (ctx: Click['ctx'], id: DealId) => Promise<Deal>) {
  return async (request: Click, id: DealId) => {
    await verb(request.ctx, id);
    await refreshDeal(request, placeOf(request), id);
  };
}
