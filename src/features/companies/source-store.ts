/** Where each field of a company comes from. */
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { CompanyRegister } from '../registers/model.ts';
import type { FieldSource, FieldSources, SourceKind } from './provenance.ts';

interface SourceRow {
  company_id: number;
  field: string;
  source: string;
  register: string | null;
  by_id: number | null;
  at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    company_field_sources: SourceRow;
  }
}

export async function listSources(ctx: Ctx, id: CompanyId): Promise<FieldSources> {
  const rows = await ctx.db('company_field_sources').where({ company_id: id });
  return new Map(rows.map((row) => [row.field, toSource(row)]));
}

const toSource = (row: SourceRow): FieldSource => ({
  source: row.source as SourceKind,
  register: row.register as CompanyRegister | null,
  byId: row.by_id as PersonId | null,
  at: row.at as Instant,
});

/** Inside the transaction of the change. @param empty fields that have no value any more */
export async function noteSources(
  tx: Ctx,
  id: CompanyId,
  fields: string[],
  empty: string[],
  from: { source: SourceKind; register?: CompanyRegister | null },
): Promise<void> {
  if (empty.length > 0)
    await tx.db('company_field_sources').where({ company_id: id }).whereIn('field', empty).delete();
  if (fields.length === 0) return;
  const row = {
    source: from.source,
    register: from.source === 'register' ? (from.register ?? null) : null,
    by_id: actorId(tx),
    at: tx.time.now(),
  };
  await tx
    .db('company_field_sources')
    .insert(fields.map((field) => ({ company_id: id, field, ...row })))
    .onConflict(['company_id', 'field'])
    .merge(['source', 'register', 'by_id', 'at']);
}

/** As it was before: null when there was none. */
export async function restoreSource(
  tx: Ctx,
  id: CompanyId,
  field: string,
  before: FieldSource | null,
): Promise<void> {
  await tx.db('company_field_sources').where({ company_id: id, field }).delete();
  if (before)
    await tx.db('company_field_sources').insert({
      company_id: id,
      field,
      source: before.source,
      register: before.register,
      by_id: before.byId,
      at: before.at,
    });
}
