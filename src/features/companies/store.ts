import { insertId, isPostgres } from '../../db/dialect.ts';
import { idsByTerm, saveTerms } from '../../db/terms.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Currency } from '../../lib/money.ts';
import { fold } from '../../lib/text.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import { maskKeptNumber } from '../registers/tax-number.ts';
import { bareName } from './bare-name.ts';
import { dicAtRest, wholeDic } from './birth-numbers.ts';
import type { Company, NewCompany } from './model.ts';

interface CompanyRow {
  id: number;
  name: string;
  folded_name: string;
  /** the folded name without its legal form; null of one that older versions wrote */
  bare_name: string | null;
  ico: string | null;
  country: string;
  /** a birth number as dots */
  dic: string | null;
  dic_sealed: string | null;
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
  municipality_part: string | null;
  billing_street: string | null;
  billing_city: string | null;
  billing_postal_code: string | null;
  nace: string | null;
  executives: string | null;
  life_cycle: string;
  lost_reason: string | null;
  lost_on: string | null;
  acquired_on: string | null;
  acquired_source: string | null;
  acquired_campaign: string | null;
  payment_terms: string | null;
  budget: number | string | null;
  budget_currency: string | null;
  parent_id: number | null;
  tags: string | null;
  language: string | null;
  owner_id: number | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  merged_into: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    companies: CompanyRow;
    company_domains: { id: number; company_id: number; domain: string };
  }
}

export const toCompany = (row: CompanyRow): Company => ({
  id: row.id as CompanyId,
  name: row.name,
  ico: row.ico,
  country: row.country as Company['country'],
  dic: row.dic && maskKeptNumber(row.dic, taxCountry(row)),
  vatNumber: row.vat_number && maskKeptNumber(row.vat_number, taxCountry(row)),
  legalForm: row.legal_form,
  street: row.street,
  municipalityPart: row.municipality_part,
  city: row.city,
  postalCode: row.postal_code,
  officeLine: row.office_line,
  courtFile: row.court_file,
  foundedOn: row.founded_on as PlainDate | null,
  dissolvedOn: row.dissolved_on as PlainDate | null,
  inLiquidation: Boolean(row.in_liquidation),
  nace: listOf(row.nace),
  executives: listOf(row.executives),
  billingStreet: row.billing_street,
  billingCity: row.billing_city,
  billingPostalCode: row.billing_postal_code,
  lifeCycle: row.life_cycle as Company['lifeCycle'],
  lostReason: row.lost_reason,
  lostOn: row.lost_on as PlainDate | null,
  acquiredOn: row.acquired_on as PlainDate | null,
  acquiredSource: row.acquired_source,
  acquiredCampaign: row.acquired_campaign,
  paymentTerms: row.payment_terms,
  budget:
    row.budget === null ? null : { amount: Number(row.budget), currency: row.budget_currency as Currency },
  parentId: row.parent_id as CompanyId | null,
  tags: listOf(row.tags),
  language: row.language as Company['language'],
  register: row.register,
  registerAt: row.register_at as Instant | null,
  website: row.website,
  ownerId: row.owner_id as PersonId | null,
  version: row.version,
  createdAt: row.created_at as Instant,
});

/** An IČ DPH says it also of one whose country nobody has set. */
const taxCountry = ({ country, vat_number }: CompanyRow): string =>
  vat_number?.startsWith('SK') ? 'SK' : country;

const listOf = <T>(json: string | null): T[] => (json ? JSON.parse(json) : []);
const jsonOf = (list: unknown[] | undefined): string | null | undefined =>
  list && (list.length > 0 ? JSON.stringify(list) : null);

export async function insertCompany(ctx: Ctx, company: NewCompany): Promise<CompanyId> {
  const id = (await insertId(ctx.db('companies').insert(await newRow(ctx, company)))) as CompanyId;
  await addDomains(ctx, id, company.domains ?? []);
  await noteCompanyTerms(ctx, id);
  return id;
}

/** As it is written down first: without its id, and what does not stand in it. */
export async function newRow(ctx: Ctx, company: NewCompany): Promise<Omit<CompanyRow, 'id'>> {
  const now = ctx.time.now();
  return {
    country: ctx.settings.country,
    owner_id: actorId(ctx),
    ...(await columnsOf(ctx, company)),
    created_by: actorId(ctx),
    created_at: now,
    updated_at: now,
  } as Omit<CompanyRow, 'id'>;
}

/** Found by the words of the name, by the IČO, the domains of their mail and the tags; never by the DIČ. */
export async function noteCompanyTerms(ctx: Ctx, id: CompanyId): Promise<void> {
  const row = await ctx.db('companies').where({ id }).first('folded_name', 'ico', 'tags');
  if (!row) return;
  const tags = listOf<string>(row.tags).map(fold);
  await saveTerms(ctx, 'company', id, [row.folded_name, row.ico, ...(await listDomains(ctx, id)), ...tags]);
}

/** Until the transaction ends nobody else changes it. SQLite has one writer anyway. */
export async function lockCompany(ctx: Ctx, id: CompanyId): Promise<void> {
  if (isPostgres(ctx.db)) await ctx.db('companies').where({ id }).forUpdate().select('id');
}

export async function updateCompany(ctx: Ctx, id: CompanyId, change: Partial<NewCompany>): Promise<void> {
  await ctx
    .db('companies')
    .where({ id })
    .update({
      ...(await columnsOf(ctx, change)),
      version: ctx.db.raw('version + 1'),
      updated_at: ctx.time.now(),
    });
  const { name, ico, tags, domains } = change;
  if (domains) {
    await ctx.db('company_domains').where({ company_id: id }).delete();
    await addDomains(ctx, id, domains);
  }
  if ([name, ico, tags, domains].some((one) => one !== undefined)) await noteCompanyTerms(ctx, id);
}

/** It is another subject now: what the registers said of the one before is no baseline. */
export async function forgetWatch(tx: Ctx, id: CompanyId): Promise<void> {
  await tx.db('company_watch').where({ company_id: id }).delete();
}

/** A register said the same again: no change, so nobody who edits the company is disturbed. */
export async function touchRegister(tx: Ctx, id: CompanyId, registerAt: Instant): Promise<void> {
  await tx.db('companies').where({ id }).update({ register_at: registerAt });
}

async function columnsOf(ctx: Ctx, company: Partial<NewCompany>): Promise<Partial<CompanyRow>> {
  const columns: Partial<CompanyRow> = {
    name: company.name,
    folded_name: company.name === undefined ? undefined : fold(company.name),
    bare_name: company.name === undefined ? undefined : bareName(company.name),
    ico: company.ico,
    country: company.country,
    ...(company.dic === undefined ? {} : await dicAtRest(ctx, company.dic)),
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
    municipality_part: company.municipalityPart,
    nace: jsonOf(company.nace),
    executives: jsonOf(company.executives),
    billing_street: company.billingStreet,
    billing_city: company.billingCity,
    billing_postal_code: company.billingPostalCode,
    life_cycle: company.lifeCycle,
    lost_reason: company.lostReason,
    lost_on: company.lostOn,
    acquired_on: company.acquiredOn,
    acquired_source: company.acquiredSource,
    acquired_campaign: company.acquiredCampaign,
    payment_terms: company.paymentTerms,
    budget: company.budget === undefined ? undefined : (company.budget?.amount ?? null),
    budget_currency: company.budget === undefined ? undefined : (company.budget?.currency ?? null),
    parent_id: company.parentId,
    tags: jsonOf(company.tags),
    language: company.language,
    owner_id: company.ownerId,
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

/** Of their mail, in alphabetical order. */
export const listDomains = (ctx: Ctx, id: CompanyId): Promise<string[]> =>
  ctx.db('company_domains').where({ company_id: id }).orderBy('domain').pluck('domain');

/** The DIČ as it was typed, a birth number too: for the one who asked to see it. */
export async function findWholeDic(ctx: Ctx, id: CompanyId): Promise<string | null> {
  const row = await ctx.db('companies').where({ id }).whereNull('deleted_at').first('dic', 'dic_sealed');
  return row ? wholeDic(ctx, row) : null;
}

/** Of one that was merged into another, the other: messages and links that name it go on. */
export async function findCompany(ctx: Ctx, id: CompanyId): Promise<Company | null> {
  const row = await ctx.db('companies').where({ id }).first();
  if (row?.deleted_at && row.merged_into) return findCompany(ctx, row.merged_into as CompanyId);
  return row && !row.deleted_at ? toCompany(row) : null;
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

/** `000 00 019` is an IČO; an address or a page is looked for by its domain. */
export function searched(query: string): string {
  const digits = query.replace(/\s/g, '');
  if (/^\d{3,8}$/.test(digits)) return digits;
  const domain = /^(?:https?:\/\/)?(?:www\.|[^\s@/]*@)([^\s/@]+)/i.exec(query.trim())?.[1];
  return domain?.toLowerCase() ?? fold(query);
}

/** By the start of the name or of any word in it, of a tag or a domain, folded; or by the start of the IČO. */
export async function searchCompanies(ctx: Ctx, query: string, limit: number): Promise<Company[]> {
  const ids = idsByTerm(ctx.db, 'company', searched(query));
  if (!ids) return [];
  const rows = await ctx
    .db('companies')
    .whereNull('deleted_at')
    .whereIn('id', ids)
    .orderBy('folded_name')
    .limit(limit);
  return rows.map(toCompany);
}
