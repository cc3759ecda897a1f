/** A lead becomes a customer: a company, a contact and a deal, with everything that was logged to it. */
import { findPerson, isActiveMember } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { listEvents } from '../../events/record.ts';
import { wordsFor } from '../../i18n/catalog.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, refuse } from '../../lib/errors.ts';
import type { CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Money } from '../../lib/money.ts';
import { cleanLine } from '../../lib/text.ts';
import { dateIn, type PlainDate } from '../../lib/time.ts';
import type { PickedCompany } from '../companies/found.ts';
import { fillFromLead, type KnownFromLead } from '../companies/from-lead.ts';
import { getCompany, keepCompany } from '../companies/service.ts';
import { createDeal, findDeal, getDealFor } from '../deals/service.ts';
import { deleteDeal } from '../deals/sharing-service.ts';
import { assertNothingHidden } from '../fields/guard-service.ts';
import { copyFieldValues } from '../fields/service.ts';
import { contactFor } from './converting-contact.ts';
import { isLeadSource, type Lead } from './model.ts';
import { getLeadFor, getOpenLead, saveLead } from './service.ts';

export interface Conversion {
  company: PickedCompany;
  /** null: a company without a person */
  contact: { name: string; email: string | null; phone: string | null; position: string | null } | null;
  deal:
    | { kind: 'new'; name: string; value: Money | null }
    | { kind: 'existing'; id: DealId }
    | { kind: 'none' };
}

/**
 * All of it or nothing; what is known already is taken instead of being made twice. Twice is once: the second time it
 * gives what the first one made.
 * @throws CrmError notFound, lead.notAllowed, lead.closed, fields.ownerOnly; FieldErrors company, contact, email, deal, dealName
 */
export function convertLead(ctx: Ctx, id: LeadId, conversion: Conversion): Promise<Lead> {
  return transaction(ctx, async (tx) => {
    const seen = await getLeadFor(tx, 'convert', id);
    if (seen.state === 'converted') return seen;
    const lead = await getOpenLead(tx, 'convert', id);
    await assertNothingHidden(tx, 'lead', id);
    checkConversion(conversion);
    const companyId = await companyFor(tx, lead, conversion.company);
    if (companyId) await fillFromLead(tx, companyId, knownOf(tx, lead));
    const contactId = await contactFor(tx, lead, conversion.contact, companyId);
    const deal = await dealFor(tx, lead, conversion.deal, companyId, contactId);
    await carryFields(tx, lead, { companyId, contactId, dealId: deal });
    const columns = {
      state: 'converted',
      closed_at: tx.time.now(),
      deal_id: deal,
      made_deal: conversion.deal.kind === 'new',
      became_company_id: companyId,
      became_contact_id: contactId,
    };
    return saveLead(tx, lead, columns, 'lead.converted', { dealId: deal, companyId, contactId });
  });
}

const knownOf = (tx: Ctx, lead: Lead): KnownFromLead => ({
  ico: lead.ico,
  country: lead.country,
  domain: lead.domain,
  source: sourceText(tx, lead),
  campaign: lead.campaign,
  cameByMail: lead.source === 'mail',
});

/** What the firm records of leads goes along, before the conversion is told: nothing that happens after it is a touch. */
async function carryFields(
  tx: Ctx,
  { id }: Lead,
  became: { companyId: CompanyId | null; contactId: ContactId | null; dealId: DealId | null },
): Promise<void> {
  const { companyId, contactId, dealId } = became;
  const [first, ...others] = [
    ...(companyId ? [{ kind: 'company', id: companyId }] : []),
    ...(contactId ? [{ kind: 'contact', id: contactId }] : []),
    ...(dealId ? [{ kind: 'deal', id: dealId }] : []),
  ];
  if (first) await copyFieldValues(tx, { kind: 'lead', id }, [first, ...others]);
}

function checkConversion({ company, contact, deal }: Conversion): void {
  const errors: CrmError[] = [];
  if (contact && !cleanLine(contact.name)) errors.push(new CrmError('required', {}, 'contact'));
  if (deal.kind === 'new' && !cleanLine(deal.name)) errors.push(new CrmError('required', {}, 'dealName'));
  const isNobody = !company.companyId && !company.newCompany && !contact;
  if (isNobody) errors.push(new CrmError('required', {}, 'company'));
  if (errors.length > 0) throw new FieldErrors(errors);
}

async function companyFor(
  tx: Ctx,
  { ico, country, companyName, domain }: Lead,
  { companyId, newCompany }: PickedCompany,
): Promise<CompanyId | null> {
  if (companyId) return (await getCompany(tx, companyId)).id;
  if (!newCompany) return null;
  // A name that a person typed: what else the lead knows of the same company goes with it.
  const isSame = !newCompany.ico && newCompany.name === companyName;
  const known = isSame && ico ? { ico, ...(country ? { country } : {}) } : {};
  const domains = domain ? { domains: [...new Set([...(newCompany.domains ?? []), domain])] } : {};
  return (await keepCompany(tx, { ...newCompany, ...known, ...domains })).id;
}

async function dealFor(
  tx: Ctx,
  lead: Lead,
  deal: Conversion['deal'],
  companyId: CompanyId | null,
  contactId: ContactId | null,
): Promise<DealId | null> {
  if (deal.kind === 'none') return null;
  if (deal.kind === 'existing') return (await getDealFor(tx, 'log', deal.id)).id;
  const ownerId = await ownerOf(tx, lead);
  const { nextStep } = lead;
  const created = await createDeal(
    tx,
    {
      name: deal.name,
      value: deal.value,
      companyId,
      ownerId,
      contacts: contactId ? [{ contactId, role: null }] : [],
      source: sourceText(tx, lead),
      nextStep: nextStep && { text: nextStep.text, on: notPast(tx, nextStep.on), ownerId },
    },
    { origin: { leadId: lead.id }, tell: true },
  );
  return created.id;
}

/** A step of a deal is never put into the past: what is overdue is due now. */
function notPast(tx: Ctx, on: PlainDate | null): PlainDate | null {
  const today = dateIn(tx.time.now(), tx.actor.kind === 'person' ? tx.actor.zone : tx.settings.zone);
  return on && on < today ? today : on;
}

/** Whoever left has no deals: then it is the one who converts. */
async function ownerOf(tx: Ctx, lead: Lead): Promise<PersonId> {
  const owner = await findPerson(tx.db, lead.ownerId);
  return isActiveMember(owner) ? owner.id : (actorId(tx) as PersonId);
}

/** In words that everybody of the firm reads. */
const sourceText = ({ settings }: Ctx, { source }: Lead): string | null =>
  isLeadSource(source) ? wordsFor(settings.language).leads.sources[source] : source;

/**
 * Takes a conversion back as long as nobody touched the deal: the deal is deleted, and what was logged is the lead's again.
 * The company and the contact stay. Twice is once. @throws CrmError notFound, lead.notAllowed, lead.notUndone
 */
export function undoConversion(ctx: Ctx, id: LeadId): Promise<Lead> {
  return transaction(ctx, async (tx) => {
    const lead = await getLeadFor(tx, 'convert', id);
    if (lead.state !== 'converted') return lead;
    const { dealId, madeDeal } = lead.became;
    const system: Ctx = { ...tx, actor: { kind: 'system', name: 'leads' } };
    const exists = dealId !== null && (await findDeal(system, dealId)) !== null;
    // What lies in a restricted deal comes out of it by its own people only.
    if (exists && !(await findDeal(tx, dealId))) refuse('lead.notUndone', {});
    if (exists && madeDeal) {
      if (await wasTouched(tx, id, dealId)) refuse('lead.notUndone', {});
      await deleteDeal(system, dealId);
    }
    const columns = {
      state: 'working',
      closed_at: null,
      deal_id: null,
      made_deal: false,
      became_company_id: null,
      became_contact_id: null,
    };
    return saveLead(tx, lead, columns, 'lead.unconverted', { dealId });
  });
}

/** Something happened to the deal since, or something was logged to it that does not come from the lead. */
async function wasTouched(tx: Ctx, id: LeadId, dealId: DealId): Promise<boolean> {
  const events = await listEvents(tx, { kind: 'lead', id }, 100);
  const converted = events.find(({ kind }) => kind === 'lead.converted');
  const later = await tx
    .db('events')
    .where({ subject_kind: 'deal', subject_id: dealId })
    .where('id', '>', converted?.id ?? 0)
    .first('id');
  const logged = await tx
    .db('activities')
    .where({ deal_id: dealId })
    .whereNull('deleted_at')
    .where((any) => any.whereNull('lead_id').orWhereNot({ lead_id: id }))
    .first('id');
  return Boolean(later || logged);
}
