import { assertBirthNumbers } from '../../access/policy.ts';
import { lockName } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import { ChangedMeanwhile, changesSince, type FieldChange } from '../../events/changes.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cleanLine } from '../../lib/text.ts';
import { checkTyped, lineOf } from './checks.ts';
import { countrySaid, meantAmong } from './country.ts';
import { assertGivable } from './giving.ts';
import { type Company, companyNameLimit, type NewCompany, type TypedCompany } from './model.ts';
import type { SourceKind } from './provenance.ts';
import { saveCompany, sourceCreated } from './saving.ts';
import { noteSources } from './source-store.ts';
import {
  findCompany,
  findCompanyByIco,
  findWholeDic,
  insertCompany,
  listCompaniesByIcos,
  lockCompany,
} from './store.ts';

export { listCompaniesAfter, listDomainsOf } from './export-store.ts';
export { assertGivable } from './giving.ts';
export type { TypedCompany } from './model.ts';
export { namesIn } from './names.ts';
export {
  findCompany,
  findCompanyByIco,
  listCompaniesByDomain,
  listCompaniesByIcos,
  listCompaniesByIds,
  listDomains,
  noteCompanyTerms,
  searchCompanies,
} from './store.ts';

/** @throws CrmError notFound */
export const getCompany = async (ctx: Ctx, id: CompanyId): Promise<Company> =>
  (await findCompany(ctx, id)) ?? notFound('company');

/** Whose word it is; what a register says of itself is its own. */
type Said = Exclude<SourceKind, 'register'>;

/** Creates a company, or gives the one that already has this IČO. @throws CrmError required, tooLong */
export function keepCompany(ctx: Ctx, input: NewCompany, said: Said = 'person'): Promise<Company> {
  return transaction(ctx, async (tx) => {
    const known = input.ico ? await findCompanyByIco(tx, input.ico, input.country) : null;
    return known ?? addCompany(tx, input, said);
  });
}

/** @throws CrmError required, tooLong */
async function addCompany(tx: Ctx, input: NewCompany, said: Said): Promise<Company> {
  const name = cleanLine(input.name);
  if (!name) refuse('required', {}, 'name');
  if ([...name].length > companyNameLimit) refuse('tooLong', { limit: companyNameLimit }, 'name');
  const id = await insertCompany(tx, { ...input, name });
  await sourceCreated(tx, id, { ...input, name }, said);
  await recordEvent(
    tx,
    'company.created',
    { kind: 'company', id },
    { name, register: input.register ?? null },
  );
  return getCompany(tx, id);
}

/**
 * A company typed by hand, or by an import. `known` is the one that already has its IČO in its country: nothing is created
 * then, but for a branch, which may share the IČO.
 * @param besides those that the person saw, and means another one; @throws FieldErrors by the names of the fields
 */
export function createTypedCompany(
  ctx: Ctx,
  typed: TypedCompany,
  said: Said = 'person',
  { besides = [] }: { besides?: CompanyId[] } = {},
): Promise<{ company: Company; known: boolean }> {
  return transaction(ctx, async (tx) => {
    const clean = await checkTyped(tx, null, typed);
    const known = clean.ico ? await findMeant(tx, clean, clean.ico, besides) : null;
    if (known) return { company: known, known: true };
    const country = countrySaid(clean) ?? undefined;
    const company = await addCompany(tx, { ...clean, country, officeLine: lineOf(clean) }, said);
    return { company, known: false };
  });
}

/**
 * One of which no name is known: the register, which is asked next, says it; what was typed beside stays as typed.
 * @throws as createTypedCompany
 */
export function createNumberedCompany(
  ctx: Ctx,
  typed: Omit<TypedCompany, 'name'> & { ico: string },
  said: Said,
): Promise<{ company: Company; known: boolean }> {
  return transaction(ctx, async (tx) => {
    const { company, known } = await createTypedCompany(tx, { ...typed, name: `IČO ${typed.ico}` }, said);
    const register = company.country === 'SK' ? 'rpo' : 'ares';
    if (!known) await noteSources(tx, company.id, ['name'], [], { source: 'register', register });
    return { company, known };
  });
}

async function findMeant(
  tx: Ctx,
  typed: TypedCompany,
  ico: string,
  besides: CompanyId[],
): Promise<Company | null> {
  await lockName(tx.db, `company:${ico}`);
  const having = await listCompaniesByIcos(tx, [ico]);
  if (having.some(({ id }) => besides.includes(id))) return null;
  const meant = meantAmong(having, typed, tx.settings.country);
  return meant === 'unsure' ? null : meant;
}

/** Only the fields that are there. @throws CrmError notFound, fields.ownerOnly; FieldErrors (also when another company has the IČO) */
export function changeCompany(
  ctx: Ctx,
  id: CompanyId,
  typed: TypedCompany,
  said: Said = 'person',
): Promise<Company> {
  return transaction(ctx, async (tx) => applyTyped(tx, await getCompany(tx, id), typed, said));
}

export type SeenCompanyChange =
  | { kind: 'saved'; company: Company }
  /** nothing was saved: `company` is as it is now, `changes` what others did since to what the form shows */
  | { kind: 'changedMeanwhile'; company: Company; changes: FieldChange[] };

/** The same, over a company that the person saw in a form at this version. @throws as changeCompany */
export async function changeSeenCompany(
  ctx: Ctx,
  id: CompanyId,
  version: number,
  typed: TypedCompany,
): Promise<SeenCompanyChange> {
  const ofTheForm = async (any: Ctx) =>
    (await changesSince(any, { kind: 'company', id }, version)).filter(({ field }) => field in typed);
  try {
    const company = await transaction(ctx, async (tx) => {
      await lockCompany(tx, id);
      const before = await getCompany(tx, id);
      if (before.version !== version && (await ofTheForm(tx)).length > 0)
        throw new ChangedMeanwhile({ kind: 'company', id });
      return applyTyped(tx, before, typed, 'person');
    });
    return { kind: 'saved', company };
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return { kind: 'changedMeanwhile', company: await getCompany(ctx, id), changes: await ofTheForm(ctx) };
  }
}

async function applyTyped(tx: Ctx, before: Company, typed: TypedCompany, said: Said): Promise<Company> {
  const clean = await checkTyped(tx, before, typed);
  if (clean.ownerId !== undefined && clean.ownerId !== before.ownerId)
    await assertGivable(tx, before, 'ownerId');
  const moved = (['street', 'city', 'postalCode'] as const).some(
    (field) => clean[field] !== undefined && clean[field] !== before[field],
  );
  const office = moved ? { municipalityPart: null, officeLine: lineOf({ ...before, ...clean }) } : {};
  return saveCompany(tx, before, { ...clean, ...office }, { source: said });
}

/**
 * The whole DIČ, a birth number too; that somebody looked is remembered, what they saw is not.
 * @throws CrmError notFound, company.dicOwnerOnly
 */
export function revealDic(ctx: Ctx, id: CompanyId): Promise<string | null> {
  return transaction(ctx, async (tx) => {
    await assertBirthNumbers(tx, await getCompany(tx, id));
    await recordEvent(tx, 'company.dicRevealed', { kind: 'company', id });
    return findWholeDic(tx, id);
  });
}
