import { namesOf } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { bold, esc, lineOf } from '../../slack/blocks.ts';
import { changedNotice, leftAlone } from '../../slack/changed-notice.ts';
import { freshValues } from '../../slack/fresh-fields.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Place, Saving, SubmitAnswer } from '../../slack/requests.ts';
import { readCompanyCard } from '../companies/card.ts';
import type { PickedCompany } from '../companies/found.ts';
import { parsePick } from '../companies/picks.ts';
import { readPick } from '../companies/search-service.ts';
import { findCompany, keepCompany } from '../companies/service.ts';
import { companyCard, contactsModal, contactsWindow } from '../companies/views.ts';
import { readTypedFields } from '../fields/form-reading.ts';
import { readFormFields, saveWithFields, type TypedFields } from '../fields/form-service.ts';
import { nextStep } from '../fields/step-slack.ts';
import { toldOfFields } from '../fields/told.ts';
import { findAlike } from './alike.ts';
import { addressWorks, editContact, openContact, startContact } from './buttons.ts';
import { readContactCard, salutationOf } from './card.ts';
import { contactCard, contactCardModal, contactWindow } from './card-views.ts';
import { type ContactFormMeta, contactForm, contactModal, type FormAround, readContactForm } from './form.ts';
import { startOfTyped, withCompanyNames } from './form-again.ts';
import { type Contact, fullName, type NewContact } from './model.ts';
import { declareReachable } from './reach-service.ts';
import { changeContact, changeSeenContact, createContact, getContact, listEmployments } from './service.ts';
import { toldOfTyped } from './told.ts';

export function registerContactFormHandlers(on: Handlers): void {
  on.action(startContact, (request) =>
    request.open(async () => {
      const { companyId } = request.value;
      const company = companyId ? await findCompany(request.ctx, companyId) : null;
      const own = await readFormFields(request.ctx, 'contact', null);
      return contactModal(null, companyId, placeOf(request), request.reader, { company, own });
    }),
  );

  on.action(editContact, async (request) => {
    const { ctx, view, reader } = request;
    const contact = await getContact(ctx, request.value);
    const around = await aroundOf(ctx, contact);
    if (view?.type !== 'modal' || view.callback_id !== contactWindow.id)
      return request.open(() => contactModal(contact, contact.companyId, request.place, reader, around));
    const { people } = contactWindow.read(view.private_metadata ?? '');
    const place = people ? { view: people } : {};
    await request.update(
      contactModal(contact, contact.companyId, place, reader, { ...around, inCard: true }),
    );
  });

  on.action(addressWorks, async (request) => {
    const contact = await declareReachable(request.ctx, request.value);
    const { place, version, fresh, inCard } = contactForm.read(request.view?.private_metadata ?? '');
    const around = { ...(await aroundOf(request.ctx, contact)), version, fresh, inCard: inCard ?? false };
    await request.update(contactModal(contact, contact.companyId, place, request.reader, around));
  });

  on.submit(contactForm, async (request) => {
    const { id, fresh } = request.meta;
    const values = freshValues(request.form, fresh);
    const typed = readContactForm(values);
    // The register is asked before the transaction.
    const asked = { field: 'companyId', window: request.view.id };
    const company = await readPick(request.ctx, parsePick(values.choice('companyId')), asked);
    const own = await readTypedFields(request, values, 'contact', request.meta.own?.seen ?? 0);
    return id ? saveEdited(request, id, typed, company, own) : saveNew(request, typed, company, own);
  });
}

async function aroundOf(ctx: Ctx, contact: Contact): Promise<FormAround> {
  const company = contact.companyId ? await findCompany(ctx, contact.companyId) : null;
  const employments = await listEmployments(ctx, contact.id);
  return {
    company,
    since: employments.find((one) => one.isCurrent)?.from ?? null,
    suggested: salutationOf({ ...contact, salutation: null }, company, ctx.settings.language, false),
    own: await readFormFields(ctx, 'contact', contact.id),
  };
}

async function saveNew(
  request: Saving<ContactFormMeta>,
  typed: NewContact,
  picked: PickedCompany,
  own: TypedFields,
): Promise<SubmitAnswer> {
  const { ctx, reader, meta } = request;
  const { companyId, notThem, source } = meta;
  const wanted = { ...typed, companyId: picked.companyId, ...(source ? { source } : {}) };
  const alike = await findAlike(ctx, wanted, notThem ?? null);
  if (alike) {
    const { t } = reader;
    const notice =
      alike.by === 'email' ? t.contactCard.alike.email(alike.address) : t.contactCard.alike[alike.by];
    // What was typed stays in its fields: their names are the same.
    return {
      update: contactModal(null, companyId, meta.place, reader, {
        ...(source ? { source } : {}),
        fresh: meta.fresh,
        company: companyId ? await findCompany(ctx, companyId) : null,
        own: await readFormFields(ctx, 'contact', null),
        start: startOfTyped(ctx, typed),
        notice: `⚠️ ${notice}\n👤 ${bold(esc(cut(fullName(alike.contact), 150)))}`,
        noticeButton: openContact.make(t.common.open, alike.contact.id),
        ...(alike.by === 'email' ? {} : { notThem: alike.contact.id }),
      }),
    };
  }
  const make = async (tx: Ctx) => {
    const contact = await createContact(tx, { ...wanted, companyId: await companyIdOf(tx, picked) });
    return { id: contact.id, result: contact };
  };
  const saved = await saveWithFields(ctx, own, make, { made: true });
  if (saved.kind !== 'saved') return undefined;
  const contact = saved.result;
  const next = await nextStep(request, 'contact', contact.id, meta.own, {});
  if (next) return { update: next };
  if (meta.place.view && companyId) {
    request.after(() => showPeopleOf(request, companyId));
    return undefined;
  }
  return { update: contactCardModal(await readContactCard(ctx, contact.id), reader) };
}

const companyIdOf = async (tx: Ctx, { companyId, newCompany }: PickedCompany): Promise<CompanyId | null> =>
  newCompany ? (await keepCompany(tx, newCompany)).id : companyId;

async function saveEdited(
  request: Saving<ContactFormMeta>,
  id: ContactId,
  typed: NewContact,
  picked: PickedCompany,
  own: TypedFields,
): Promise<SubmitAnswer> {
  const { ctx, reader, meta } = request;
  const wanted = { ...typed, companyId: picked.companyId };
  const change = async (tx: Ctx) => {
    const result = await changeSeenContact(tx, id, meta.version, wanted);
    if (result.kind === 'saved' && picked.newCompany)
      await changeContact(tx, id, { companyId: await companyIdOf(tx, picked) });
    return { id, result, stop: result.kind === 'changedMeanwhile' };
  };
  const saved = await saveWithFields(ctx, own, change, { id });
  if (saved.kind === 'saved') {
    const next = await nextStep(request, 'contact', id, meta.own, {});
    return next ? { update: next } : afterSaving(request, id);
  }
  const ours = await toldOfFields(ctx, own, saved.changes, saved.seen, reader);
  const contact = saved.result?.contact ?? (await getContact(ctx, id));
  const changes = saved.result?.kind === 'changedMeanwhile' ? saved.result.changes : [];
  const told = await withCompanyNames(ctx, changes);
  const names = await namesOf(
    ctx.db,
    changes.flatMap(({ by }) => by ?? []),
  );
  const anew = Object.fromEntries(
    leftAlone(toldOfTyped(ctx, wanted), changes).map((field) => [field, contact.version]),
  );
  const { changed, fields } = reader.t.contacts;
  const notice = lineOf(
    '\n',
    told.length > 0 && changedNotice(changed, told, names, fields, reader),
    ours.notice,
  );
  const fresh = { ...meta.fresh, ...anew, ...ours.fresh };
  const around = { ...(await aroundOf(ctx, contact)), fresh, notice };
  return {
    update: contactModal(contact, meta.companyId, meta.place, reader, {
      ...around,
      inCard: meta.inCard ?? false,
    }),
  };
}

async function afterSaving(request: Saving<ContactFormMeta>, id: ContactId): Promise<SubmitAnswer> {
  const { ctx, reader, meta } = request;
  const { companyId, place, inCard } = meta;
  if (inCard) {
    if (place.view && companyId) request.after(() => showPeopleOf(request, companyId));
    const card = await readContactCard(ctx, id);
    return { update: contactCardModal(card, reader, { people: place.view ?? null }) };
  }
  request.after(async () => {
    const card = await readContactCard(ctx, id);
    await request.bringUpToDate(place, {
      message: contactCard(card, reader),
      view: contactCardModal(card, reader),
    });
  });
  return undefined;
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
