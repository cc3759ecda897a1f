/** The dry run of one row: what it would make and change. Nothing is written. */

import { mayEditDeal } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import { readNewCompany } from '../companies/bulk-service.ts';
import { readNewContact } from '../contacts/bulk-service.ts';
import { problemOf } from '../fields/exchange-service.ts';
import { readNewLead } from '../leads/bulk-service.ts';
import { isKnownActivity } from './activity-rows.ts';
import { type Around, memberCalled } from './around.ts';
import { companyChange, contactChange, dealChange, newCompany, newContact } from './changes.ts';
import type { Known } from './known.ts';
import { leadChange, leadKeys, leadProblem, matchLead, newLead } from './lead-rows.ts';
import type { LookUp } from './look-up.ts';
import { companyKeys, contactKeys, dealKeys, matchCompany, matchContact, matchDeal } from './matching.ts';
import type { RowSaid, Step, Why } from './model.ts';
import { refusedBy } from './refusals.ts';
import type { RowFacts } from './row-facts.ts';
import { isSumLabel } from './row-words.ts';

export async function planRow(
  ctx: Ctx,
  around: Around,
  look: LookUp,
  facts: RowFacts,
  known: Known,
): Promise<RowSaid> {
  const why = [...facts.why, ...missing(facts, around)];
  const owner = ownerOf(facts, around, why);
  await checkOwn(ctx, around, facts, why);
  if (why.length > 0) return { steps: [], why };
  if (around.found.as === 'leads') return planLead(ctx, around, look, facts, known, owner);
  const steps: Step[] = [];
  const company = await planCompany(ctx, around, look, facts, known, owner, steps, why);
  await planContacts(ctx, around, look, facts, known, company, steps, why);
  await planDeal(ctx, around, facts, known, company, owner, steps, why);
  await planActivity(ctx, facts, company, steps);
  return why.length > 0 ? { steps: [], why } : { steps, why };
}

async function planActivity(
  ctx: Ctx,
  { activity }: RowFacts,
  companyId: CompanyId | null,
  steps: Step[],
): Promise<void> {
  if (!activity) return;
  const does = (await isKnownActivity(ctx, activity, companyId)) ? 'same' : 'created';
  steps.push({ kind: 'activity', does, id: null, name: '', fields: [] });
}

async function checkOwn(ctx: Ctx, { own }: Around, facts: RowFacts, why: Why[]): Promise<void> {
  for (const [kind, values] of Object.entries(facts.own)) {
    for (const [name, text] of Object.entries(values)) {
      const field = own.find((one) => one.kind === kind && one.column.name === name);
      const error = field && (await problemOf(ctx, field.column, text));
      if (error)
        why.push({
          code: 'refused',
          column: field.label,
          text: null,
          error: { code: error.code, details: error.details },
        });
    }
  }
}

/** Facts that belong to nobody. */
export function missing({ company, contacts, deal, activity }: RowFacts, { found }: Around): Why[] {
  const why: Why[] = [];
  const nobody = (code: Why['code']) => why.push({ code, column: null, text: null });
  if (company?.name && !company.ico && contacts.length === 0 && isSumLabel(company.name)) nobody('sum');
  if (company && !company.name && !company.ico) nobody('companyName');
  if (found.as === 'customers' && activity && !company && contacts.length === 0) nobody('companyName');
  if (deal && deal.number === null && !deal.name && !company?.name) nobody('dealName');
  return why;
}

/** @param why is added to when nobody of ours is called so */
export function ownerOf(
  { owner: said }: RowFacts,
  { members, found, columns }: Around,
  why: Why[],
): PersonId | null {
  if (!said) return null;
  const owner = memberCalled(members, said);
  if (owner !== null) return owner;
  const column = columns.flat().find(({ field }) => field === 'company.owner')?.column ?? found.fileName;
  why.push({ code: 'person', column, text: said });
  return null;
}

async function planCompany(
  ctx: Ctx,
  { found }: Around,
  look: LookUp,
  facts: RowFacts,
  known: Known,
  owner: PersonId | null,
  steps: Step[],
  why: Why[],
): Promise<CompanyId | null> {
  const { company } = facts;
  if (!company) return null;
  const keys = companyKeys(company);
  const name = company.name ?? company.ico ?? '';
  const before = known.find(keys);
  if (before !== null) {
    steps.push({ kind: 'company', does: 'same', id: before, name, fields: [] });
    return before as CompanyId;
  }
  const match = matchCompany(look, company);
  if (match === 'several') {
    why.push({ code: 'severalCompanies', column: null, text: name });
    return null;
  }
  const refused =
    match || !company.name ? null : await refusedBy(() => readNewCompany(ctx, newCompany(company, owner)));
  if (refused) {
    why.push(...refused);
    return null;
  }
  const change = match ? companyChange(company, match, found.rule, owner) : {};
  const fields = Object.keys(change);
  const own = Object.keys(facts.own.company ?? {}).length > 0;
  const does = !match ? 'created' : fields.length > 0 || own ? 'updated' : 'same';
  const id = known.add(keys, match?.id);
  steps.push({ kind: 'company', does, id: match?.id ?? null, name: match?.name ?? name, fields });
  return id as CompanyId;
}

async function planContacts(
  ctx: Ctx,
  { found }: Around,
  look: LookUp,
  { contacts }: RowFacts,
  known: Known,
  companyId: CompanyId | null,
  steps: Step[],
  why: Why[],
): Promise<void> {
  for (const contact of contacts) {
    const keys = contactKeys(contact, companyId);
    const { name } = contact;
    const before = known.find(keys);
    if (before !== null) {
      steps.push({ kind: 'contact', does: 'same', id: before, name, fields: [] });
      continue;
    }
    const match = matchContact(look, contact, companyId);
    const refused = match
      ? null
      : await refusedBy(async () => readNewContact(ctx, newContact(contact, null)));
    why.push(...(refused ?? []));
    const fields = match ? Object.keys(contactChange(ctx, contact, match, found.rule, companyId)) : [];
    const does = !match ? 'created' : fields.length > 0 ? 'updated' : 'same';
    known.add(keys, match?.id);
    steps.push({ kind: 'contact', does, id: match?.id ?? null, name: match?.name ?? name, fields });
  }
}

async function planDeal(
  ctx: Ctx,
  { found }: Around,
  { deal, company }: RowFacts,
  known: Known,
  companyId: CompanyId | null,
  owner: PersonId | null,
  steps: Step[],
  why: Why[],
): Promise<void> {
  if (!deal) return;
  const match = await matchDeal(ctx, deal, companyId);
  if (match === 'gone') {
    why.push({ code: 'dealNotFound', column: null, text: `D-${deal.number}` });
    return;
  }
  const name = match?.name ?? deal.name ?? company?.name ?? '';
  const keys = dealKeys(name, companyId);
  if (!match && known.find(keys) !== null) {
    steps.push({ kind: 'deal', does: 'same', id: null, name, fields: [] });
    return;
  }
  const fields = match ? Object.keys(dealChange(ctx, deal, match, found.rule, owner)) : [];
  if (match && fields.length > 0 && !mayEditDeal(ctx, match)) {
    why.push({ code: 'dealNotYours', column: null, text: `D-${match.id}` });
    return;
  }
  if (!match) known.add(keys);
  const does = !match ? 'created' : fields.length > 0 ? 'updated' : 'same';
  steps.push({ kind: 'deal', does, id: match?.id ?? null, name, fields });
}

async function planLead(
  ctx: Ctx,
  { found }: Around,
  look: LookUp,
  facts: RowFacts,
  known: Known,
  owner: PersonId | null,
): Promise<RowSaid> {
  const [contact] = facts.contacts;
  if (!contact && !facts.company) return { steps: [], why: [] };
  const said = newLead(ctx, facts, owner);
  const step = (does: Step['does'], id: number | null = null, fields: string[] = []): RowSaid => ({
    steps: [{ kind: 'lead', does, id, name: contact?.name ?? facts.company?.name ?? '', fields }],
    why: [],
  });
  const keys = leadKeys(facts);
  if (known.find(keys.find) !== null) return step('same');
  const match = matchLead(look, facts);
  const problem = leadProblem(look, facts, match);
  if (problem) return { steps: [], why: [problem] };
  const refused = match ? null : await refusedBy(async () => readNewLead(ctx, said));
  if (refused) return { steps: [], why: refused };
  known.add(keys.add, match?.id);
  if (!match) return step('created');
  const fields = Object.keys(leadChange(look, said, match, found.rule));
  const own = Object.keys(facts.own.lead ?? {}).length > 0;
  return step(fields.length > 0 || own ? 'updated' : 'same', match.id, fields);
}
