/** Where a lead is shown after a click or a form: in its window, in the place of the whisper, or where the card stands. */
import type { LeadId } from '../../lib/ids.ts';
import type { ActionRequest, Place, Request } from '../../slack/requests.ts';
import { readLeadCard } from './card.ts';
import { leadCard, leadModal } from './views.ts';

export const openLeadWindow = (request: ActionRequest<unknown>, id: LeadId): Promise<void> =>
  request.open(async () => leadModal(await readLeadCard(request.ctx, id), request.reader));

/** What may be drawn anew after a form: a card in a DM is edited by its own effect, a list stays as it is. */
export const placeOf = ({ place, message }: ActionRequest<unknown>): Place =>
  place.view || message?.isEphemeral ? place : {};

export async function refreshLead(request: Request, place: Place, id: LeadId): Promise<void> {
  const card = await readLeadCard(request.ctx, id);
  await request.bringUpToDate(place, {
    message: leadCard(card, request.reader),
    view: leadModal(card, request.reader),
  });
}
