/** The one way in which a company's row changes: with its event, and with where each value comes from. */
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import type { CompanyRegister } from '../registers/model.ts';
import { columnsOfField, fieldOfColumn, isEmpty, registerFields, same } from './fields.ts';
import type { Company, NewCompany } from './model.ts';
import type { SourceKind } from './provenance.ts';
import { noteSources } from './source-store.ts';
import { findCompany, forgetWatch, listDomains, updateCompany } from './store.ts';

export interface From {
  source: SourceKind;
  register?: CompanyRegister | null;
}

/** Inside a transaction. What is the same already is no change. */
export async function saveCompany(
  tx: Ctx,
  before: Company,
  change: Partial<NewCompany>,
  from: From,
): Promise<Company> {
  const { domains, ...fields } = change;
  const had = domains ? await listDomains(tx, before.id) : [];
  const moved = domains !== undefined && !same([...domains].sort(), had) ? domains : undefined;
  const isSame = (Object.keys(fields) as (keyof typeof fields)[]).every(
    (key) => fields[key] === undefined || same(fields[key], before[key]),
  );
  if (isSame && !moved) return before;
  await updateCompany(tx, before.id, { ...fields, domains: moved });
  const after = (await findCompany(tx, before.id)) as Company;
  const keys = (Object.keys(after) as (keyof Company)[]).filter((key) => !same(before[key], after[key]));
  const changed: Record<string, unknown> = Object.fromEntries(
    keys.map((key) => [key, { from: before[key], to: after[key] }]),
  );
  if (moved) changed.domains = { from: had, to: moved };
  if ('ico' in changed || 'country' in changed) await forgetWatch(tx, before.id);
  await noteChanged(tx, after, Object.keys(changed), moved, from);
  await recordEvent(tx, 'company.changed', { kind: 'company', id: before.id }, changed);
  return after;
}

async function noteChanged(
  tx: Ctx,
  after: Company,
  columns: string[],
  domains: string[] | undefined,
  from: From,
): Promise<void> {
  const fields = [...new Set(columns.flatMap((column) => fieldOfColumn(column) ?? []))];
  const now: Record<string, unknown> = { ...after, domains };
  const empty = fields.filter((field) => columnsOfField(field).every((column) => isEmpty(now[column])));
  const filled = fields.filter((field) => !empty.includes(field));
  await noteSources(tx, after.id, filled, empty, from);
}

/** Where the values of a new company come from: of what a register says, from there. */
export async function sourceCreated(
  tx: Ctx,
  id: CompanyId,
  input: NewCompany,
  said: SourceKind,
): Promise<void> {
  const values = Object.entries(input).filter(([, value]) => !isEmpty(value));
  const fields = [...new Set(values.flatMap(([column]) => fieldOfColumn(column) ?? []))];
  const register = (input.register ?? null) as CompanyRegister | null;
  const itsOwn = (field: string) =>
    register !== null && (registerFields as readonly string[]).includes(field);
  await noteSources(tx, id, fields.filter(itsOwn), [], { source: 'register', register });
  await noteSources(
    tx,
    id,
    fields.filter((field) => !itsOwn(field)),
    [],
    { source: said },
  );
}
