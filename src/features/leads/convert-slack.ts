import type { ModalView } from '@slack/types';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, LeadId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { bold, esc } from '../../slack/blocks.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Request, Saving, SubmitAnswer } from '../../slack/requests.ts';
import { findAlikeCompany } from '../companies/alike.ts';
import type { PickedCompany } from '../companies/found.ts';
import { parsePick } from '../companies/picks.ts';
import { readPick } from '../companies/search-service.ts';
import { Problems, readValue } from '../deals/form-reading.ts';
import { listOpenDealsOfCompany } from '../deals/service.ts';
import { askForStage, missingStep } from '../fields/step-slack.ts';
import { readLeadCard } from './card.ts';
import {
  type ConvertMeta,
  type ConvertStart,
  convertForm,
  convertModal,
  readConversion,
} from './convert-form.ts';
import { type Conversion, convertLead, undoConversion } from './converting.ts';
import { findCustomer } from './customer.ts';
import { getLead, getOpenLead } from './service.ts';
import { placeOf, refreshLead } from './showing.ts';
import { leadCard, leadModal } from './views.ts';

const offered = 50;

export function registerConvertHandlers(on: Handlers): void {
  on.submit(convertForm, convert);
}

/** What the firm wants to know of a customer is asked first. */
export async function openConversion(request: ActionRequest<unknown>, id: LeadId): Promise<void> {
  const place = placeOf(request);
  await getOpenLead(request.ctx, 'convert', id);
  if (await askForStage(request, 'lead', id, 'converted', place, 'form')) return;
  await request.open(() => conversionWindow(request, { id, place }));
}

export async function conversionWindow(
  { ctx, reader }: Pick<Request, 'ctx' | 'reader'>,
  meta: ConvertMeta,
): Promise<ModalView> {
  return convertModal(await startOf(ctx, meta.id), meta, reader);
}

async function startOf(ctx: Ctx, id: LeadId): Promise<ConvertStart> {
  const lead = await getOpenLead(ctx, 'convert', id);
  const customer = await findCustomer(ctx, lead);
  const company = customer?.company ?? null;
  const deals = company ? await listOpenDealsOfCompany(ctx, company.id, offered) : [];
  return { lead, customer, deals };
}

async function convert(request: Saving<ConvertMeta>): Promise<SubmitAnswer> {
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
  const again = await offerAlike(request, company);
  if (again) return { update: again };
  const lead = await convertLead(ctx, meta.id, { company, contact, deal: chosen });
  request.after(async () => {
    // A window shows the answer itself.
    if (!meta.place.view) await refreshLead(request, meta.place, lead.id);
  });
  const { dealId, madeDeal } = lead.became;
  const asked = dealId && madeDeal ? await missingStep(request, 'deal', dealId, {}) : null;
  return { update: asked ?? leadModal(await readLeadCard(ctx, lead.id), reader) };
}

/** The form once more, with the company that may be the same; what was typed stays in its fields. */
async function offerAlike(
  { ctx, meta, reader }: Saving<ConvertMeta>,
  { newCompany }: PickedCompany,
): Promise<ModalView | null> {
  const lead = await getLead(ctx, meta.id);
  if (!newCompany || lead.state === 'converted') return null;
  const ico = newCompany.ico ?? (newCompany.name === lead.companyName ? lead.ico : null);
  const typed = { name: newCompany.name, ico, domains: lead.domain ? [lead.domain] : [] };
  const seen = meta.shown ?? [];
  const alike = await findAlikeCompany(ctx, typed, seen);
  // One of the same number is taken by itself.
  if (!alike || alike.by === 'ico') return null;
  const words = reader.t.merging.alike;
  const notice = alike.by === 'domain' ? words.domain(esc(alike.domain ?? '')) : words.name;
  const shown = [...seen, alike.company.id];
  const text = `⚠️ ${notice}\n${bold(esc(cut(alike.company.name, 200)))}`;
  return convertModal(await startOf(ctx, meta.id), { ...meta, shown }, reader, text);
}

/** What the lead knows of a company needs no register, and still works when that is silent. */
async function pickedCompany({ ctx, form, meta }: Saving<ConvertMeta>): Promise<PickedCompany> {
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
