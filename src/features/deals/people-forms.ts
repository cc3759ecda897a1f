/** The windows about who: next step, contacts, hand-over, access, sharing. */
import type { InputBlock, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { PlainDate } from '../../lib/time.ts';
import { section } from '../../slack/blocks.ts';
import {
  channelField,
  checkField,
  dateField,
  type FormValues,
  input,
  modalView,
  multiTypeAheadField,
  option,
  peopleField,
  personField,
  selectField,
  textField,
} from '../../slack/forms.ts';
import { modal, typeAhead } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { contactOption, readContactPicks } from '../contacts/views.ts';
import type { DealCard } from './card.ts';
import { titleLine } from './lines.ts';
import { type ContactRole, contactRoles, textLimit } from './model.ts';
import type { DealPlace } from './outcome-forms.ts';

export const nextStepForm = modal<DealPlace>('deals.nextStep');
export const contactsForm = modal<DealPlace & { companyId: number | null }>('deals.contacts');
export const handOverForm = modal<DealPlace>('deals.handOver');
export const accessForm = modal<DealPlace>('deals.access');
export const shareForm = modal<DealPlace>('deals.share');

/** Tells the window at once, so that each person picked gets a role. */
export const pickDealContacts = typeAhead('deals.pickContacts');

const parts = (card: DealCard, place: Place, { t }: Reader) => ({
  meta: { id: card.deal.id, place },
  submit: t.common.save,
  close: t.common.cancel,
});

export const nextStepModal = (card: DealCard, place: Place, reader: Reader): ModalView => {
  const { nextStep } = reader.t.dealForms;
  return modalView({
    id: nextStepForm,
    title: nextStep.title,
    ...parts(card, place, reader),
    blocks: [
      section(titleLine(card.deal)),
      input(
        'nextStep',
        nextStep.what,
        textField(card.deal.nextStep?.text, { limit: textLimit, multiline: true, focus: true }),
        { optional: true, hint: nextStep.hint },
      ),
      input('nextStepOn', nextStep.on, dateField(card.deal.nextStep?.on), { optional: true }),
      input('who', nextStep.who, personField((card.nextStepOwner ?? card.owner).slackId)),
    ],
  });
};

export const readNextStepForm = (form: FormValues): { text: string; on: PlainDate | null } | null => {
  const text = form.text('nextStep');
  return text ? { text, on: form.choice('nextStepOn') as PlainDate | null } : null;
};

/** @param picked values of the type-ahead with what each shows; the deal's own at first */
export const contactsModal = (
  card: DealCard,
  place: Place,
  reader: Reader,
  picked: { value: string; name: string }[] = ownContacts(card),
): ModalView => {
  const { contacts } = reader.t.dealForms;
  return modalView({
    id: contactsForm,
    title: contacts.title,
    ...parts(card, place, reader),
    meta: { id: card.deal.id, place, companyId: card.deal.companyId },
    blocks: [
      section(titleLine(card.deal)),
      input(
        'contacts',
        contacts.who,
        multiTypeAheadField(
          pickDealContacts,
          card.contacts.map(({ contact }) => contactOption(contact)),
        ),
        { optional: true, dispatch: true },
      ),
      ...picked.slice(0, 40).map((one) => roleInput(one, card, reader)),
    ],
  });
};

const ownContacts = ({ contacts }: DealCard) =>
  contacts.map(({ contact }) => ({ value: `p:${contact.id}`, name: contact.name }));

function roleInput(
  { value, name }: { value: string; name: string },
  card: DealCard,
  { t }: Reader,
): InputBlock {
  const known = card.contacts.find(({ contact }) => `p:${contact.id}` === value)?.role ?? null;
  const options = contactRoles.map((role) => option(t.deals.roles[role], role));
  return input(
    `role:${value}`,
    t.dealForms.contacts.role(name),
    selectField(options, known, t.dealForms.contacts.noRole),
    { optional: true },
  );
}

export function readContactsForm(form: FormValues) {
  const values = form.choices('contacts');
  const role = (value: string) => form.choice(`role:${value}`) as ContactRole | null;
  const { ids, names } = readContactPicks(values);
  return {
    contacts: ids.map((contactId) => ({ contactId, role: role(`p:${contactId}`) })),
    newContacts: names.map((name) => ({ name, role: role(`n:${name}`) })),
  };
}

export const handOverModal = (card: DealCard, place: Place, reader: Reader): ModalView => {
  const { handOver } = reader.t.dealForms;
  return modalView({
    id: handOverForm,
    title: handOver.title,
    ...parts(card, place, reader),
    blocks: [
      section(titleLine(card.deal)),
      input('owner', handOver.to, personField()),
      input('note', handOver.note, textField(null, { limit: textLimit, multiline: true }), {
        optional: true,
      }),
    ],
  });
};

export const accessModal = (card: DealCard, place: Place, reader: Reader): ModalView => {
  const { t } = reader;
  return modalView({
    id: accessForm,
    title: t.deals.doings.access,
    ...parts(card, place, reader),
    blocks: [
      section(titleLine(card.deal)),
      input(
        'restricted',
        t.deals.fields.restricted,
        checkField([option(t.dealForms.restrictedOption, 'yes')], card.deal.restricted ? ['yes'] : []),
        { optional: true, hint: t.dealForms.restrictedHint },
      ),
      input('people', t.deals.fields.people, peopleField(card.named.map((person) => person.slackId)), {
        optional: true,
        hint: t.dealForms.peopleHint,
      }),
    ],
  });
};

export const shareModal = (card: DealCard, place: Place, reader: Reader): ModalView => {
  const { share } = reader.t.dealForms;
  return modalView({
    id: shareForm,
    title: share.title,
    ...parts(card, place, reader),
    blocks: [
      section(titleLine(card.deal)),
      input('channel', share.channel, channelField(null, { here: true })),
    ],
  });
};
