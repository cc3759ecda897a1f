import type { DealId, LeadId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Saving, SubmitAnswer } from '../../slack/requests.ts';
import type { PickedCompany } from '../companies/found.ts';
import { parsePick } from '../companies/picks.ts';
import { readPick } from '../companies/search-service.ts';
import { Problems, readValue } from '../deals/form-reading.ts';
import { listOpenDealsOfCompany } from '../deals/service.ts';
import type { LeadPlace } from './buttons.ts';
import { readLeadCard } from './card.ts';
import { convertForm, convertModal, readConversion } from './convert-form.ts';
import { type Conversion, convertLead, undoConversion } from './converting.ts';
import { findCustomer } from './customer.ts';
import { getLead, getOpenLead } from './service.ts';
import { placeOf, refreshLead } from './showing.ts';
import { leadCard, leadModal } from './views.ts';

const offered = 50;

export function registerConvertHandlers(on: Handlers): void {
  on.submit(convertForm, convert);
}

export const openConversion = (request: ActionRequest<unknown>, id: LeadId): Promise<void> =>
  request.open(async () => {
    const { ctx, reader } = request;
    const lead = await getOpenLead(ctx, 'convert', id);
    const customer = await findCustomer(ctx, lead);
    const company = customer?.company ?? null;
    const deals = company ? await listOpenDealsOfCompany(ctx, company.id, offered) : [];
    return convertModal({ lead, customer, deals }, { id, place: placeOf(request) }, reader);
  });

async function convert(request: Saving<LeadPlace>): Promise<SubmitAnswer> {
  const { ctx, form, meta, reader } = request;
  const { contact, deal, dealName } = readConversion(form);
  const problems = new Problems();
  const value = readValue(form.text('value'), ctx.settings.currency, 'value', problems);
  problems.raise();
  const chosen: Conversion['deal'] =
    deal === 'none'
      ? { kind: 'none' }
      : deal === 'new'
        ? { kind: 'new', name: dealName, value }
        : { kind: 'existing', id: deal as DealId };
  const company = await pickedCompany(request);
  const lead = await convertLead(ctx, meta.id, { company, contact, deal: chosen });
  request.after(async () => {
    // A window shows the answer itself.
    if (!meta.place.view) await refreshLead(request, meta.place, lead.id);
  });
  return { update: leadModal(await readLeadCard(ctx, lead.id), reader) };
}

/** What the lead knows of a company needs no register, and still works when that is silent. */
async function pickedCompany({ ctx, form, meta }: Saving<LeadPlace>): Promise<PickedCompany> {
  const pick = parsePick(form.choice('company'));
  const lead = await getLead(ctx, meta.id);
  const isTyped = pick?.kind === 'typed' && lead.companyName?.startsWith(pick.name.replace(/…$/, ''));
  if (isTyped && lead.companyName) return { companyId: null, newCompany: { name: lead.companyName } };
  try {
    return await readPick(ctx, pick);
  } catch (error) {
    const { ico, companyName, country } = lead;
    if (pick?.kind !== 'register' || pick.ico !== ico || !companyName) throw error;
    return { companyId: null, newCompany: { name: companyName, ico, ...(country ? { country } : {}) } };
  }
}

export async function takeConversionBack(request: ActionRequest<unknown>, id: LeadId): Promise<void> {
  const { ctx, reader } = request;
  await undoConversion(ctx, id);
  const card = await readLeadCard(ctx, id);
  const note = `✅ ${reader.t.leads.undone}`;
  if (request.view?.type === 'modal') return request.update(leadModal(card, reader, note));
  await request.replace(leadCard(card, reader, note));
}
