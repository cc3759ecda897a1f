/** Whom an admin means, and all by which that person is known. */
import { listMemberEmails } from '../../access/people.ts';
import { assertAdmin } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import { fold } from '../../lib/text.ts';
import { bareName } from './names.ts';
import { type KnownBy, nobody, type Sought, type Typed } from './part.ts';
import { phoneOf } from './phones.ts';

/** Somebody who may be meant: what is shown to choose from, and small enough for a button. */
export interface Candidate {
  contact: number | null;
  /** a sole trader without a contact */
  company?: number;
  name: string | null;
  email: string | null;
  phone: string | null;
}

const candidates = 10;

/** By e-mail address, phone or name. @throws CrmError admin.only */
export async function findPeople(ctx: Ctx, text: string): Promise<Candidate[]> {
  assertAdmin(ctx);
  const typed = readTyped(ctx, text);
  const found: KnownBy[] = [];
  for (const { find } of ctx.ports.personalData) if (find) found.push(...(await find(ctx.db, typed)));
  const known: Candidate[] = [];
  // Of contacts most is known: the others are compared with them.
  const contactsFirst = found.toSorted(
    (a, b) => Number(b.contact !== undefined) - Number(a.contact !== undefined),
  );
  for (const one of contactsFirst) {
    const candidate = candidateOf(ctx, one);
    const same = known.find((other) => isSame(other, candidate));
    if (!same) known.push(candidate);
    else for (const field of fields) same[field] ??= candidate[field] as never;
  }
  // What is typed may stand in a note alone.
  if (known.length === 0 && (typed.email || typed.phone))
    return [{ contact: null, name: null, email: typed.email ?? null, phone: typed.phone ?? null }];
  return known.slice(0, candidates);
}

const fields = ['contact', 'name', 'email', 'phone'] as const;

const candidateOf = (ctx: Ctx, { contact, company, name, email, phone }: KnownBy): Candidate => ({
  contact: contact ?? null,
  ...(company ? { company } : {}),
  name: name ?? null,
  email: email?.toLowerCase() ?? null,
  phone: phone ? phoneOf(ctx, phone) : null,
});

/** By the address, or by name and phone; two contacts are two until somebody merges them. */
function isSame(one: Candidate, other: Candidate): boolean {
  if (one.company !== other.company) return false;
  if (one.contact !== null && other.contact !== null) return one.contact === other.contact;
  if (one.email && other.email) return one.email === other.email;
  return one.phone !== null && one.phone === other.phone && fold(one.name ?? '') === fold(other.name ?? '');
}

function readTyped(ctx: Ctx, text: string): Typed {
  // Slack writes addresses and numbers in a command as links: <mailto:x@y.cz|x@y.cz>, <tel:+420601000123|601 000 123>
  const plain = text
    .replace(/<(?:mailto|tel):[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(?:mailto|tel):([^>]*)>/g, '$1')
    .trim();
  if (/^\S+@\S+\.\S+$/.test(plain)) return { email: plain.toLowerCase() };
  if (/^[+\d][\d\s()./-]{5,}$/.test(plain)) return { phone: phoneOf(ctx, plain) ?? plain.replace(/\D/g, '') };
  return { name: fold(plain) };
}

export interface Gathered {
  sought: Sought;
  /** addresses and phones that somebody else has too: they stay */
  shared: number;
  /** it is a colleague's own address: colleagues are not erased here */
  isColleague: boolean;
}

/** All that slices know of the person. @throws CrmError admin.only */
export async function gather(ctx: Ctx, start: KnownBy): Promise<Gathered> {
  assertAdmin(ctx);
  return completed(ctx, added(ctx, nobody, [start]));
}

/** The same for who is sought by what is known already. */
export async function completed(ctx: Ctx, start: Sought): Promise<Gathered> {
  let sought = start;
  for (let size = -1; size !== sizeOf(sought); ) {
    size = sizeOf(sought);
    for (const { knownBy } of ctx.ports.personalData) {
      // By what others have too, others would be found.
      const { sought: own } = await withoutShared(ctx, sought);
      if (knownBy) sought = added(ctx, sought, await knownBy(ctx.db, own));
    }
  }
  const members = await listMemberEmails(ctx.db);
  const isColleague = sought.emails.some((email) => members.includes(email));
  const own = { ...sought, emails: sought.emails.filter((email) => !members.includes(email)) };
  const { sought: theirs, shared } = await withoutShared(ctx, own);
  return { sought: await withNamesakes(ctx, theirs), shared, isColleague };
}

async function withNamesakes(ctx: Ctx, sought: Sought): Promise<Sought> {
  const all = { ...sought };
  for (const { namesakes } of ctx.ports.personalData)
    if (namesakes) Object.assign(all, await namesakes(ctx.db, sought));
  return all;
}

const sizeOf = (sought: Sought): number => Object.values(sought).reduce((sum, list) => sum + list.length, 0);

/** More would be no person any more. */
const mostOfEach = 50;

function added(ctx: Ctx, sought: Sought, known: KnownBy[]): Sought {
  const contacts = new Set(sought.contacts);
  const [companies, firms] = [new Set(sought.companies), new Set(sought.firms)];
  const [names, emails, phones] = [
    new Map(keyed(sought.names)),
    new Set(sought.emails),
    new Set(sought.phones),
  ];
  for (const { contact, company, firm, name, email, phone } of known) {
    if (company) companies.add(company);
    if (firm) firms.add(firm);
    if (contact) contacts.add(contact);
    const bare = name && bareName(name);
    if (bare && !names.has(fold(bare))) names.set(fold(bare), bare);
    if (email) emails.add(email.toLowerCase());
    const number = phone && phoneOf(ctx, phone);
    if (number) phones.add(number);
  }
  return {
    ...sought,
    companies: [...companies].slice(0, mostOfEach),
    firms: [...firms].slice(0, mostOfEach),
    contacts: [...contacts].slice(0, mostOfEach),
    names: [...names.values()].slice(0, mostOfEach),
    emails: [...emails].slice(0, mostOfEach),
    phones: [...phones].slice(0, mostOfEach),
  };
}

const keyed = (names: string[]): [string, string][] => names.map((name) => [fold(name), name]);

async function withoutShared(ctx: Ctx, sought: Sought): Promise<{ sought: Sought; shared: number }> {
  const others = new Set<string>();
  for (const { shared } of ctx.ports.personalData) {
    if (!shared) continue;
    const found = await shared(ctx.db, sought);
    for (const value of [...found.emails, ...found.phones]) others.add(value);
  }
  const emails = sought.emails.filter((email) => !others.has(email));
  const phones = sought.phones.filter((phone) => !others.has(phone));
  const shared = sought.emails.length - emails.length + sought.phones.length - phones.length;
  return { sought: { ...sought, emails, phones }, shared };
}

/** Where the search for all that is known begins: with a contact's own record, else with what was found. */
export const knownByOf = ({ contact, company, name, email, phone }: Candidate): KnownBy =>
  company ? { company, name } : contact === null ? { name, email, phone } : { contact };
