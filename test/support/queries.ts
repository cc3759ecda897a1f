/** Which queries some work makes, and which of them read a whole table. */
import type { Knex } from 'knex';
import type { Database } from '../../src/db/connect.ts';

export interface Query {
  sql: string;
  bindings: unknown[];
}

/** Every query of the product while the work is done, whichever connection it takes. */
export async function queriesDuring(database: Database, work: () => Promise<unknown>): Promise<Query[]> {
  const queries: Query[] = [];
  const note = ({ sql, bindings }: Query) => queries.push({ sql, bindings });
  const pools = new Set([database.reader, database.writer]);
  for (const pool of pools) pool.on('query', note);
  await work();
  for (const pool of pools) pool.off('query', note);
  return queries.filter(({ sql }) => /^\s*(select|with|insert|update|delete)\b/i.test(sql));
}

/** A part of a plan that reads a whole table, or a whole index that is not about few rows. */
export interface WholeRead {
  table: string;
  how: string;
  sql: string;
}

/** @param tables those that grow with the years */
export async function wholeReads(
  database: Database,
  queries: Query[],
  tables: string[],
): Promise<WholeRead[]> {
  const plan = database.dialect === 'sqlite' ? planOfSqlite : planOfPostgres;
  const different = [...new Map(queries.map((query) => [query.sql, query])).values()];
  return database.writer.transaction(async (trx) => {
    if (database.dialect === 'postgres') await trx.raw('set local enable_seqscan = off');
    const few = await partialIndexes(trx, database.dialect);
    const found: WholeRead[] = [];
    for (const query of different) {
      for (const { table, index, how } of await plan(trx, query))
        if (tables.includes(table) && !few.has(index)) found.push({ table, how, sql: query.sql });
    }
    return found;
  });
}

interface Read {
  table: string;
  index: string;
  how: string;
}

async function planOfSqlite(trx: Knex, { sql, bindings }: Query): Promise<Read[]> {
  const rows: { detail: string }[] = await trx.raw(`explain query plan ${sql}`, bindings as never);
  return rows.flatMap(({ detail }) => {
    // By that status alone all is found that was ever done.
    const byStatus = /^SEARCH (\S+) USING (?:COVERING )?INDEX (\S+) \(status=\?\)$/;
    // Not null is nearly every one.
    const byAny = /^SEARCH (\S+) USING (?:COVERING )?INDEX (\S+) \(counterpart>\?\)$/;
    const scan =
      /^SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?/.exec(detail) ??
      byAny.exec(detail) ??
      (bindings.includes('logged') ? byStatus.exec(detail) : null);
    return scan ? [{ table: tableOf(sql, scan[1] as string), index: scan[2] ?? '', how: detail }] : [];
  });
}

/** The plan speaks of aliases. */
const tableOf = (sql: string, name: string): string =>
  new RegExp(`[\`"]?(\\w+)[\`"]? (?:as )?[\`"]?${name}[\`"]?(?!\\w)`, 'i')
    .exec(sql)?.[1]
    ?.replace(/^(from|join|update|into)$/i, name) ?? name;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Filter?: string;
  Plans?: PlanNode[];
}

async function planOfPostgres(trx: Knex, { sql, bindings }: Query): Promise<Read[]> {
  const explained = await trx.raw(`explain (format json) ${sql.replace(/\$\d+/g, '?')}`, bindings as never);
  const [{ Plan: root }] = explained.rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
  return readsOf(root, false);
}

/** @param limited a walk along an index that ends after some rows */
function readsOf(node: PlanNode, limited: boolean): Read[] {
  const kind = node['Node Type'];
  const below = limited || kind === 'Limit';
  const wholeIndex =
    /^Index (Only )?Scan$/.test(kind) && !node['Index Cond'] && !(below && node.Filter === undefined);
  const own =
    kind === 'Seq Scan' || wholeIndex
      ? [{ table: node['Relation Name'] ?? '', index: node['Index Name'] ?? '', how: kind }]
      : [];
  // A sort between a limit and a scan reads all of it.
  const passed = below && !/Sort|Aggregate|Hash/.test(kind);
  return [...own, ...(node.Plans ?? []).flatMap((child) => readsOf(child, passed))];
}

/** Indexes of only some rows, such as what is still to be sent: reading one whole is reading what is asked for. */
async function partialIndexes(trx: Knex, dialect: Database['dialect']): Promise<Set<string>> {
  const rows: { name: string }[] =
    dialect === 'sqlite'
      ? await trx('sqlite_master').where('type', 'index').where('sql', 'like', '% where %').select('name')
      : await trx('pg_indexes').where('indexdef', 'like', '% WHERE %').select({ name: 'indexname' });
  return new Set(rows.map(({ name }) => name));
}
