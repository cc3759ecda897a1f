import type { CompanyId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Place, Saving } from '../../slack/requests.ts';
import { readCompanyCard } from '../companies/card.ts';
import { companyCard, contactsModal, contactsWindow } from '../companies/views.ts';
import { addressWorks, editContact, startContact } from './buttons.ts';
import { declareReachable } from './reach-service.ts';
import { changeContact, createContact, getContact, searchContacts } from './service.ts';
import { contactForm, contactModal, contactSuggestions, pickContacts, readContactForm } from './views.ts';

const suggested = 20;

export function registerContactHandlers(on: Handlers): void {
  on.action(startContact, (request) =>
    request.open(() => contactModal(null, request.value.companyId, placeOf(request), request.reader)),
  );

  on.action(editContact, (request) =>
    request.open(async () => {
      const contact = await getContact(request.ctx, request.value);
      return contactModal(contact, contact.companyId, placeOf(request), request.reader);
    }),
  );

  on.action(addressWorks, async (request) => {
    const contact = await declareReachable(request.ctx, request.value);
    const { place } = contactForm.read(request.view?.private_metadata ?? '');
    await request.update(contactModal(contact, contact.companyId, place, request.reader));
  });

  on.submit(contactForm, async (request) => {
    const { id, companyId } = request.meta;
    const typed = readContactForm(request.form);
    if (id) await changeContact(request.ctx, id, typed);
    else await createContact(request.ctx, { ...typed, companyId });
    if (companyId) request.after(() => showPeopleOf(request, companyId));
    return undefined;
  });

  on.suggest(pickContacts, async ({ ctx, query, meta, reader }) => {
    const companyId = (meta as { companyId?: number } | null)?.companyId ?? null;
    return contactSuggestions(await searchContacts(ctx, query, suggested, companyId as never), query, reader);
  });
}

/** Only the window of a company's people is drawn anew: a list that somebody searched for stays. */
const placeOf = ({ view, place }: ActionRequest<unknown>): Place =>
  view?.type === 'modal' && view.callback_id === contactsWindow.id ? place : {};

/** The company's people under the window that was saved. */
async function showPeopleOf(request: Saving<{ place: Place }>, companyId: CompanyId): Promise<void> {
  const card = await readCompanyCard(request.ctx, companyId);
  await request.bringUpToDate(request.meta.place, {
    message: companyCard(card, request.reader),
    view: contactsModal(card, request.reader),
  });
}
