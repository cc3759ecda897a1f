import type { ModalView, PlainTextOption, SectionBlock } from '@slack/types';
import { formatDate } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { actions, bold, context, esc, lineOf, section } from '../../slack/blocks.ts';
import { type FormValues, input, modalView, option, textField } from '../../slack/forms.ts';
import { type Fresh, freshName } from '../../slack/fresh-fields.ts';
import { modal, typeAhead } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { openTimeline } from '../activities/buttons.ts';
import { whoSees } from '../audience/buttons.ts';
import { stopAddress } from '../email/privacy/rule-buttons.ts';
import { addressWorks, editContact } from './buttons.ts';
import { type Bounce, type Contact, contactNameLimit, fullName, isAway, type NewContact } from './model.ts';

export interface ContactFormMeta {
  /** null: a new one */
  id: ContactId | null;
  companyId: CompanyId | null;
  /** of the contact that the form shows */
  version: number;
  /** fields that others changed meanwhile */
  fresh: Fresh;
  place: Place;
}
export const contactForm = modal<ContactFormMeta>('contacts.edit');

/** Picks people from the shared register; used wherever a form asks who. */
export const pickContacts = typeAhead('contacts.pick');

/** One person on a line; the phone can be tapped. */
export const contactRow = (contact: Contact, reader: Reader): SectionBlock =>
  section(
    lineOf(
      '\n',
      lineOf(
        ' · ',
        `👤 ${bold(esc(cut(fullName(contact), 150)))}`,
        contact.position && esc(cut(contact.position, 100)),
      ),
      lineOf(' · ', contact.phone && phoneLink(contact.phone), emailText(contact)),
      contact.bounce && esc(bounceLine(contact.bounce, reader)),
      awayLine(contact, reader),
    ),
    editContact.make(reader.t.common.edit, contact.id),
  );

/** `⚠️ riha@x.example` where mail came back. Text for mrkdwn. */
export const emailText = ({ email, bounce }: Contact): string | null =>
  email && `${bounce ? '⚠️ ' : ''}${esc(cut(email, 100))}`;

/** `pošta se vrátila 3. 3.: adresa neexistuje (5.1.1)` */
function bounceLine({ at, why, status }: Bounce, { t, stamp }: Reader): string {
  const reason = t.mailFinds.bounced[why];
  return t.mailFinds.bouncedOn(status ? `${reason} (${status})` : reason, stamp(at));
}

/** `🏖️ Petr Říha je do 15. 3. mimo kancelář`, while it lasts. Text for mrkdwn. */
export function awayLine(contact: Contact, { t, today, language }: Reader): string | null {
  const { away } = contact;
  if (!away || !isAway(contact, today)) return null;
  const name = esc(cut(contact.name, 100));
  const shown = (day: PlainDate) =>
    formatDate(language, day, { year: day.slice(0, 4) !== today.slice(0, 4) });
  return away.from && away.from > today
    ? t.mailFinds.awayFrom(name, shown(away.from), shown(away.until))
    : t.mailFinds.away(name, shown(away.until));
}

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

/** @param again of a form that is drawn once more: over which version, which fields anew, under which notice */
export function contactModal(
  contact: Contact | null,
  companyId: CompanyId | null,
  place: Place,
  reader: Reader,
  again: Partial<Pick<ContactFormMeta, 'version' | 'fresh'>> & { notice?: string } = {},
): ModalView {
  const { t } = reader;
  const { fields } = t.contacts;
  const { version = contact?.version ?? 0, fresh = {}, notice } = again;
  const text = (name: keyof typeof fields & keyof Contact, limit: number) =>
    input(freshName(fresh, name), fields[name], textField(contact?.[name] as string | null, { limit }), {
      optional: name !== 'name',
    });
  return modalView({
    id: contactForm,
    meta: { id: contact?.id ?? null, companyId: contact?.companyId ?? companyId, version, fresh, place },
    title: contact ? t.contacts.edit : t.contacts.newContact,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(notice ? [section(notice)] : []),
      text('name', contactNameLimit),
      text('position', 150),
      text('email', 250),
      text('phone', 50),
      text('titleBefore', 30),
      text('titleAfter', 30),
      ...(contact?.bounce
        ? [
            context(`⚠️ ${esc(lineOf(': ', contact.email, bounceLine(contact.bounce, reader)))}`),
            actions([addressWorks.make(t.mailFinds.addressWorks, contact.id)], 'bounce'),
          ]
        : []),
      ...(contact
        ? [
            actions([
              openTimeline.make(t.activities.history, { of: 'contact', id: contact.id }),
              ...(contact.email
                ? [stopAddress.make(t.mailRules.neverLog.stop, { address: contact.email })]
                : []),
              whoSees.make(t.common.whoSees, { kind: 'contact', id: contact.id }),
            ]),
          ]
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
