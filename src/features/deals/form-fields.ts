/** The inputs of a deal's form; the block_id is the field's name. The same for a new deal and for editing one. */
import type { InputBlock, InputBlockElement } from '@slack/types';
import { formatAmount } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type Currency, currencies } from '../../lib/money.ts';
import { clockOf, dayOf, type LocalDateTime, type Zone } from '../../lib/time.ts';
import {
  channelField,
  checkField,
  dateField,
  input,
  multiTypeAheadField,
  option,
  peopleField,
  personField,
  selectField,
  textField,
  timeField,
} from '../../slack/forms.ts';
import type { Company } from '../companies/model.ts';
import { companyField, companyOption } from '../companies/picks.ts';
import type { Contact } from '../contacts/model.ts';
import { contactOption, pickContacts } from '../contacts/views.ts';
import type { FormFields } from '../fields/model.ts';
import { type DateKind, type Deal, dateKinds, nameLimit, type Stage, textLimit } from './model.ts';

/** Dates that often have an hour too. */
export const timedDates: DateKind[] = ['questionsUntil', 'siteVisit', 'opening'];

/** What a form starts from. */
export interface FormStart {
  deal: Deal | null;
  name: string | null;
  company: Company | null;
  contacts: Contact[];
  stages: Stage[];
  /** of people on the form, by our id */
  slackIds: Map<PersonId, string>;
  /** the owner of a new deal */
  ownSlackId: string;
  /** of a new deal */
  currency: Currency;
  /** whose wall clock the bid deadline is on */
  zone: Zone;
  /** the firm's own fields */
  own?: FormFields;
}

export const basicFields = ['company', 'name', 'value', 'currency', 'bidDate', 'bidTime'] as const;

export const moreFields = [
  'stage',
  'owner',
  ...dateKinds.flatMap((kind) => (timedDates.includes(kind) ? [kind, `${kind}Time`] : [kind])),
  'contacts',
  'source',
  'offerNumber',
  'customerReference',
  'portalUrl',
  'nextStep',
  'nextStepOn',
  'channel',
  'people',
  'restricted',
];

/** @param name of the field @param blockId differs from the name when the input must start anew */
export function fieldInput(name: string, blockId: string, start: FormStart, reader: Reader): InputBlock {
  const { element, label, hint, required = false } = fieldOf(name, start, reader);
  return input(blockId, label, element, { optional: !required, ...(hint ? { hint } : {}) });
}

interface Field {
  element: InputBlockElement;
  label: string;
  hint?: string;
  required?: boolean;
}

function fieldOf(name: string, start: FormStart, reader: Reader): Field {
  const { t } = reader;
  const { deal } = start;
  const labels: Record<string, string> = t.deals.fields as never;
  const label = labels[name] ?? name;
  const slackId = (id: PersonId | undefined) => (id === undefined ? null : (start.slackIds.get(id) ?? null));
  switch (name) {
    case 'name':
      return { element: textField(deal?.name ?? start.name, { limit: nameLimit }), label, required: true };
    case 'company':
      return { element: companyField(start.company && companyOption(start.company, reader), reader), label };
    case 'value':
      return {
        element: textField(deal?.value ? formatAmount(reader.language, deal.value.amount) : null, {
          limit: 40,
        }),
        label,
        hint: t.dealForms.valueHint,
      };
    case 'currency':
      return { element: currencyField(start), label, required: true };
    case 'bidDate':
      return { element: dateField(deal?.bidDeadline && dayOf(deal.bidDeadline.local)), label };
    case 'bidTime':
      return {
        element: timeField(deal?.bidDeadline && clockOf(deal.bidDeadline.local)),
        label,
        hint: t.dealForms.bidTimeHint(start.zone === reader.zone ? null : start.zone),
      };
    case 'stage':
      return {
        element: selectField(stageOptions(start, reader), deal?.stage ?? 'new'),
        label,
        required: true,
      };
    case 'owner':
      return { element: personField(slackId(deal?.ownerId) ?? start.ownSlackId), label, required: true };
    case 'contacts':
      return {
        element: multiTypeAheadField(pickContacts, start.contacts.map(contactOption)),
        label,
        hint: t.dealForms.contactsHint,
      };
    case 'source':
    case 'offerNumber':
    case 'customerReference':
    case 'portalUrl':
      return { element: textField(deal?.[name], { limit: textLimit }), label };
    case 'nextStep':
      return { element: textField(deal?.nextStep?.text, { limit: textLimit, multiline: true }), label };
    case 'nextStepOn':
      return { element: dateField(deal?.nextStep?.on), label };
    case 'channel':
      return { element: channelField(deal?.channel), label, hint: t.dealForms.channelHint };
    case 'people':
      return {
        element: peopleField((deal?.people ?? []).flatMap((id) => slackId(id) ?? [])),
        label,
        hint: t.dealForms.peopleHint,
      };
    case 'restricted':
      return {
        element: checkField([option(t.dealForms.restrictedOption, 'yes')], deal?.restricted ? ['yes'] : []),
        label,
        hint: t.dealForms.restrictedHint,
      };
    default:
      return dateFieldOf(name, deal, reader);
  }
}

function dateFieldOf(name: string, deal: Deal | null, { t }: Reader): Field {
  const kind = name.replace(/Time$/, '') as DateKind;
  const date = deal?.dates[kind];
  if (kind === name) return { element: dateField(date?.slice(0, 10)), label: t.deals.dates[kind] };
  const clock = date && date.length > 10 ? clockOf(date as LocalDateTime) : null;
  return { element: timeField(clock), label: t.deals.fields.time(t.deals.dates[kind]) };
}

function stageOptions({ stages, deal }: FormStart, { t }: Reader) {
  const offered = stages.filter((stage) => stage.outcome === 'open' || stage.key === deal?.stage);
  return offered.map((stage) => option(t.deals.stages[stage.key], stage.key));
}

const currencyField = ({ deal, currency }: FormStart) =>
  selectField(
    currencies.map((one) => option(one, one)),
    deal?.value?.currency ?? currency,
  );
