/** Rows that only add companies and people, written together. What changes a record, or adds a deal, goes one by one. */
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, EventId, PersonId } from '../../lib/ids.ts';
import { createCompanies, readNewCompany } from '../companies/bulk-service.ts';
import type { NewCompany } from '../companies/model.ts';
import { createContacts, type ReadContact, readNewContact } from '../contacts/bulk-service.ts';
import type { Around } from './around.ts';
import { companyChange, contactChange, newCompany, newContact } from './changes.ts';
import type { CompanyThere, ContactThere, LookUp } from './look-up.ts';
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
  let told: { step: Step; there: { id: number } }[] = [];
  let last = 0;

  return {
    async take(row, facts) {
      try {
        return await takeRow(row.no, facts);
      } catch (error) {
        if (error instanceof Long) return null;
        throw error;
      }
    },

    async flush() {
      const [firms, people, steps] = [companies, contacts, told];
      [companies, contacts, told] = [[], [], []];
      const readFirms = firms.map(({ read }) => read);
      const madeFirms = await createCompanies(tx, readFirms, 'import');
      for (const [place, { there }] of firms.entries()) there.id = (madeFirms[place] as Made<CompanyId>).id;
      const readPeople = people.map(({ read, at }) => ({ ...read, companyId: at?.id ?? null }));
      const madePeople = await createContacts(tx, readPeople);
      for (const [place, { there, at }] of people.entries()) {
        Object.assign(there, { id: (madePeople[place] as Made<ContactId>).id, companyId: at?.id ?? null });
        look.addContact(there);
      }
      for (const { step, there } of steps) step.id = there.id;
      await insertRecords(tx, around.found.id, [
        ...firms.map(({ no, there }, place) =>
          recordOf('company', no, madeFirms[place] as Made<number>, there.ico ? 'due' : null),
        ),
        ...people.map(({ no }, place) => recordOf('contact', no, madePeople[place] as Made<number>)),
      ]);
    },
  };

  async function takeRow(no: number, facts: RowFacts): Promise<RowSaid> {
    const isPlain = around.found.as === 'customers' && !facts.deal && !facts.activity;
    if (!isPlain || Object.keys(facts.own).length > 0) throw new Long();
    const why = [...facts.why, ...missing(facts, around)];
    const owner = ownerOf(facts, around, why);
    if (why.length > 0) return { steps: [], why };
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

  function tell(kind: 'company' | 'contact', { there, read }: TakenCompany | TakenContact): Step {
    const does = read ? 'created' : 'same';
    const step: Step = { kind, does, id: there.id, name: there.name, fields: [] };
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
