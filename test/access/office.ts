/** One office for the table: people of every role, a deal of Eva's, and whatever the use case needs beside it. */
import { enter, keepPerson, type Person } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import type { Company } from '../../src/features/companies/model.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import type { Contact } from '../../src/features/contacts/model.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import type { Deal } from '../../src/features/deals/model.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import { type CrmError, FieldErrors, refuse } from '../../src/lib/errors.ts';
import type { LocalDateTime } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';
import { freshStorage } from '../support/storage.ts';
import type { Role, Rule, Verdict } from './rules.ts';

export const bridge = 'Lávka přes Svratku';
const others = { guest: 'Gustav', stranger: 'Stella', left: 'Leoš' } as const;

export interface Office extends World {
  ports: Ports;
  people: Record<Role, Person>;
  /** named on every deal: the colleague whose entries, files, watches and nudges others try their hands on */
  tomas: { ctx: Ctx; person: Person };
  company: Company;
  contact: Contact;
}

export interface Cell extends Office {
  /** acts in the role */
  ctx: Ctx;
  me: Person;
  deal: Deal;
}

/** Prepares while the deal is still open to all, and gives the attempt. */
export type Use = (cell: Cell) => Promise<() => Promise<unknown>>;

/** A use case that needs nothing prepared. */
export const plain =
  (attempt: (cell: Cell) => Promise<unknown>): Use =>
  async (cell) =>
  () =>
    attempt(cell);

export async function office(): Promise<Office> {
  const ports = { storage: freshStorage().storage } as Ports;
  const it = await world({ ports });
  const eva = await it.as('Eva');
  const tomas = { ctx: await it.as('Tomáš'), person: await it.person('Tomáš') };
  await it.as('Adam', { isAdmin: true });
  const people = {
    owner: await it.person('Eva'),
    named: await it.person('Oliver'),
    admin: await it.person('Adam'),
    lead: await lead(it),
    member: await it.person('Zuzana'),
    guest: await outsider(it, 'guest'),
    stranger: await outsider(it, 'stranger'),
    left: await outsider(it, 'left'),
  };
  const company = await keepCompany(eva, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
  const contact = await createContact(eva, { name: 'Petr Říha', companyId: company.id });
  return { ...it, ports, people, tomas, company, contact };
}

async function lead(it: World): Promise<Person> {
  const lenka = await it.person('Lenka');
  await transaction(it.system, (tx) =>
    tx.db('people').where({ id: lenka.id }).update({ is_sales_lead: true }),
  );
  return { ...lenka, isSalesLead: true };
}

async function outsider(it: World, role: keyof typeof others): Promise<Person> {
  const name = others[role];
  const { person } = await transaction(it.system, (tx) =>
    keepPerson(tx, {
      slackId: `U${role.toUpperCase()}`,
      name,
      email: null,
      zone: 'Europe/Prague',
      locale: null,
      kind: role === 'left' ? 'member' : role,
      isSlackAdmin: false,
      deactivated: role === 'left',
    }),
  );
  return person;
}

/** A deal of its own for each attempt, so that no role finds what another one left. */
export async function attempt(at: Office, use: Use, role: Role, access: Rule['access']): Promise<Verdict> {
  const me = at.people[role];
  const ctx = enter(at.system, me);
  if (!ctx) return 'door';
  const people = [at.people.named.id, at.tomas.person.id];
  const deal = await createDeal(enter(at.system, at.people.owner) as Ctx, {
    name: bridge,
    companyId: at.company.id,
    contacts: [{ contactId: at.contact.id, role: null }],
    bidDeadline: { local: '2027-03-15T12:00' as LocalDateTime, zone: 'Europe/Prague' },
    people,
  });
  const tried = await use({ ...at, ctx, me, deal });
  if (access === 'restricted') await restrictDeal(at.system, deal.id, people);
  return verdictOf(tried());
}

const codesOfNo = [
  'notAllowed',
  'entry.notYours',
  'admin.only',
  'channel.restrictedDeal',
  'digest.notInChannel',
  'watching.notYours',
  'mail.notYours',
  'mail.salesLeadOnly',
  'company.dicOwnerOnly',
  'lead.salesLeadOnly',
  'import.salesLeadOnly',
  'export.notAllowed',
];

async function verdictOf(tried: Promise<unknown>): Promise<Verdict> {
  const error = await tried.then(
    () => null,
    (caught) => caught,
  );
  if (error === null) return 'yes';
  const code = error instanceof FieldErrors ? error.errors[0]?.code : (error as CrmError).code;
  if (code === 'notFound') return 'hidden';
  if (code && codesOfNo.includes(code)) return 'no';
  throw error;
}

/** What is not in the answer is hidden. */
export async function shows(answer: Promise<unknown>, words: string): Promise<void> {
  const said = JSON.stringify(await answer, (_, value) => (value instanceof Map ? [...value] : value));
  if (!said.includes(words)) refuse('notFound', { what: 'deal' });
}
