/** Rows that only add companies, people and leads, written together. What changes a record, or adds a deal, goes one by one. */
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, EventId, LeadId, PersonId } from '../../lib/ids.ts';
import { createCompanies, readNewCompany } from '../companies/bulk-service.ts';
import type { NewCompany } from '../companies/model.ts';
import { createContacts, type ReadContact, readNewContact } from '../contacts/bulk-service.ts';
import { createLeads, type ReadLead, readNewLead } from '../leads/bulk-service.ts';
import type { Around } from './around.ts';
import { companyChange, contactChange, newCompany, newContact } from './changes.ts';
import { leadChange, leadProblem, matchLead, newLead } from './lead-rows.ts';
import type { CompanyThere, ContactThere, LeadThere, LookUp } from './look-up.ts';
import { matchCompany, matchContact } from './matching.ts';
import type { RowSaid, StagedRow, Step } from './model.ts';
import { missing, ownerOf } from './plan.ts';
import { insertRecords, type NewRecord } from './record-store.ts';
import type { CompanyFacts, ContactFacts, RowFacts } from './row-facts.ts';

export interface Batch {
  /** @returns null: not here, it goes the long way. @throws CrmError, FieldErrors: nothing of the row is taken */
  take(row: StagedRow, facts: RowFacts): Promise<RowSaid | null>;
  /** Writes what was taken since; the steps that were given get the numbers of what they made. */
  flush(): Promise<void>;
}

interface Taken<There, Read> {
  there: There;
  /** null: it is there, and nothing new is said of it */
  read: Read | null;
}
type TakenCompany = Taken<CompanyThere, NewCompany>;
type TakenContact = Taken<ContactThere, ReadContact> & { at: CompanyThere | null };

/** What is not for here. */
class Long extends Error {}

export function startBatch(tx: Ctx, around: Around, look: LookUp): Batch {
  const { rule } = around.found;
  let companies: { no: number; there: CompanyThere; read: NewCompany }[] = [];
  let contacts: { no: number; there: ContactThere; read: ReadContact; at: CompanyThere | null }[] = [];
  let leads: { no: number; there: LeadThere; read: ReadLead }[] = [];
  let told: { step: Step; there: { id: number } }[] = [];
  let last = 0;

  return {
    async take(row, facts) {
      const sizes = [companies.length, contacts.length, leads.length, told.length] as const;
      try {
        return await takeRow(row.no, facts);
      } catch (error) {
        cutTo(sizes);
        if (error instanceof Long) return null;
        throw error;
      }
    },

    async flush() {
      const [firms, people, steps, fresh] = [companies, contacts, told, leads];
      [companies, contacts, told, leads] = [[], [], [], []];
      const readFirms = firms.map(({ read }) => read);
      const madeFirms = await createCompanies(tx, readFirms, 'import');
      for (const [place, { there }] of firms.entries()) there.id = (madeFirms[place] as Made<CompanyId>).id;
      // Under its number now: what changes it later finds its domains.
      for (const { there, read } of firms) look.addCompany(there, read.domains);
      const readPeople = people.map(({ read, at }) => ({ ...read, companyId: at?.id ?? null }));
      const madePeople = await createContacts(tx, readPeople);
      for (const [place, { there, at }] of people.entries()) {
        Object.assign(there, { id: (madePeople[place] as Made<ContactId>).id, companyId: at?.id ?? null });
        look.addContact(there);
      }
      const readLeads = fresh.map(({ read }) => read);
      const madeLeads = await createLeads(tx, readLeads, { importId: around.found.id });
      for (const [place, { there }] of fresh.entries()) {
        there.id = (madeLeads[place] as Made<LeadId>).id;
        look.addLead(there);
      }
      for (const { step, there } of steps) step.id = there.id;
      await insertRecords(tx, around.found.id, [
        ...firms.map(({ no, there }, place) =>
          recordOf('company', no, madeFirms[place] as Made<number>, there.ico ? 'due' : null),
        ),
        ...fresh.map(({ no }, place) => recordOf('lead', no, madeLeads[place] as Made<number>)),
        ...people.map(({ no }, place) => recordOf('contact', no, madePeople[place] as Made<number>)),
      ]);
    },
  };

  /** Of a row that goes the long way, or nowhere, nothing is left here. */
  function cutTo([firms, people, fresh, steps]: readonly [number, number, number, number]): void {
    const left = [...companies.splice(firms), ...contacts.splice(people), ...leads.splice(fresh)];
    for (const { there } of left) look.forget(there);
    told.splice(steps);
  }

  async function takeRow(no: number, facts: RowFacts): Promise<RowSaid> {
    if (facts.deal || facts.activity || Object.keys(facts.own).length > 0) throw new Long();
    const why = [...facts.why, ...missing(facts, around)];
    const owner = ownerOf(facts, around, why);
    if (why.length > 0) return { steps: [], why };
    if (around.found.as === 'leads') return takeLead(no, facts, owner);
    const company = facts.company ? await takeCompany(facts.company, owner) : null;
    if (company === 'several')
      return {
        steps: [],
        why: [{ code: 'severalCompanies', column: null, text: facts.company?.name ?? null }],
      };
    const people = facts.contacts.map((contact) => takeContact(contact, company?.there ?? null));
    const steps: Step[] = [];
    if (company) {
      if (company.read) {
        companies.push({ no, ...company, read: company.read });
        look.addCompany(company.there, company.read.domains);
      }
      steps.push(tell('company', company));
    }
    for (const [place, person] of people.entries()) {
      // The same one twice in a row.
      const again = place > 0 && person.read;
      const taken = again ? takeContact(facts.contacts[place] as ContactFacts, person.at) : person;
      if (taken.read) {
        contacts.push({ no, ...taken, read: taken.read });
        look.addContact(taken.there);
      }
      steps.push(tell('contact', taken));
    }
    return { steps, why: [] };
  }

  function takeLead(no: number, facts: RowFacts, owner: PersonId | null): RowSaid {
    if (facts.contacts.length === 0 && !facts.company) return { steps: [], why: [] };
    const said = newLead(tx, facts, owner);
    const match = matchLead(look, facts);
    const problem = leadProblem(look, facts, match);
    if (problem) return { steps: [], why: [problem] };
    if (match && Object.keys(leadChange(look, said, match, rule)).length > 0) throw new Long();
    if (match) return { steps: [tell('lead', { there: match, read: null })], why: [] };
    const read = readNewLead(tx, said);
    const { name = null, companyName = null, email = null, phone = null } = read;
    last -= 1;
    const own = { id: last as LeadId, name, companyName, email, phone, state: 'new' as const };
    const there: LeadThere = { ...read, ...own };
    leads.push({ no, there, read });
    look.addLead(there);
    return { steps: [tell('lead', { there, read })], why: [] };
  }

  async function takeCompany(said: CompanyFacts, owner: PersonId | null): Promise<TakenCompany | 'several'> {
    const match = matchCompany(look, said);
    if (match === 'several') return match;
    if (match) {
      if (Object.keys(companyChange(said, match, rule, owner)).length > 0) throw new Long();
      return { there: match, read: null };
    }
    const typed = newCompany(said, owner);
    // Nothing but its number is known.
    if (!typed.name) throw new Long();
    const read = await readNewCompany(tx, typed);
    last -= 1;
    const own = { id: last as CompanyId, ico: read.ico ?? null, ownerId: read.ownerId ?? actorId(tx) };
    return { there: { ...read, ...own }, read };
  }

  function takeContact(said: ContactFacts, at: CompanyThere | null): TakenContact {
    const companyId = at?.id ?? null;
    const match = matchContact(look, said, companyId);
    if (match) {
      if (Object.keys(contactChange(tx, said, match, rule, companyId)).length > 0) throw new Long();
      return { there: match, read: null, at };
    }
    const read = readNewContact(tx, newContact(said, companyId));
    const emails = (read.emails ?? []).map((address) => ({ address, bounce: null }));
    last -= 1;
    const own = { id: last as ContactId, companyId, emails, phones: read.phones ?? [] };
    return { there: { ...read, ...own }, read, at };
  }

  function tell(
    kind: Step['kind'],
    { there, read }: Taken<LeadThere | ContactThere | CompanyThere, unknown>,
  ): Step {
    const name = there.name ?? ('companyName' in there ? there.companyName : null) ?? '';
    const step: Step = { kind, does: read ? 'created' : 'same', id: there.id, name, fields: [] };
    told.push({ step, there });
    return step;
  }
}

interface Made<Id> {
  id: Id;
  eventId: EventId;
}

const recordOf = (
  kind: NewRecord['kind'],
  no: number,
  { id, eventId }: Made<number>,
  register: NewRecord['register'] = null,
): NewRecord => ({ no, kind, recordId: id, did: 'created', before: null, eventId, register });
