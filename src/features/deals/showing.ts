/** Where a deal is shown after a click or a form: in its window, in the place of the whisper, or where the card stands. */
import { notFound } from '../../lib/errors.ts';
import type { DealId } from '../../lib/ids.ts';
import { meetPerson } from '../../slack/people.ts';
import type { ActionRequest, CommandRequest, Place, Request } from '../../slack/requests.ts';
import { type DealCard, readDealCard } from './card.ts';
import { dealModal, windowOf } from './details-views.ts';
import type { Meet } from './form-reading.ts';
import type { Deal } from './model.ts';
import { dealCard, deletedNotice } from './views.ts';

/** @throws CrmError notFound */
export const readCard = async ({ ctx }: Request, id: DealId): Promise<DealCard> =>
  (await readDealCard(ctx, id)) ?? notFound('deal');

/** The card to the one who asked. @throws CrmError notFound */
export async function sayDeal(request: CommandRequest, id: DealId): Promise<void> {
  await request.say(dealCard(await readCard(request, id), request.reader, { personal: true }));
}

export const openDealWindow = (request: ActionRequest<unknown>, id: DealId): Promise<void> =>
  request.open(async () => dealModal(await readCard(request, id), request.reader));

/**
 * What may be drawn anew after a form. A card in a channel or a DM is edited by its own effect, in its reader's
 * language, and a message of another slice that only carries our button stays as it is.
 */
export const placeOf = ({ place, message }: ActionRequest<unknown>): Place =>
  place.view || message?.isEphemeral ? place : {};

/** After a form was saved. Somebody who can no longer see the deal is told so by its absence. */
export async function refreshDeal(request: Request, place: Place, id: DealId): Promise<void> {
  const card = await readDealCard(request.ctx, id);
  if (!card) return;
  await request.bringUpToDate(place, {
    message: dealCard(card, request.reader, { personal: true }),
    view: dealModal(card, request.reader),
  });
}

/** After deletion, with the way back. */
export async function showDeleted(request: ActionRequest<unknown>, deal: Deal): Promise<void> {
  const message = deletedNotice(deal, request.reader);
  const view = windowOf(deal, message, request.t.deals.doings.delete, request.reader);
  if (request.place.view) return request.update(view);
  await request.say(message);
}

/** Somebody chosen in a form whom we do not know yet. */
export const meeting =
  (request: Request): Meet =>
  (slackId) =>
    meetPerson(apart(request), request.client, slackId);

/** The network must not use up the request's own key, which belongs to the change that follows. */
export const apart = <R extends Request>({ ctx }: R): R['ctx'] => ({ ...ctx, requestKey: null });
