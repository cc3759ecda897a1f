import { insertId, isPostgres } from '../../db/dialect.ts';
import { idsByTerm, saveTerms } from '../../db/terms.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import type { Company, NewCompany } from './model.ts';

interface CompanyRow {
  id: number;
  name: string;
  folded_name: string;
  ico: string | null;
  country: string;
  dic: string | null;
  vat_number: string | null;
  legal_form: string | null;
  street: string | null;
  city: string | null;
  postal_code: string | null;
  office_line: string | null;
  court_file: string | null;
  founded_on: string | null;
  dissolved_on: string | null;
  in_liquidation: boolean | number;
  register: string | null;
  register_at: string | null;
  website: string | null;
  owner_id: number | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    companies: CompanyRow;
    company_domains: { id: number; company_id: number; domain: string };
  }
}

const toCompany = (row: CompanyRow): Company => ({
  id: row.id as CompanyId,
  name: row.name,
  ico: row.ico,
  country: row.country as Company['country'],
  dic: row.dic,
  vatNumber: row.vat_number,
  legalForm: row.legal_form,
  street: row.street,
  city: row.city,
  postalCode: row.postal_code,
  officeLine: row.office_line,
  courtFile: row.court_file,
  foundedOn: row.founded_on as PlainDate | null,
  dissolvedOn: row.dissolved_on as PlainDate | null,
  inLiquidation: Boolean(row.in_liquidation),
  register: row.register,
  registerAt: row.register_at as Instant | null,
  website: row.website,
  ownerId: row.owner_id as PersonId | null,
  version: row.version,
  createdAt: row.created_at as Instant,
});

export async function insertCompany(ctx: Ctx, company: NewCompany): Promise<CompanyId> {
  const now = ctx.time.now();
  const id = (await insertId(
    ctx.db('companies').insert({
      country: ctx.settings.country,
      ...(columnsOf(company) as Pick<CompanyRow, 'name' | 'folded_name'>),
      owner_id: actorId(ctx),
      created_by: actorId(ctx),
      created_at: now,
      updated_at: now,
    }),
  )) as CompanyId;
  await addDomains(ctx, id, company.domains ?? []);
  await noteTerms(ctx, id);
  return id;
}

/** Found by the words of the name and by the IČO. */
async function noteTerms(ctx: Ctx, id: CompanyId): Promise<void> {
  const row = await ctx.db('companies').where({ id }).first('folded_name', 'ico');
  if (row) await saveTerms(ctx, 'company', id, [row.folded_name, row.ico]);
}

/** Until the transaction ends nobody else changes it. SQLite has one writer anyway. */
export async function lockCompany(ctx: Ctx, id: CompanyId): Promise<void> {
  if (isPostgres(ctx.db)) await ctx.db('companies').where({ id }).forUpdate().select('id');
}

export async function updateCompany(ctx: Ctx, id: CompanyId, change: Partial<NewCompany>): Promise<void> {
  await ctx
    .db('companies')
    .where({ id })
    .update({ ...columnsOf(change), version: ctx.db.raw('version + 1'), updated_at: ctx.time.now() });
  if (change.name !== undefined || change.ico !== undefined) await noteTerms(ctx, id);
}

function columnsOf(company: Partial<NewCompany>): Partial<CompanyRow> {
  const columns: Partial<CompanyRow> = {
    name: company.name,
    folded_name: company.name === undefined ? undefined : fold(company.name),
    ico: company.ico,
    country: company.country,
    dic: company.dic,
    vat_number: company.vatNumber,
    legal_form: company.legalForm,
    street: company.street,
    city: company.city,
    postal_code: company.postalCode,
    office_line: company.officeLine,
    court_file: company.courtFile,
    founded_on: company.foundedOn,
    dissolved_on: company.dissolvedOn,
    in_liquidation: company.inLiquidation,
    register: company.register,
    register_at: company.registerAt,
    website: company.website,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

export async function addDomains(ctx: Ctx, id: CompanyId, domains: string[]): Promise<void> {
  if (domains.length === 0) return;
  const rows = domains.map((domain) => ({ company_id: id, domain: domain.toLowerCase() }));
  await ctx.db('company_domains').insert(rows).onConflict(['domain', 'company_id']).ignore();
}

export async function findCompany(ctx: Ctx, id: CompanyId): Promise<Company | null> {
  const row = await ctx.db('companies').where({ id }).whereNull('deleted_at').first();
  return row ? toCompany(row) : null;
}

/** @param country where given: the same eight digits can be a company of the other one */
export async function findCompanyByIco(
  ctx: Ctx,
  ico: string,
  country?: Company['country'],
): Promise<Company | null> {
  const where = country ? { ico, country } : { ico };
  const row = await ctx.db('companies').where(where).whereNull('deleted_at').orderBy('id').first();
  return row ? toCompany(row) : null;
}

export async function listCompaniesByIcos(ctx: Ctx, icos: string[]): Promise<Company[]> {
  if (icos.length === 0) return [];
  return (await ctx.db('companies').whereIn('ico', icos).whereNull('deleted_at').orderBy('id')).map(
    toCompany,
  );
}

export async function listCompaniesByIds(ctx: Ctx, ids: CompanyId[]): Promise<Company[]> {
  if (ids.length === 0) return [];
  return (await ctx.db('companies').whereIn('id', ids)).map(toCompany);
}

export async function listCompaniesByDomain(ctx: Ctx, domain: string): Promise<Company[]> {
  const rows = await ctx
    .db('companies')
    .whereIn('id', ctx.db('company_domains').where({ domain: domain.toLowerCase() }).select('company_id'))
    .whereNull('deleted_at')
    .orderBy('id');
  return rows.map(toCompany);
}

/** By the start of the name or of any word in it, folded; or by the start of the IČO. */
export async function searchCompanies(ctx: Ctx, query: string, limit: number): Promise<Company[]> {
  const digits = query.replace(/\s/g, '');
  const ids = idsByTerm(ctx.db, 'company', /^\d{3,8}$/.test(digits) ? digits : fold(query));
  if (!ids) return [];
  const rows = await ctx
    .db('companies')
    .whereNull('deleted_at')
    .whereIn('id', ids)
    .orderBy('folded_name')
    .limit(limit);
  return rows.map(toCompany);
}
