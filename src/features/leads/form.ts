/** The form of a new lead and of changing one. */
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { PlainDate } from '../../lib/time.ts';
import { actions, section } from '../../slack/blocks.ts';
import {
  dateField,
  type FormValues,
  input,
  modalView,
  option,
  personField,
  selectField,
  textField,
} from '../../slack/forms.ts';
import { type Fresh, freshName } from '../../slack/fresh-fields.ts';
import { modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { companyField, pickValue } from '../companies/picks.ts';
import { fieldBlocks } from '../fields/form-views.ts';
import { type FieldsMeta, type FormFields, noFields } from '../fields/model.ts';
import { Ico } from '../registers/model.ts';
import { moreLeadFields, type NewLeadStart } from './buttons.ts';
import {
  type Lead,
  type LeadClass,
  type LeadFields,
  leadClasses,
  leadLineLimit,
  leadNameLimit,
  leadSources,
  leadTextLimit,
} from './model.ts';
import { sourceName } from './views.ts';

export interface LeadFormMeta {
  /** null: a new one */
  id: Lead['id'] | null;
  version: number;
  /** all fields are shown */
  more: boolean;
  fresh: Fresh;
  place: Place;
  start: NewLeadStart;
  /** the firm's own fields */
  own?: FieldsMeta;
}
export const leadForm = modal<LeadFormMeta>('leads.form');

export const newLeadMeta = (start: NewLeadStart, place: Place = {}): LeadFormMeta => ({
  id: null,
  version: 0,
  more: false,
  fresh: {},
  place,
  start,
});

/** What the form shows besides the lead. */
export interface LeadFormAround {
  /** of the owner of a new lead */
  me: string | null;
  /** the one whose turn it is; null when nobody takes turns */
  next: string | null;
  notice?: string | null;
  /** the firm's own fields; folded, only those without which it is not saved */
  own?: FormFields;
}

export function leadFormModal(
  meta: LeadFormMeta,
  lead: Lead | null,
  around: LeadFormAround,
  reader: Reader,
): ModalView {
  const { t } = reader;
  const { own = noFields } = around;
  const ours = meta.more ? own.fields : own.fields.filter(({ id }) => own.required.has(id));
  const custom = fieldBlocks({ ...own, fields: ours }, reader, { used: 17, fresh: meta.fresh });
  return modalView({
    id: leadForm,
    meta: { ...meta, own: custom.meta },
    title: lead ? t.leads.form.editTitle : t.leads.newLead,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(around.notice ? [section(around.notice)] : []),
      ...mainFields(meta, lead, reader),
      ...(meta.more ? moreFields(meta, lead, around, reader) : []),
      ...custom.blocks,
      ...(meta.more ? [] : [actions([moreLeadFields.make(t.leads.moreFields, null)], 'more')]),
    ],
  });
}

function mainFields(meta: LeadFormMeta, lead: Lead | null, reader: Reader): InputBlock[] {
  const { fields, companyHint } = reader.t.leads;
  const { start } = meta;
  const field = fieldOf(meta);
  return [
    field(
      'name',
      fields.name,
      textField(lead ? lead.name : start.name, { limit: leadNameLimit, focus: !lead }),
    ),
    field('company', fields.company, companyField(companyOf(lead, start), reader), companyHint),
    field('email', fields.email, textField(lead ? lead.email : start.email, { limit: 200 })),
    field('phone', fields.phone, textField(lead ? lead.phone : start.phone, { limit: 60 })),
    field(
      'source',
      fields.source,
      selectField(sourceOptions(lead, reader), lead ? lead.source : start.source),
    ),
    field(
      'note',
      fields.note,
      textField(lead ? lead.note : start.note, { limit: leadTextLimit, multiline: true }),
    ),
  ];
}

function moreFields(
  meta: LeadFormMeta,
  lead: Lead | null,
  { me, next }: LeadFormAround,
  reader: Reader,
): InputBlock[] {
  const { fields, classHint, ownerHint } = reader.t.leads;
  const { start } = meta;
  const field = fieldOf(meta);
  const classes = leadClasses.map((one) => option(one, one));
  return [
    field(
      'position',
      fields.position,
      textField(lead ? lead.position : start.position, { limit: leadLineLimit }),
    ),
    field('class', fields.class, selectField(classes, lead?.class), classHint),
    field('classReason', fields.classReason, textField(lead?.classReason, { limit: leadLineLimit })),
    field('campaign', fields.campaign, textField(lead?.campaign, { limit: leadLineLimit })),
    field('nextStep', fields.nextStep, textField(lead?.nextStep?.text, { limit: leadLineLimit })),
    field('nextStepOn', fields.nextStepOn, dateField(lead?.nextStep?.on)),
    field('domain', fields.domain, textField(lead?.domain, { limit: 200 })),
    ...(lead ? [] : [field('owner', fields.owner, personField(me), next ? ownerHint(next) : undefined)]),
  ];
}

const fieldOf =
  ({ fresh }: LeadFormMeta) =>
  (name: string, label: string, element: InputBlock['element'], hint?: string): InputBlock =>
    input(freshName(fresh, name), label, element, { optional: true, ...(hint ? { hint } : {}) });

/** What an import brought stays on offer. */
function sourceOptions(lead: Lead | null, reader: Reader): PlainTextOption[] {
  const known = leadSources.map((one) => option(sourceName(one, reader), one));
  const own = lead?.source ?? null;
  // An option's value takes 150 characters.
  return own && own.length <= 150 && !known.some(({ value }) => value === own)
    ? [...known, option(own, own)]
    : known;
}

const companyOf = (lead: Lead | null, { company }: NewLeadStart): PlainTextOption | null =>
  lead ? companyOptionOf(lead) : company ? option(company.text, company.value) : null;

/** The company of a lead as the type-ahead would have offered it. */
export function companyOptionOf(lead: Pick<Lead, 'companyName' | 'companyId' | 'ico' | 'country'>) {
  const { companyName, companyId, ico, country } = lead;
  if (companyId && companyName) return option(companyName, pickValue({ kind: 'own', id: companyId }));
  const number = Ico.safeParse(ico ?? '');
  if (number.success) {
    const register = country === 'SK' ? ('rpo' as const) : ('ares' as const);
    return option(companyName ?? number.data, pickValue({ kind: 'register', ico: number.data, register }));
  }
  return companyName ? option(companyName, pickValue({ kind: 'typed', name: companyName })) : null;
}

/** As far as the form shows it; the company, which a register may have to be asked about, apart. */
export function readLeadForm(form: FormValues): Partial<LeadFields> {
  const has = <T>(name: string, value: () => T): Record<string, T> =>
    form.has(name) ? { [name]: value() } : {};
  const texts = ['name', 'email', 'phone', 'position', 'campaign', 'classReason', 'note', 'domain'];
  const text = form.text('nextStep');
  const on = form.choice('nextStepOn') as PlainDate | null;
  return {
    ...Object.assign({}, ...texts.map((name) => has(name, () => form.text(name)))),
    ...has('source', () => form.choice('source')),
    ...has('class', () => form.choice('class') as LeadClass | null),
    ...has('nextStep', () => (text || on ? { text: text ?? '', on } : null)),
  };
}
