/** The form of a contact. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { actions, context, esc, lineOf, section } from '../../slack/blocks.ts';
import { type FormValues, input, modalView, textField } from '../../slack/forms.ts';
import { type Fresh, freshName } from '../../slack/fresh-fields.ts';
import { modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { openTimeline } from '../activities/buttons.ts';
import { whoSees } from '../audience/buttons.ts';
import { stopAddress } from '../email/privacy/rule-buttons.ts';
import { readEmailLines } from './addresses.ts';
import { addressWorks } from './buttons.ts';
import { type Contact, contactNameLimit, type NewContact } from './model.ts';
import { readPhoneLines } from './phones.ts';
import { addressLines, phoneLines } from './told.ts';
import { bounceLine } from './views.ts';

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

/** What stands in the fields: of a contact, or what is known of one to be. */
export type ContactStart = Partial<
  Pick<Contact, 'name' | 'titleBefore' | 'titleAfter' | 'position' | 'emails' | 'phones'>
>;

/** @param again of a form that is drawn once more: over which version, which fields anew, under which notice */
export function contactModal(
  contact: Contact | null,
  companyId: CompanyId | null,
  place: Place,
  reader: Reader,
  again: Partial<Pick<ContactFormMeta, 'version' | 'fresh'>> & { notice?: string; start?: ContactStart } = {},
): ModalView {
  const { t } = reader;
  const { fields, hints } = t.contacts;
  const { version = contact?.version ?? 0, fresh = {}, notice } = again;
  const start = contact ?? again.start ?? {};
  const text = (name: keyof typeof fields, value: string | null | undefined, limit: number, hint?: string) =>
    input(
      freshName(fresh, name),
      fields[name],
      textField(value, { limit, multiline: name === 'emails' || name === 'phones' }),
      { optional: name !== 'name', ...(hint ? { hint } : {}) },
    );
  return modalView({
    id: contactForm,
    meta: { id: contact?.id ?? null, companyId: contact?.companyId ?? companyId, version, fresh, place },
    title: contact ? t.contacts.edit : t.contacts.newContact,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(notice ? [section(notice)] : []),
      text('name', start.name, contactNameLimit, contact ? undefined : hints.name),
      text('position', start.position, 150),
      text('emails', addressLines(start.emails ?? []), 3000, hints.emails),
      text('phones', phoneLines(start.phones ?? [], reader), 1000, hints.phones),
      ...(contact || start.titleBefore || start.titleAfter
        ? [text('titleBefore', start.titleBefore, 30), text('titleAfter', start.titleAfter, 30)]
        : []),
      ...(contact ? bounceBlocks(contact, reader) : []),
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

function bounceBlocks(contact: Contact, reader: Reader) {
  const bounced = contact.emails.filter(({ bounce }) => bounce);
  if (bounced.length === 0) return [];
  const lines = bounced.map(({ address, bounce }) =>
    lineOf(': ', address, bounce && bounceLine(bounce, reader)),
  );
  return [
    context(`⚠️ ${esc(lines.join('\n'))}`),
    actions([addressWorks.make(reader.t.mailFinds.addressWorks, contact.id)], 'bounce'),
  ];
}

/** Titles only where the form asks for them. @throws FieldErrors emails, phones */
export const readContactForm = (form: FormValues): NewContact => ({
  name: form.text('name') ?? '',
  position: form.text('position'),
  emails: readEmailLines(form.text('emails')),
  phones: readPhoneLines(form.text('phones')),
  ...(form.has('titleBefore')
    ? { titleBefore: form.text('titleBefore'), titleAfter: form.text('titleAfter') }
    : {}),
});
