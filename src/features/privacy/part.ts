/**
 * What a slice holds about people outside the firm, and how it is exported and erased. Each slice that has tables declares
 * all of their columns in its own `personal-data.ts`, wired in src/personal-data.ts; a test (test/privacy/columns.test.ts)
 * compares the lists with the migrated schema and fails for a column that is in none.
 *
 * A new table or column takes a line:
 * ```ts
 * export const leadData: PersonalDataPart = {
 *   slice: 'leads',
 *   tables: {
 *     leads: {
 *       key: ['id'],
 *       columns: {
 *         ...nothing('ids, states and times', 'id', 'state', 'owner_id', 'created_at'),
 *         ...words('name', 'note', 'email', 'phone'), // searched for the person, who is taken out of them
 *         ...folded('folded_name'),                   // the same, lower case without diacritics
 *         ...json('fields'),                          // the same, in every string inside
 *       },
 *     },
 *   },
 *   own: [
 *     {
 *       table: 'leads',
 *       kind: 'leads', // what the preview, the export and the certificate count it as (model.ts, and its text)
 *       rows: (db, { emails }) => db('leads').whereRaw(...anyOf('lower(email)', emails)),
 *       becomes: ({ name }) => ({ name, email: null, phone: null, note: null }), // or 'deleted'
 *     },
 *   ],
 *   knownBy: async (db, sought) => [{ name: 'Petr Říha', email: ..., phone: ... }], // what else the person is known by
 * };
 * ```
 * An erasure first empties or deletes `own` rows, in the order of the lists (children before parents), then walks every row of
 * every table and takes the person's name, addresses and phones out of `words`, `folded` and `json` wherever they stand exactly.
 */
import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import type { Matcher } from './matching.ts';
import type { Kind } from './model.ts';

/** What a person is known by. Grows while slices tell what else they know (`knownBy`). */
export interface Sought {
  /** ids of their contacts */
  contacts: number[];
  /** as written, without titles: `Petr Říha` */
  names: string[];
  /** in lower case */
  emails: string[];
  /** E.164 where the country can be told, else digits */
  phones: string[];
  /** companies that are the person: sole traders */
  companies: number[];
  /** companies that they are known to belong to */
  firms: number[];
  /** contacts of the same name who are somebody else, or cannot be told from somebody else */
  namesakes: number[];
  theirEmails: string[];
  theirPhones: string[];
}

export const nobody: Sought = {
  contacts: [],
  names: [],
  emails: [],
  phones: [],
  companies: [],
  firms: [],
  namesakes: [],
  theirEmails: [],
  theirPhones: [],
};

export interface KnownBy {
  contact?: number;
  /** a sole trader who is the person */
  company?: number;
  /** where they belong */
  firm?: number;
  name?: string | null;
  email?: string | null;
  phone?: string | null;
}

/** How a column is reached. `nothing` holds no outsider, and says why. */
export type Holding = { holds: 'nothing'; why: string } | { holds: 'words' | 'folded' | 'json' };

export interface TableData {
  /** columns that name a row, in the order of an index */
  key: string[];
  columns: Record<string, Holding>;
  /** default: what is found is replaced. 'rowGoes': the row means nothing without it (a cache, a list of addresses) */
  found?: 'rowGoes';
  /** in the transaction that took the person out of a row: what is derived from it, such as search terms, is made anew */
  changed?(tx: Ctx, row: Record<string, unknown>): Promise<void>;
  /** of rows that name the person those of somebody else of that name, by the first column of the key: the name stays */
  othersAmong?: OthersAmong;
}

export type OthersAmong = (
  db: Db,
  sought: Sought,
  rows: Record<string, unknown>[],
) => Promise<readonly unknown[]>;

/** Rows that are the person's as a whole. */
export interface OwnRows {
  table: string;
  /** null: not counted apart, it belongs to rows that are */
  kind: Kind | null;
  /** A query for them, without a selection; of columns that other tables have too, say whose (`contacts.id`). */
  rows(db: Db, sought: Sought): Knex.QueryBuilder;
  becomes: 'deleted' | ((erased: Erased) => Record<string, unknown>);
  /** in the same transaction: what shows the row in Slack follows */
  changed?(tx: Ctx, row: Record<string, unknown>): Promise<unknown>;
}

/** What stands where the person stood. */
export interface Erased {
  /** in the firm's language: `vymazaná osoba` */
  name: string;
  /** the same as `fold` leaves it */
  foldedName: string;
  /** instead of what they wrote, in the firm's language */
  text: string;
  at: string;
}

/** What is counted in the preview and written into the export, page by page. */
export interface ExportedRows {
  kind: Kind;
  /**
   * A query that selects what is told, and a number as `id`, by which it is paged. Columns named like those of the labels in
   * i18n (privacy.fields) are told in the admin's language. `private` (0/1) true: whoever exports may not see what it says.
   * @param viewer who exports
   */
  rows(db: Db, sought: Sought, viewer: number | null): Knex.QueryBuilder;
  /** the column of `id`, for paging: `contacts.id` */
  id: string;
  /** false: it belongs to rows that are counted */
  counted?: false;
}

/** Whom a part looks for by what an admin typed: at most one of them is set. */
export interface Typed {
  email?: string;
  phone?: string;
  /** as `fold` leaves it */
  name?: string;
}

/** Whom it is about, and what stands in their place. */
export interface Target {
  sought: Sought;
  matcher: Matcher;
  /** by addresses and phones alone: for what is somebody else's of the same name */
  reach: Matcher;
  erased: Erased;
  /** since when what comes in leaves them out */
  asked: Instant;
}

/** What came of it, and what our messages in Slack are known by when the rows say nothing any more. */
export interface Aside {
  counts: Partial<Record<Kind, number>>;
  /** beginnings of what they wrote: 40 characters at most, lower case, one space between words */
  snippets: string[];
  /** subjects of what they wrote, in lower case: looked for where the person or a snippet stands, too */
  subjects: string[];
  /** names of files they sent */
  files: string[];
}

export interface PersonalDataPart {
  slice: string;
  tables: Record<string, TableData>;
  own?: OwnRows[];
  exports?: ExportedRows[];
  /** people of this slice who may be meant, at most ten */
  find?(db: Db, typed: Typed): Promise<KnownBy[]>;
  /** what else the person is known by, from what is known so far */
  knownBy?(db: Db, sought: Sought): Promise<KnownBy[]>;
  /** of these addresses and phones those that somebody else has too, which therefore stay */
  shared?(db: Db, sought: Sought): Promise<{ emails: string[]; phones: string[] }>;
  /** who else has one of these names, and how they are reached */
  namesakes?(db: Db, sought: Sought): Promise<Pick<Sought, 'namesakes' | 'theirEmails' | 'theirPhones'>>;
  /** ids of companies that have the name in theirs, and are the person or not: somebody looks */
  companiesToLookAt?(db: Db, sought: Sought): Promise<number[]>;
  /** everybody of this slice, by ids after the given one: who was erased is found among them after a restore */
  everybody?(db: Db, after: number, limit: number): Promise<(KnownBy & { id: number })[]>;
  /** false: something from before the erasure is still being taken in, and would be lost if its source went now */
  settled?(ctx: Ctx, asked: Instant): Promise<boolean>;
  /** before rows are touched: what lies beside the database. Does the same again after a crash. */
  before?(ctx: Ctx, target: Target): Promise<Aside>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    personalData: readonly PersonalDataPart[];
  }
}

const all = (columns: string[], holding: Holding): Record<string, Holding> =>
  Object.fromEntries(columns.map((column) => [column, holding]));

/** Columns that hold nothing about outsiders. @param why for whoever reads the list */
export const nothing = (why: string, ...columns: string[]): Record<string, Holding> =>
  all(columns, { holds: 'nothing', why });

/** Text that may name a person: a name, an address, a phone, a note. */
export const words = (...columns: string[]): Record<string, Holding> => all(columns, { holds: 'words' });

/** The same as `fold` (lib/text.ts) leaves it. */
export const folded = (...columns: string[]): Record<string, Holding> => all(columns, { holds: 'folded' });

/** JSON text, any string in which may name a person. */
export const json = (...columns: string[]): Record<string, Holding> => all(columns, { holds: 'json' });

/** For whereRaw: the expression equals one of the values, none when there are none. @param expression SQL of our own, never typed */
export const anyOf = (expression: string, values: readonly (string | number)[]): [string, Knex.Value[]] =>
  values.length === 0
    ? ['1 = 0', []]
    : [`${expression} in (${values.map(() => '?').join(', ')})`, [...values]];

/** Rows that a query names, of those that are asked about. @param rowsOf of which rows, while there is a namesake */
export const ofNamesakes =
  (
    table: string,
    key: string,
    rowsOf: (query: Knex.QueryBuilder, db: Db, sought: Sought) => void,
  ): OthersAmong =>
  async (db, sought, rows) =>
    sought.namesakes.length === 0
      ? []
      : db(table)
          .whereIn(
            key,
            rows.map((row) => row[key] as number),
          )
          .where((any) => rowsOf(any, db, sought))
          .distinct(key)
          .pluck(key);
