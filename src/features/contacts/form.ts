/** The form of a contact. */
import type { Button, InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { actions, context, esc, lineOf, section } from '../../slack/blocks.ts';
import {
  dateField,
  type FormValues,
  input,
  modalView,
  option,
  selectField,
  textField,
} from '../../slack/forms.ts';
import { type Fresh, freshName } from '../../slack/fresh-fields.ts';
import { modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { openTimeline } from '../activities/buttons.ts';
import { whoSees } from '../audience/buttons.ts';
import type { Company } from '../companies/model.ts';
import { companyField, companyOption, pickValue } from '../companies/picks.ts';
import { stopAddress } from '../email/privacy/rule-buttons.ts';
import { fieldBlocks } from '../fields/form-views.ts';
import { type FieldsMeta, type FormFields, noFields } from '../fields/model.ts';
import { readEmailLines } from './addresses.ts';
import { addressWorks } from './buttons.ts';
import {
  type Contact,
  contactLanguages,
  contactNameLimit,
  type Gender,
  genders,
  type LegalBasis,
  legalBases,
  type NewContact,
  textLimit,
} from './model.ts';
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
  /** the window of a company's people, or the message with the card */
  place: Place;
  /** the form stands in the place of the card's window, and turns back into it */
  inCard?: boolean;
  /** somebody alike who was shown already: saving again means that it is somebody else */
  notThem?: ContactId;
  /** where a new one is from */
  source?: string;
  /** the firm's own fields */
  own?: FieldsMeta;
}
export const contactForm = modal<ContactFormMeta>('contacts.edit');

/** What stands in the fields: of a contact, or what is known of one to be. */
export type ContactStart = Partial<
  Pick<Contact, 'name' | 'titleBefore' | 'titleAfter' | 'position' | 'emails' | 'phones'>
>;

export interface FormAround {
  version?: number;
  /** of a form that is drawn once more: which fields anew, under which notice */
  fresh?: Fresh;
  notice?: string;
  noticeButton?: Button;
  start?: ContactStart;
  company?: Company | null;
  /** one that we do not have, by its name */
  newCompany?: string;
  since?: PlainDate | null;
  /** the salutation that would be used */
  suggested?: string | null;
  inCard?: boolean;
  notThem?: ContactId;
  source?: string;
  /** the firm's own fields; of a new one, only those without which it is not saved */
  own?: FormFields;
}

export function contactModal(
  contact: Contact | null,
  companyId: CompanyId | null,
  place: Place,
  reader: Reader,
  around: FormAround = {},
): ModalView {
  const { t } = reader;
  const {
    version = contact?.version ?? 0,
    fresh = {},
    notice,
    noticeButton,
    inCard,
    notThem,
    source,
    own = noFields,
  } = around;
  const fields = contact ? own.fields : own.fields.filter(({ id }) => own.required.has(id));
  const custom = fieldBlocks({ ...own, fields }, reader, { used: 20, fresh });
  return modalView({
    id: contactForm,
    meta: {
      id: contact?.id ?? null,
      companyId: contact?.companyId ?? companyId,
      version,
      fresh,
      place,
      ...(inCard ? { inCard } : {}),
      ...(notThem ? { notThem } : {}),
      ...(source ? { source } : {}),
      own: custom.meta,
    },
    title: contact ? t.contacts.edit : t.contacts.newContact,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(notice ? [section(notice, noticeButton)] : []),
      ...usualFields(contact, around, reader),
      ...(contact ? rareFields(contact, around, reader) : []),
      ...custom.blocks,
      ...(contact ? bounceBlocks(contact, reader) : []),
      ...(contact ? [actions(otherDoings(contact, reader))] : []),
    ],
  });
}

type Fields = Reader['t']['contacts']['fields'];

/** A field that others changed meanwhile begins anew. */
const fieldOf =
  ({ fresh = {} }: FormAround, { t }: Reader) =>
  (name: keyof Fields, element: InputBlockElement, hint?: string) =>
    input(freshName(fresh, name), t.contacts.fields[name], element, {
      optional: name !== 'name',
      ...(hint ? { hint } : {}),
    });

function usualFields(contact: Contact | null, around: FormAround, reader: Reader): KnownBlock[] {
  const { hints } = reader.t.contacts;
  const start = contact ?? around.start ?? {};
  const field = fieldOf(around, reader);
  const company = around.company
    ? companyOption(around.company, reader)
    : around.newCompany
      ? option(
          reader.t.companies.withoutIco(cut(around.newCompany, 40)),
          pickValue({ kind: 'typed', name: around.newCompany }),
        )
      : null;
  return [
    field('name', textField(start.name, { limit: contactNameLimit }), contact ? undefined : hints.name),
    field('companyId', companyField(company, reader)),
    field('position', textField(start.position, { limit: textLimit })),
    field(
      'emails',
      textField(addressLines(start.emails ?? []), { limit: 3000, multiline: true }),
      hints.emails,
    ),
    field(
      'phones',
      textField(phoneLines(start.phones ?? [], reader), { limit: 1000, multiline: true }),
      hints.phones,
    ),
    ...(contact || start.titleBefore || start.titleAfter
      ? [
          field('titleBefore', textField(start.titleBefore, { limit: 50 })),
          field('titleAfter', textField(start.titleAfter, { limit: 50 })),
        ]
      : []),
  ];
}

function rareFields(contact: Contact, around: FormAround, reader: Reader): KnownBlock[] {
  const { contacts, contactCard } = reader.t;
  const field = fieldOf(around, reader);
  const choices = <K extends string>(keys: readonly K[], words: Record<K, string>) =>
    keys.map((key) => option(words[key], key));
  return [
    field('since', dateField(around.since), contacts.hints.since),
    field('language', selectField(choices(contactLanguages, contactCard.languages), contact.language)),
    field(
      'gender',
      selectField(choices(genders, contactCard.genders), contact.gender),
      contacts.hints.gender,
    ),
    field(
      'salutation',
      textField(contact.salutation, {
        limit: textLimit,
        ...(around.suggested ? { placeholder: around.suggested } : {}),
      }),
      around.suggested ? contacts.hints.salutation(around.suggested) : undefined,
    ),
    field('legalBasis', selectField(choices(legalBases, contactCard.bases), contact.legalBasis)),
    field('source', textField(contact.source, { limit: textLimit })),
  ];
}

function bounceBlocks(contact: Contact, reader: Reader): KnownBlock[] {
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

const otherDoings = ({ id, email }: Contact, { t }: Reader) => [
  openTimeline.make(t.activities.history, { of: 'contact', id }),
  ...(email ? [stopAddress.make(t.mailRules.neverLog.stop, { address: email })] : []),
  whoSees.make(t.common.whoSees, { kind: 'contact', id }),
];

/** All but the company: the register may have to be asked for it. @throws CrmError at the fields emails, phones */
export const readContactForm = (form: FormValues): NewContact => ({
  name: form.text('name') ?? '',
  position: form.text('position'),
  emails: readEmailLines(form.text('emails')),
  phones: readPhoneLines(form.text('phones')),
  ...(form.has('titleBefore')
    ? { titleBefore: form.text('titleBefore'), titleAfter: form.text('titleAfter') }
    : {}),
  ...(form.has('language')
    ? {
        since: form.choice('since') as PlainDate | null,
        language: form.choice('language') as Contact['language'],
        gender: form.choice('gender') as Gender | null,
        salutation: form.text('salutation'),
        legalBasis: form.choice('legalBasis') as LegalBasis | null,
        source: form.text('source'),
      }
    : {}),
});
