import { transaction } from '../../db/transaction.ts';
import { ChangedMeanwhile, changesSince, type FieldChange } from '../../events/changes.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound, refuse } from '../../lib/errors.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cleanLine } from '../../lib/text.ts';
import { readTypedCompany } from '../registers/model.ts';
import { type Company, companyNameLimit, type NewCompany } from './model.ts';
import { findCompany, findCompanyByIco, insertCompany, lockCompany, updateCompany } from './store.ts';

export {
  findCompany,
  findCompanyByIco,
  listCompaniesByDomain,
  listCompaniesByIcos,
  listCompaniesByIds,
  searchCompanies,
} from './store.ts';

/** @throws CrmError notFound */
export const getCompany = async (ctx: Ctx, id: CompanyId): Promise<Company> =>
  (await findCompany(ctx, id)) ?? notFound('company');

/** Creates a company, or gives the one that already has this IČO. @throws CrmError required, tooLong */
export function keepCompany(ctx: Ctx, input: NewCompany): Promise<Company> {
  return transaction(ctx, async (tx) => {
    const known = input.ico ? await findCompanyByIco(tx, input.ico, input.country) : null;
    if (known) return known;
    const name = cleanLine(input.name);
    if (!name) refuse('required', {}, 'name');
    if ([...name].length > companyNameLimit) refuse('tooLong', { limit: companyNameLimit }, 'name');
    const id = await insertCompany(tx, { ...input, name });
    await recordEvent(
      tx,
      'company.created',
      { kind: 'company', id },
      { name, register: input.register ?? null },
    );
    return getCompany(tx, id);
  });
}

/** What a person types of a company. */
export interface TypedCompany {
  name: string;
  ico: string | null;
  dic: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  website: string | null;
}

/**
 * A company typed by hand. `known` is the one that already has its IČO: nothing is created then.
 * @throws FieldErrors name, ico
 */
export function createTypedCompany(
  ctx: Ctx,
  typed: TypedCompany,
): Promise<{ company: Company; known: boolean }> {
  return transaction(ctx, async (tx) => {
    const clean = checkTyped(typed);
    const known = clean.ico ? await findCompanyByIco(tx, clean.ico) : null;
    if (known) return { company: known, known: true };
    const company = await keepCompany(tx, { ...clean, officeLine: lineOf(clean) });
    return { company, known: false };
  });
}

/** @throws CrmError notFound; FieldErrors name, ico (also when another company has it) */
export function changeCompany(ctx: Ctx, id: CompanyId, typed: TypedCompany): Promise<Company> {
  return transaction(ctx, async (tx) => applyTyped(tx, await getCompany(tx, id), typed));
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
      return applyTyped(tx, before, typed);
    });
    return { kind: 'saved', company };
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return { kind: 'changedMeanwhile', company: await getCompany(ctx, id), changes: await ofTheForm(ctx) };
  }
}

async function applyTyped(tx: Ctx, before: Company, typed: TypedCompany): Promise<Company> {
  const clean = checkTyped(typed);
  const other = clean.ico ? await findCompanyByIco(tx, clean.ico) : null;
  if (other && other.id !== before.id)
    throw new FieldErrors([new CrmError('company.icoTaken', { name: other.name }, 'ico')]);
  const moved = (['street', 'city', 'postalCode'] as const).some((field) => clean[field] !== before[field]);
  return saveCompany(tx, before, { ...clean, ...(moved ? { officeLine: lineOf(clean) } : {}) });
}

/** Takes over what a register says. @throws CrmError notFound */
export function takeOverRegister(ctx: Ctx, id: CompanyId, record: NewCompany): Promise<Company> {
  return transaction(ctx, async (tx) => saveCompany(tx, await getCompany(tx, id), record));
}

async function saveCompany(tx: Ctx, before: Company, change: Partial<NewCompany>): Promise<Company> {
  const { domains, ...fields } = change;
  const isSame = (Object.keys(fields) as (keyof typeof fields)[]).every(
    (key) => fields[key] === undefined || fields[key] === before[key],
  );
  if (isSame) return before;
  await updateCompany(tx, before.id, change);
  const after = await getCompany(tx, before.id);
  const keys = (Object.keys(after) as (keyof Company)[]).filter((key) => before[key] !== after[key]);
  const changed = Object.fromEntries(keys.map((key) => [key, { from: before[key], to: after[key] }]));
  await recordEvent(tx, 'company.changed', { kind: 'company', id: before.id }, changed);
  return after;
}

function checkTyped(typed: TypedCompany): TypedCompany {
  const errors: CrmError[] = [];
  const clean = Object.fromEntries(
    Object.entries(typed).map(([field, text]) => [field, text === null ? null : cleanLine(text) || null]),
  ) as unknown as TypedCompany;
  clean.name ??= '';
  if (!clean.name) errors.push(new CrmError('required', {}, 'name'));
  if ([...clean.name].length > companyNameLimit)
    errors.push(new CrmError('tooLong', { limit: companyNameLimit }, 'name'));
  if (clean.ico) {
    const read = readTypedCompany(clean.ico);
    if (read.kind === 'ico') clean.ico = read.ico;
    else errors.push(new CrmError('company.ico', { typed: clean.ico }, 'ico'));
  }
  if (clean.dic) clean.dic = clean.dic.replace(/\s/g, '').toUpperCase();
  if (errors.length > 0) throw new FieldErrors(errors);
  return clean;
}

const lineOf = ({ street, city, postalCode }: TypedCompany): string | null =>
  [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ') || null;
