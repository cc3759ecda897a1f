/** The window in which a lead becomes a customer: what will be created, filled in already. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { bold, esc, section } from '../../slack/blocks.ts';
import { type FormValues, input, modalView, option, selectField, textField } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { companyField, companyOption } from '../companies/picks.ts';
import { contactNameLimit } from '../contacts/model.ts';
import { type Deal, dealNumber, nameLimit } from '../deals/model.ts';
import type { LeadPlace } from './buttons.ts';
import type { Conversion } from './converting.ts';
import type { Customer } from './customer.ts';
import { companyOptionOf } from './form.ts';
import { type Lead, leadLineLimit, leadName } from './model.ts';
import { customerText } from './views.ts';

export interface ConvertMeta extends LeadPlace {
  /** companies alike that the person has seen */
  shown?: CompanyId[];
}

export const convertForm = modal<ConvertMeta>('leads.convert');

export interface ConvertStart {
  lead: Lead;
  /** whom we know already: that comes first */
  customer: Customer | null;
  /** their open deals that the reader sees */
  deals: Deal[];
}

export function convertModal(
  { lead, customer, deals }: ConvertStart,
  meta: ConvertMeta,
  reader: Reader,
  alike: string | null = null,
): ModalView {
  const { form, fields } = reader.t.leads;
  const { contact } = customer ?? {};
  const known = customer?.company ? companyOption(customer.company, reader) : companyOptionOf(lead);
  const notice = customer ? form.willMerge(customerText(customer, reader)) : form.willCreate;
  return modalView({
    id: convertForm,
    meta,
    title: form.convertTitle,
    submit: form.convertSubmit,
    close: reader.t.common.cancel,
    blocks: [
      ...(alike ? [section(alike)] : []),
      section(bold(esc(leadName(lead)))),
      section(esc(notice)),
      input('company', form.convertCompany, companyField(known, reader), { optional: true }),
      input('contact', form.contact, textField(contact?.name ?? lead.name, { limit: contactNameLimit }), {
        optional: true,
      }),
      input('email', fields.email, textField(lead.email, { limit: 200 }), { optional: true }),
      input('phone', fields.phone, textField(lead.phone, { limit: 60 }), { optional: true }),
      input('position', fields.position, textField(lead.position, { limit: leadLineLimit }), {
        optional: true,
      }),
      input('deal', form.deal, selectField(dealOptions(deals, reader), 'new')),
      input('dealName', form.dealName, textField(dealNameOf(lead), { limit: nameLimit }), {
        optional: true,
        hint: form.dealNameHint,
      }),
      input('value', form.value, textField(null, { limit: 40 }), {
        optional: true,
        hint: reader.t.dealForms.valueHint,
      }),
    ],
  });
}

const dealOptions = (deals: Deal[], { t }: Reader) => [
  option(t.leads.form.newDeal, 'new'),
  ...deals.map((deal) => option(`${dealNumber(deal.id)} · ${deal.name}`, `d${deal.id}`)),
  option(t.leads.form.noDeal, 'none'),
];

/** The first line of the note says mostly what they want. */
function dealNameOf({ note, companyName, name }: Lead): string {
  const [line = ''] = (note ?? '').split('\n');
  return cut(line.trim().replace(/\.$/, '') || companyName || name || '', Math.min(100, nameLimit));
}

/** What was typed, but for the company and the value, which take more than reading. */
export function readConversion(form: FormValues): {
  contact: Conversion['contact'];
  deal: 'new' | 'none' | number;
  dealName: string;
} {
  const [name, email, phone, position] = ['contact', 'email', 'phone', 'position'].map((one) =>
    form.text(one),
  );
  const chosen = form.choice('deal') ?? 'new';
  return {
    contact:
      name || email
        ? { name: name ?? '', email: email ?? null, phone: phone ?? null, position: position ?? null }
        : null,
    deal: chosen === 'new' || chosen === 'none' ? chosen : Number(chosen.slice(1)),
    dealName: form.text('dealName') ?? '',
  };
}
