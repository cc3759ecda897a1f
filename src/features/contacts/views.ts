import type { ModalView, PlainTextOption, SectionBlock } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import { actions, bold, esc, lineOf, section } from '../../slack/blocks.ts';
import { type FormValues, input, modalView, option, textField } from '../../slack/forms.ts';
import { modal, typeAhead } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { openTimeline } from '../activities/buttons.ts';
import { editContact } from './buttons.ts';
import { type Contact, contactNameLimit, fullName, type NewContact } from './model.ts';

/** id null: a new one */
export const contactForm = modal<{ id: ContactId | null; companyId: CompanyId | null; place: Place }>(
  'contacts.edit',
);

/** Picks people from the shared register; used wherever a form asks who. */
export const pickContacts = typeAhead('contacts.pick');

/** One person on a line; the phone can be tapped. */
export const contactRow = (contact: Contact, { t }: Reader): SectionBlock =>
  section(
    lineOf(
      '\n',
      lineOf(
        ' · ',
        `👤 ${bold(esc(cut(fullName(contact), 150)))}`,
        contact.position && esc(cut(contact.position, 100)),
      ),
      lineOf(' · ', contact.phone && phoneLink(contact.phone), contact.email && esc(cut(contact.email, 100))),
    ),
    editContact.make(t.common.edit, contact.id),
  );

/** `<tel:+420601000123|+420 601 000 123>` */
export function phoneLink(phone: string): string {
  const dialled = phone.replace(/[^\d+]/g, '');
  return /^\+\d{8,15}$/.test(dialled) ? `<tel:${dialled}|${esc(phone)}>` : esc(cut(phone, 50));
}

export const contactOption = (contact: Contact): PlainTextOption =>
  option(fullName(contact), `p:${contact.id}`, contact.position ?? contact.email ?? undefined);

/** The ones found, and the way to make a new one. */
export function contactSuggestions(found: Contact[], query: string, { t }: Reader): PlainTextOption[] {
  const name = cleanLine(query);
  const create = name ? [option(t.contacts.create(cut(name, 50)), `n:${cut(name, 73)}`)] : [];
  return [...found.map(contactOption), ...create];
}

/** What was picked: people of the register, and names of new ones. */
export function readContactPicks(values: string[]): { ids: ContactId[]; names: string[] } {
  const of = (kind: string) =>
    values.filter((value) => value.startsWith(kind)).map((value) => value.slice(2));
  return { ids: of('p:').map((id) => Number(id) as ContactId), names: of('n:') };
}

export function contactModal(
  contact: Contact | null,
  companyId: CompanyId | null,
  place: Place,
  { t }: Reader,
): ModalView {
  const { fields } = t.contacts;
  const text = (name: keyof typeof fields & keyof Contact, limit: number) =>
    input(name, fields[name], textField(contact?.[name] as string | null, { limit }), {
      optional: name !== 'name',
    });
  return modalView({
    id: contactForm,
    meta: { id: contact?.id ?? null, companyId: contact?.companyId ?? companyId, place },
    title: contact ? t.contacts.edit : t.contacts.newContact,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      text('name', contactNameLimit),
      text('position', 150),
      text('email', 250),
      text('phone', 50),
      text('titleBefore', 30),
      text('titleAfter', 30),
      ...(contact
        ? [actions([openTimeline.make(t.activities.history, { of: 'contact', id: contact.id })])]
        : []),
    ],
  });
}

export const readContactForm = (form: FormValues): NewContact => ({
  name: form.text('name') ?? '',
  position: form.text('position'),
  email: form.text('email'),
  phone: form.text('phone'),
  titleBefore: form.text('titleBefore'),
  titleAfter: form.text('titleAfter'),
});
