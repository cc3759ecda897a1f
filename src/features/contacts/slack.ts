import { namesOf } from '../../access/people.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { changedNotice, leftAlone } from '../../slack/changed-notice.ts';
import { freshValues } from '../../slack/fresh-fields.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Place, Saving, SubmitAnswer } from '../../slack/requests.ts';
import { readCompanyCard } from '../companies/card.ts';
import { companyCard, contactsModal, contactsWindow } from '../companies/views.ts';
import { addressWorks, editContact, startContact } from './buttons.ts';
import { type ContactFormMeta, contactForm, contactModal, readContactForm } from './form.ts';
import type { NewContact } from './model.ts';
import { declareReachable } from './reach-service.ts';
import { changeSeenContact, createContact, getContact, searchContacts } from './service.ts';
import { toldOfTyped } from './told.ts';
import { contactSuggestions, pickContacts } from './views.ts';

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
    const { place, version, fresh } = contactForm.read(request.view?.private_metadata ?? '');
    const again = { version, fresh };
    await request.update(contactModal(contact, contact.companyId, place, request.reader, again));
  });

  on.submit(contactForm, async (request) => {
    const { id, companyId, fresh } = request.meta;
    const typed = readContactForm(freshValues(request.form, fresh));
    if (id) return saveEdited(request, id, typed);
    await createContact(request.ctx, { ...typed, companyId });
    if (companyId) request.after(() => showPeopleOf(request, companyId));
    return undefined;
  });

  on.suggest(pickContacts, async ({ ctx, query, meta, reader }) => {
    const companyId = (meta as { companyId?: number } | null)?.companyId ?? null;
    return contactSuggestions(await searchContacts(ctx, query, suggested, companyId as never), query, reader);
  });
}

async function saveEdited(
  request: Saving<ContactFormMeta>,
  id: ContactId,
  typed: NewContact,
): Promise<SubmitAnswer> {
  const { ctx, reader, meta } = request;
  const seen = await changeSeenContact(ctx, id, meta.version, typed);
  const { companyId } = meta;
  if (seen.kind === 'saved') {
    if (companyId) request.after(() => showPeopleOf(request, companyId));
    return undefined;
  }
  const { contact, changes } = seen;
  const names = await namesOf(
    ctx.db,
    changes.flatMap(({ by }) => by ?? []),
  );
  const anew = Object.fromEntries(
    leftAlone(toldOfTyped(ctx, typed), changes).map((field) => [field, contact.version]),
  );
  const { changed, fields } = reader.t.contacts;
  const notice = changedNotice(changed, changes, names, fields, reader);
  const again = { fresh: { ...meta.fresh, ...anew }, notice };
  return { update: contactModal(contact, companyId, meta.place, reader, again) };
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
