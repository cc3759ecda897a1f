/** What a person typed of a company, as it is kept; or why it cannot be. */
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cleanLine, fold } from '../../lib/text.ts';
import { dateIn } from '../../lib/time.ts';
import { isFreeMail } from '../email/addresses.ts';
import { readTypedCompany } from '../registers/model.ts';
import { isBirthLike, isBirthNumber, plainTaxNumber } from '../registers/tax-number.ts';
import {
  type Company,
  companyNameLimit,
  companyTextLimit,
  type TypedCompany,
  tagLimit,
  tagsLimit,
} from './model.ts';
import { findCompany, findCompanyByIco } from './store.ts';

const lines = [
  'dic',
  'vatNumber',
  'legalForm',
  'street',
  'city',
  'postalCode',
  'courtFile',
  'billingStreet',
  'billingCity',
  'billingPostalCode',
  'lostReason',
  'acquiredSource',
  'acquiredCampaign',
  'paymentTerms',
  'website',
] as const;

/**
 * @param before null: a new one
 * @throws FieldErrors by the names of the fields
 */
export async function checkTyped(
  ctx: Ctx,
  before: Company | null,
  typed: TypedCompany,
): Promise<TypedCompany> {
  const errors: CrmError[] = [];
  const clean: TypedCompany = { ...typed, name: cleanLine(typed.name) };
  if (!clean.name) errors.push(new CrmError('required', {}, 'name'));
  tooLong(clean.name, companyNameLimit, 'name', errors);
  for (const field of lines) {
    const text = typed[field];
    if (text === undefined) continue;
    clean[field] = text === null ? null : cleanLine(text) || null;
    tooLong(clean[field] ?? '', companyTextLimit, field, errors);
  }
  if (typed.ico !== undefined) clean.ico = readIco(typed.ico, errors);
  readNumbers(clean, before, before?.country ?? ctx.settings.country, errors);
  if (typed.tags) clean.tags = readTags(typed.tags, errors);
  if (typed.domains) clean.domains = readDomains(typed.domains, errors);
  readLifeCycle(ctx, before, clean, errors);
  if (before && clean.parentId && (await isBelow(ctx, clean.parentId, before.id)))
    errors.push(new CrmError('company.ownParent', {}, 'parentId'));
  if (clean.ico && errors.length === 0) {
    const other = await findCompanyByIco(ctx, clean.ico, before?.country);
    // A branch shares its IČO since it was made.
    if (before && before.ico !== clean.ico && other && other.id !== before.id)
      errors.push(new CrmError('company.icoTaken', { name: other.name }, 'ico'));
  }
  if (errors.length > 0) throw new FieldErrors(errors);
  return clean;
}

function tooLong(text: string, limit: number, field: string, errors: CrmError[]): void {
  if ([...text].length > limit) errors.push(new CrmError('tooLong', { limit }, field));
}

function readIco(text: string | null, errors: CrmError[]): string | null {
  if (!text?.trim()) return null;
  const read = readTypedCompany(text);
  if (read.kind === 'ico') return read.ico;
  errors.push(new CrmError('company.ico', { typed: text }, 'ico'));
  return null;
}

/** A number that comes back as the dots it was shown as was left alone. */
function readNumbers(
  clean: TypedCompany,
  before: Company | null,
  country: Company['country'],
  errors: CrmError[],
): void {
  for (const field of ['dic', 'vatNumber'] as const) {
    if (clean[field]) clean[field] = plainTaxNumber(clean[field]);
    if (clean[field]?.includes('•')) delete clean[field];
  }
  const vat = clean.vatNumber === undefined ? before?.vatNumber : clean.vatNumber;
  const isSlovak = country === 'SK' || vat?.startsWith('SK');
  if (clean.dic && !isSlovak && isCzechDic(clean.dic)) clean.dic = `CZ${clean.dic}`;
  const { vatNumber } = clean;
  if (vatNumber && (isBirthNumber(vatNumber) || (!isSlovak && isBirthLike(vatNumber))))
    errors.push(new CrmError('company.birthNumber', {}, 'vatNumber'));
}

/** Ten digits that are no day of birth and no VAT group are a Slovak DIČ, also where the company is not known as one. */
const isCzechDic = (digits: string): boolean =>
  /^\d{8,10}$/.test(digits) && (digits.length < 10 || digits.startsWith('699') || isBirthLike(digits));

function readTags(tags: string[], errors: CrmError[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.map(cleanLine).filter(Boolean)) if (!kept.has(fold(tag))) kept.set(fold(tag), tag);
  for (const tag of kept.values()) tooLong(tag, tagLimit, 'tags', errors);
  return [...kept.values()].slice(0, tagsLimit);
}

/** `@Firma.example`, `www.firma.example`, a page or an address: the domain is what is kept. */
function readDomains(texts: string[], errors: CrmError[]): string[] {
  const domains = texts
    .filter((text) => text.trim())
    .map((text) => {
      const domain = text
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/^(www\.|[^@/]*@)/, '')
        .replace(/\/.*$/, '');
      if (!/^([\p{L}\p{N}-]+\.)+\p{L}{2,}$/u.test(domain))
        errors.push(new CrmError('mail.domain', { text }, 'domains'));
      else if (isFreeMail(domain)) errors.push(new CrmError('company.freeMail', { domain }, 'domains'));
      return domain;
    });
  return [...new Set(domains)].sort();
}

/** A former customer left for a reason, on a day; whoever buys was won on a day. */
function readLifeCycle(ctx: Ctx, before: Company | null, clean: TypedCompany, errors: CrmError[]): void {
  if (clean.lifeCycle === undefined) return;
  const today = dateIn(ctx.time.now(), ctx.settings.zone);
  if (clean.lifeCycle === 'former') {
    const reason = clean.lostReason === undefined ? before?.lostReason : clean.lostReason;
    if (!reason) errors.push(new CrmError('required', {}, 'lostReason'));
    clean.lostOn ??= before?.lostOn ?? today;
  } else Object.assign(clean, { lostReason: null, lostOn: null });
  const acquiredOn = clean.acquiredOn === undefined ? before?.acquiredOn : clean.acquiredOn;
  if (clean.lifeCycle === 'customer' && before?.lifeCycle !== 'customer')
    clean.acquiredOn = acquiredOn ?? today;
}

/** Whether a company is the other one, or belongs under it. */
async function isBelow(ctx: Ctx, id: CompanyId, above: CompanyId): Promise<boolean> {
  let at: CompanyId | null = id;
  for (let steps = 0; at !== null && steps < 20; steps += 1) {
    if (at === above) return true;
    at = (await findCompany(ctx, at))?.parentId ?? null;
  }
  return at !== null;
}

/** What a company of its own would have in the line of its registered office. */
export const lineOf = ({ street, city, postalCode }: Partial<Company>): string | null =>
  [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ') || null;
