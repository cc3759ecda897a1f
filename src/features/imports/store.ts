import { insertId } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { OfferedFile } from '../documents/model.ts';
import type { Import, ImportId, ImportState } from './model.ts';

interface ImportRow {
  id: number;
  person_id: number;
  file_name: string;
  slack_file: string | null;
  sha256: string | null;
  state: string;
  takes: string;
  rule: string;
  per_sheet: boolean | number;
  sheets: string;
  mapping: string;
  total: number;
  cursor: number;
  counts: string;
  problem: string | null;
  registers_left: number;
  claim: string | null;
  claimed_until: string | null;
  shown_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  created_at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    imports: ImportRow;
    import_mappings: { headings: string; mapping: string; used_at: string };
  }
}

const toImport = (row: ImportRow): Import => ({
  id: row.id as ImportId,
  personId: row.person_id as PersonId,
  fileName: row.file_name,
  state: row.state as ImportState,
  as: row.takes as Import['as'],
  rule: row.rule as Import['rule'],
  perSheet: Boolean(row.per_sheet),
  sheets: JSON.parse(row.sheets),
  mapping: JSON.parse(row.mapping),
  total: row.total,
  cursor: row.cursor,
  counts: JSON.parse(row.counts),
  problem: row.problem ? JSON.parse(row.problem) : null,
  registersLeft: row.registers_left,
  startedAt: row.started_at as Instant | null,
  finishedAt: row.finished_at as Instant | null,
  createdAt: row.created_at as Instant,
});

export type ImportFields = Partial<
  Omit<Import, 'id' | 'personId' | 'createdAt'> & {
    slackFile: OfferedFile | null;
    sha256: string | null;
    claim: null;
    shownAt: Instant;
  }
>;

export function columnsOf(fields: ImportFields): Partial<ImportRow> {
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
  const orNull = (value: unknown) =>
    value === undefined ? undefined : value === null ? null : JSON.stringify(value);
  const columns: Partial<ImportRow> = {
    file_name: fields.fileName,
    slack_file: orNull(fields.slackFile),
    sha256: fields.sha256,
    state: fields.state,
    takes: fields.as,
    rule: fields.rule,
    per_sheet: fields.perSheet,
    sheets: json(fields.sheets),
    mapping: json(fields.mapping),
    total: fields.total,
    cursor: fields.cursor,
    counts: json(fields.counts),
    problem: orNull(fields.problem),
    registers_left: fields.registersLeft,
    shown_at: fields.shownAt,
    started_at: fields.startedAt,
    finished_at: fields.finishedAt,
    ...(fields.claim === null ? { claim: null, claimed_until: null } : {}),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

export const insertImport = (
  tx: Ctx,
  {
    personId,
    fileName,
    slackFile,
    as,
    rule,
  }: Pick<Import, 'personId' | 'fileName' | 'as' | 'rule'> & { slackFile: OfferedFile },
): Promise<ImportId> =>
  insertId(
    tx.db('imports').insert({
      person_id: personId,
      file_name: fileName,
      slack_file: JSON.stringify(slackFile),
      state: 'fetching',
      takes: as,
      rule,
      per_sheet: false,
      sheets: '[]',
      mapping: '{}',
      counts: '{}',
      created_at: tx.time.now(),
    }),
  ) as Promise<ImportId>;

export async function findImport(ctx: Ctx, id: ImportId): Promise<Import | null> {
  const row = await ctx.db('imports').where({ id }).first();
  return row ? toImport(row) : null;
}

/** Where the bytes are: at Slack, or kept. */
export async function whereBytes(
  ctx: Ctx,
  id: ImportId,
): Promise<{ slackFile: OfferedFile | null; sha256: string | null }> {
  const row = await ctx.db('imports').where({ id }).first('slack_file', 'sha256');
  return { slackFile: row?.slack_file ? JSON.parse(row.slack_file) : null, sha256: row?.sha256 ?? null };
}

export async function updateImport(tx: Ctx, id: ImportId, fields: ImportFields): Promise<void> {
  await tx.db('imports').where({ id }).update(columnsOf(fields));
}

/** Only from these states: the second of two who press at once is told. */
export async function moveImport(
  tx: Ctx,
  id: ImportId,
  from: ImportState[],
  fields: ImportFields & Pick<Import, 'state'>,
): Promise<boolean> {
  return (await tx.db('imports').where({ id }).whereIn('state', from).update(columnsOf(fields))) > 0;
}

/** The newest first; null: everybody's. */
export async function listImports(ctx: Ctx, personId: PersonId | null, limit: number): Promise<Import[]> {
  const rows = await ctx
    .db('imports')
    .where(personId === null ? {} : { person_id: personId })
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(toImport);
}

export async function listAwaitingRegisters(ctx: Ctx, limit: number): Promise<Import[]> {
  const rows = await ctx
    .db('imports')
    .where('registers_left', '>', 0)
    .where({ state: 'done' })
    .orderBy('id')
    .limit(limit);
  return rows.map(toImport);
}

/** @returns ids created before, oldest first */
export const listOldImports = (ctx: Ctx, before: Instant, limit: number): Promise<ImportId[]> =>
  ctx
    .db('imports')
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(limit)
    .pluck('id') as unknown as Promise<ImportId[]>;

export async function deleteImport(tx: Ctx, id: ImportId): Promise<void> {
  await tx.db('imports').where({ id }).delete();
}

export async function findMapping(ctx: Ctx, headings: string): Promise<Import['mapping'] | null> {
  const row = await ctx.db('import_mappings').where({ headings }).first('mapping');
  return row ? JSON.parse(row.mapping) : null;
}

export async function saveMapping(tx: Ctx, headings: string, mapping: Import['mapping']): Promise<void> {
  const row = { mapping: JSON.stringify(mapping), used_at: tx.time.now() };
  await tx
    .db('import_mappings')
    .insert({ headings, ...row })
    .onConflict('headings')
    .merge(row);
}
