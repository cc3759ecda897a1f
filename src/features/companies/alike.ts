/** Who is here already, before one more company is made. */
import { distance } from 'fastest-levenshtein';
import { idsByTerm } from '../../db/terms.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { bareName } from './bare-name.ts';
import { countrySaid } from './country.ts';
import type { Company, TypedCompany } from './model.ts';
import { listCompaniesByDomain, listCompaniesByIcos, listCompaniesByIds } from './store.ts';

export interface Alike {
  /** `ico`: the same firm, or a branch of it */
  by: 'ico' | 'domain' | 'name';
  company: Company;
  /** the one that both have */
  domain?: string;
}

/** @param shown those that the person has seen already */
export async function findAlikeCompany(
  ctx: Ctx,
  typed: TypedCompany,
  shown: CompanyId[],
): Promise<Alike | null> {
  const ico = typed.ico?.replace(/\s/gu, '').padStart(8, '0');
  const country = countrySaid(typed);
  const same = (ico ? await listCompaniesByIcos(ctx, [ico]) : []).filter(
    (company) => !country || company.country === country,
  );
  // Whoever saw one of them means another firm, or a branch.
  if (same[0] && !same.some(({ id }) => shown.includes(id))) return { by: 'ico', company: same[0] };
  for (const domain of typed.domains ?? []) {
    const company = (await listCompaniesByDomain(ctx, domain)).find(({ id }) => !shown.includes(id));
    if (company) return { by: 'domain', company, domain };
  }
  const near = await findNear(ctx, typed, shown);
  return near && { by: 'name', company: near };
}

/** Of these letters at the beginning of a word are those that are compared. */
const beginning = 4;
const mostCompared = 300;

/** The only one of exactly this name, however its legal form is written. */
export async function findSameNamed(ctx: Ctx, name: string): Promise<Company | null> {
  const letters = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, '');
  const [first, ...others] = (await listBeginningAlike(ctx, bareName(name))).filter(
    (company) => letters(company.name) === letters(name),
  );
  return others.length === 0 ? (first ?? null) : null;
}

async function listBeginningAlike(ctx: Ctx, wanted: string): Promise<Company[]> {
  if (wanted.length < 3) return [];
  const ids: CompanyId[] = [];
  for (const start of new Set([wanted, wanted.slice(0, beginning)])) {
    const found = idsByTerm(ctx.db, 'company', start)?.limit(mostCompared);
    ids.push(...(((await found) ?? []) as { id: CompanyId }[]).map(({ id }) => id));
  }
  return listCompaniesByIds(ctx, [...new Set(ids)]);
}

async function findNear(ctx: Ctx, { name, ico }: TypedCompany, shown: CompanyId[]): Promise<Company | null> {
  const wanted = bareName(name);
  const near = (await listBeginningAlike(ctx, wanted))
    .filter((company) => !shown.includes(company.id) && !isOther(company, ico))
    .map((company) => ({ company, apart: distance(bareName(company.name), wanted) }))
    .filter(({ apart }) => apart <= allowed(wanted))
    .sort((one, other) => one.apart - other.apart || one.company.id - other.company.id);
  return near[0]?.company ?? null;
}

/** Slips of the keyboard, not other words. */
const allowed = (name: string): number => (name.length < 6 ? 0 : name.length < 14 ? 1 : 2);

/** Two numbers are two firms. */
const isOther = (company: Company, ico: string | null | undefined): boolean =>
  Boolean(ico && company.ico && company.ico !== ico.replace(/\s/gu, '').padStart(8, '0'));
