/** One row for real, in its transaction: through the services of the slices, so that events, search and rights hold. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId, PersonId } from '../../lib/ids.ts';
import { logActivity } from '../activities/service.ts';
import type { Company } from '../companies/model.ts';
import { changeCompany, createNumberedCompany, createTypedCompany } from '../companies/service.ts';
import type { Contact } from '../contacts/model.ts';
import { changeContact, createContact } from '../contacts/service.ts';
import { awardDeal, loseDeal } from '../deals/outcome-service.ts';
import { changeDeal, createDeal } from '../deals/service.ts';
import { changeLead, createLead } from '../leads/service.ts';
import { isKnownActivity, momentOf } from './activity-rows.ts';
import type { Around } from './around.ts';
import { companyChange, contactChange, dealChange, newCompany, newContact, newDeal } from './changes.ts';
import { leadChange, leadProblem, matchLead, newLead } from './lead-rows.ts';
import type { CompanyThere, LookUp } from './look-up.ts';
import { matchCompany, matchContact, matchDeal } from './matching.ts';
import type { RowSaid, StagedRow, Step, Why } from './model.ts';
import { setOwnFields } from './own-fields.ts';
import { missing, ownerOf } from './plan.ts';
import type { RowFacts } from './row-facts.ts';
import { type Track, track } from './track.ts';

interface Work {
  tx: Ctx;
  around: Around;
  look: LookUp;
  /** once the row is in: the rows after it find what it made */
  seen: (() => void)[];
  /** people whom the row may name once more; forgotten when it is not taken */
  made: Contact[];
  facts: RowFacts;
  owner: PersonId | null;
  track: Track;
  steps: Step[];
  why: Why[];
}

/** @returns what was done; with any `why` the caller takes all of it back. @throws CrmError, FieldErrors of the services */
export async function applyRow(
  tx: Ctx,
  around: Around,
  look: LookUp,
  row: StagedRow,
  facts: RowFacts,
): Promise<RowSaid & { seen: () => void }> {
  const nothing = () => undefined;
  const why = [...facts.why, ...missing(facts, around)];
  const owner = ownerOf(facts, around, why);
  if (why.length > 0) return { steps: [], why, seen: nothing };
  const tracked = track(tx, around.found.id, row.no);
  const work: Work = { tx, around, look, seen: [], made: [], facts, owner, track: tracked, steps: [], why };
  try {
    if (around.found.as === 'leads') await applyLead(work);
    else await applyCustomer(work);
    if (work.why.length === 0) await work.track.finish();
  } catch (error) {
    for (const one of work.made) look.forget(one);
    throw error;
  }
  if (work.why.length > 0) for (const one of work.made) look.forget(one);
  const seen = () => {
    for (const one of work.seen) one();
  };
  return { steps: work.steps, why: work.why, seen };
}

async function applyCustomer(work: Work): Promise<void> {
  const companyId = await applyCompany(work);
  if (work.why.length > 0) return;
  const contactIds: ContactId[] = [];
  for (const contact of work.facts.contacts) contactIds.push(await applyContact(work, contact, companyId));
  const dealId = await applyDeal(work, companyId, contactIds);
  if (work.why.length === 0) await applyActivity(work, companyId, contactIds, dealId);
}

async function applyCompany(work: Work): Promise<CompanyId | null> {
  const { tx, around, look, facts, owner, track, why } = work;
  const { company } = facts;
  if (!company) return null;
  const found = matchCompany(look, company);
  if (found === 'several') {
    why.push({ code: 'severalCompanies', column: null, text: company.name });
    return null;
  }
  const own = facts.own.company;
  const written = found ? null : await madeCompany(work);
  if (written && !written.known) {
    const made = written.company;
    await setOwnFields(tx, 'company', made.id, own, around.found, true);
    await track.created('company', made.id, made.ico ? 'due' : null);
    work.seen.push(() => look.addCompany(made, company.domain ? [company.domain] : []));
    work.steps.push({ kind: 'company', does: 'created', id: made.id, name: made.name, fields: [] });
    return made.id;
  }
  const match = (found ?? written?.company) as CompanyThere;
  const change = companyChange(company, match, around.found.rule, owner);
  const does = await track.updating('company', match.id, async () => {
    if (Object.keys(change).length > 0) {
      const changed = await changeCompany(tx, match.id, { name: match.name, ...change }, 'import');
      work.seen.push(() => look.addCompany(changed));
    }
    return (await setOwnFields(tx, 'company', match.id, own, around.found)) || Object.keys(change).length > 0;
  });
  work.steps.push({ kind: 'company', does, id: match.id, name: match.name, fields: Object.keys(change) });
  return match.id;
}

async function madeCompany({ tx, facts, owner }: Work): Promise<{ company: Company; known: boolean }> {
  const typed = newCompany(facts.company as NonNullable<RowFacts['company']>, owner);
  if (typed.name) return createTypedCompany(tx, typed, 'import');
  return createNumberedCompany(tx, { ...typed, ico: typed.ico ?? '' }, 'import');
}

async function applyContact(
  work: Work,
  contact: RowFacts['contacts'][number],
  companyId: CompanyId | null,
): Promise<ContactId> {
  const { tx, around, look, facts, track } = work;
  const match = matchContact(look, contact, companyId);
  const own = facts.own.contact;
  if (!match) {
    const made = await createContact(tx, newContact(contact, companyId));
    await setOwnFields(tx, 'contact', made.id, own, around.found, true);
    await track.created('contact', made.id);
    look.addContact(made);
    work.made.push(made);
    work.steps.push({ kind: 'contact', does: 'created', id: made.id, name: made.name, fields: [] });
    return made.id;
  }
  const change = contactChange(tx, contact, match, around.found.rule, companyId);
  const does = await track.updating('contact', match.id, async () => {
    if (Object.keys(change).length > 0) {
      const changed = await changeContact(tx, match.id, change);
      work.seen.push(() => look.addContact(changed));
    }
    return (await setOwnFields(tx, 'contact', match.id, own, around.found)) || Object.keys(change).length > 0;
  });
  work.steps.push({ kind: 'contact', does, id: match.id, name: match.name, fields: Object.keys(change) });
  return match.id;
}

async function applyDeal(
  work: Work,
  companyId: CompanyId | null,
  contactIds: ContactId[],
): Promise<DealId | null> {
  const { tx, around, facts, owner, track, why } = work;
  const { deal, company } = facts;
  if (!deal) return null;
  const match = await matchDeal(tx, deal, companyId);
  if (match === 'gone') {
    why.push({ code: 'dealNotFound', column: null, text: `D-${deal.number}` });
    return null;
  }
  const own = facts.own.deal;
  if (!match) {
    const contacts = contactIds.map((contactId) => ({ contactId, role: null }));
    const typed = newDeal(tx, deal, deal.name ?? company?.name ?? '', owner, { companyId, contacts });
    const made = await createDeal(tx, typed, {
      origin: { importId: around.found.id },
      quiet: true,
      isHistory: true,
    });
    await setOwnFields(tx, 'deal', made.id, own, around.found, true);
    await close(tx, made.id, deal.stage);
    await track.created('deal', made.id);
    work.steps.push({ kind: 'deal', does: 'created', id: made.id, name: made.name, fields: [] });
    return made.id;
  }
  const change = dealChange(tx, deal, match, around.found.rule, owner);
  const does = await track.updating('deal', match.id, async () => {
    if (Object.keys(change).length > 0) await changeDeal(tx, match.id, change);
    return (await setOwnFields(tx, 'deal', match.id, own, around.found)) || Object.keys(change).length > 0;
  });
  work.steps.push({ kind: 'deal', does, id: match.id, name: match.name, fields: Object.keys(change) });
  return match.id;
}

async function close(tx: Ctx, id: DealId, stage: string | null): Promise<void> {
  const system = { ...tx, actor: { kind: 'system' as const, name: 'imports' } };
  if (stage === 'won') await awardDeal(system, id, null);
  if (stage === 'lost')
    await loseDeal(system, id, { reason: 'other', note: null, winner: null, winnerValue: null });
}

async function applyActivity(
  work: Work,
  companyId: CompanyId | null,
  contactIds: ContactId[],
  dealId: DealId | null,
): Promise<void> {
  const { tx, facts, track, steps } = work;
  const { activity } = facts;
  if (!activity) return;
  if (await isKnownActivity(tx, activity, companyId)) {
    steps.push({ kind: 'activity', does: 'same', id: null, name: '', fields: [] });
    return;
  }
  const { kind, text } = activity;
  const at = momentOf(tx, activity);
  const made = await logActivity(tx, { kind, at, companyId, dealId, contactIds, text });
  await track.created('activity', made.id);
  steps.push({ kind: 'activity', does: 'created', id: made.id, name: '', fields: [] });
}

async function applyLead(work: Work): Promise<void> {
  const { tx, around, look, facts, owner, track, steps, why } = work;
  if (facts.contacts.length === 0 && !facts.company) return;
  const said = newLead(tx, facts, owner);
  const match = matchLead(look, facts);
  const problem = leadProblem(look, facts, match);
  if (problem) {
    why.push(problem);
    return;
  }
  const own = facts.own.lead;
  if (match) {
    const change = leadChange(look, said, match, around.found.rule);
    const does = await track.updating('lead', match.id, async () => {
      if (Object.keys(change).length > 0) {
        const changed = await changeLead(tx, match.id, change);
        work.seen.push(() => look.addLead(changed));
      }
      return (await setOwnFields(tx, 'lead', match.id, own, around.found)) || Object.keys(change).length > 0;
    });
    const name = match.name ?? match.companyName ?? '';
    steps.push({ kind: 'lead', does, id: match.id, name, fields: Object.keys(change) });
    return;
  }
  const made = await createLead(tx, said, { origin: { importId: around.found.id } });
  await setOwnFields(tx, 'lead', made.id, own, around.found, true);
  await track.created('lead', made.id);
  work.seen.push(() => look.addLead(made));
  const name = made.name ?? made.companyName ?? '';
  steps.push({ kind: 'lead', does: 'created', id: made.id, name, fields: [] });
}
