/** Who acts for somebody who left. Asked at the moment of telling: a successor may be chosen, or leave, at any time. */
import type { Db } from '../db/connect.ts';
import type { PersonId } from '../lib/ids.ts';
import { findPerson, isActiveMember, listSalesLeads, type Person } from './people.ts';

/** Themselves while they are here; else their successor, who may have left too; null when nobody was chosen. */
export async function findSuccessor(db: Db, personId: PersonId): Promise<Person | null> {
  const passed = new Set<PersonId>();
  for (let id: PersonId | null = personId; id !== null && !passed.has(id); ) {
    passed.add(id);
    const person: Person | null = await findPerson(db, id);
    const next: PersonId | null = person?.successorId ?? null;
    if (isActiveMember(person)) return person;
    id = next;
  }
  return null;
}

/** The successor, then the sales leads: the first of them whom it may concern. */
export async function listStandIns(db: Db, personId: PersonId): Promise<Person[]> {
  const successor = await findSuccessor(db, personId);
  const leads = await listSalesLeads(db);
  return [...(successor ? [successor] : []), ...leads.filter((lead) => lead.id !== successor?.id)];
}
