/** Which companies are the person: sole traders. A name alone is no proof, for others have it too. */
import type { Db } from '../../db/connect.ts';
import { fold } from '../../lib/text.ts';
import { fullNames, isNamed } from '../privacy/names.ts';
import { anyOf, type KnownBy, type OthersAmong, type Sought, type Typed } from '../privacy/part.ts';

/** Part of a name of a company of the law, folded: its name is no person's, even where it contains one. */
const ofTheLaw = [
  's.r.o',
  's. r. o',
  's r.o',
  'spol.',
  'a.s.',
  'a. s.',
  'v.o.s',
  'k.s.',
  'z.s.',
  'o.p.s',
  'druzstvo',
];

const titlesBehind = new Set(['csc', 'drsc', 'phd', 'mba', 'llm', 'dis', 'msc', 'mpa']);

/** `Ing. Jan Novák, Ph.D.` -> `jan novak`; a trade that stands beside the name stays. */
const bareTrader = (name: string): string =>
  fold(name)
    .split(/[\s,]+/)
    .filter((word) => word && !word.endsWith('.') && !titlesBehind.has(word))
    .join(' ');

const isTrader = (name: string, names: string[]): boolean =>
  !ofTheLaw.some((form) => fold(name).includes(form)) && isNamed(bareTrader(name), names);

interface Named {
  id: number;
  name: string;
}

/** Those whose name contains a full one. No index helps: an admin waits for it now and then. */
async function containing(db: Db, names: string[]): Promise<Named[]> {
  const full = fullNames(names);
  if (full.length === 0) return [];
  const rows: Named[] = await db('companies')
    .where((any) => {
      for (const one of full)
        any.orWhere('folded_name', 'like', `%${one.replace(/[%_]/g, '').split(' ').join('%')}%`);
    })
    .orderBy('id')
    .limit(1000)
    .select('id', 'name');
  const words = (text: string) => ` ${text.split(/[^\p{L}\p{N}]+/u).join(' ')} `;
  return rows.filter(({ name }) => full.some((one) => words(fold(name)).includes(words(one))));
}

/** Where they work or worked, whose addresses theirs are, and what was merged into their own. */
async function firmsOf(db: Db, { contacts, emails, companies }: Sought): Promise<Named[]> {
  const domains = emails.flatMap((email) => email.split('@')[1] ?? []);
  return db('companies')
    .whereIn(
      'id',
      db('contacts')
        .whereRaw(...anyOf('id', contacts))
        .whereNotNull('company_id')
        .select('company_id'),
    )
    .orWhereIn(
      'id',
      db('contact_companies')
        .whereRaw(...anyOf('contact_id', contacts))
        .select('company_id'),
    )
    .orWhereIn(
      'id',
      db('company_domains')
        .whereRaw(...anyOf('domain', domains))
        .select('company_id'),
    )
    .orWhereRaw(...anyOf('merged_into', companies))
    .orWhereRaw(...anyOf('id', companies))
    .select('id', 'name');
}

/** A company they belong to is theirs when it is called by their full name and nothing else. */
export async function knownTraders(db: Db, sought: Sought): Promise<KnownBy[]> {
  const firms = await firmsOf(db, sought);
  return firms.map(({ id, name }) => ({
    firm: id,
    ...(isTrader(name, sought.names) ? { company: id } : {}),
  }));
}

/** Sole traders of exactly that name, for the admin to choose. */
export async function findTraders(db: Db, { name }: Typed): Promise<KnownBy[]> {
  if (!name) return [];
  const found = await containing(db, [name]);
  const alive = await db('companies')
    .whereIn(
      'id',
      found.filter((one) => isTrader(one.name, [name])).map(({ id }) => id),
    )
    .whereNull('deleted_at')
    .orderBy('id')
    .limit(10)
    .select('id', 'name');
  return alive.map((one) => ({ company: one.id, name: one.name }));
}

/** Called by the name, and not known to be the person. */
export async function tradersToLookAt(db: Db, { names, companies }: Sought): Promise<number[]> {
  const found = await containing(db, names);
  const unsure = found.map(({ id }) => id).filter((id) => !companies.includes(id));
  return unsure.length === 0
    ? []
    : db('companies').whereIn('id', unsure).whereNull('deleted_at').orderBy('id').limit(200).pluck('id');
}

export const everyTrader = async (db: Db, after: number, limit: number) => {
  const rows = await db('companies').where('id', '>', after).orderBy('id').limit(limit).select('id', 'name');
  return rows.map(({ id, name }) => ({ id, company: id, name }));
};

/** Of companies to which the person does not belong: an executive there is somebody of that name. */
export const ofOtherFirms =
  (table: string, key: string, company: string): OthersAmong =>
  async (db, { firms, companies }, rows) =>
    db(table)
      .whereIn(
        key,
        rows.map((row) => row[key] as number),
      )
      .whereNotIn(company, [...firms, ...companies])
      .pluck(key);
