/** All that the registers say of one company now, each part with its source and age. */
import type { Country, Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import type { VatLookup } from './crpdph-answer.ts';
import { lookupVat, recallVat } from './crpdph-service.ts';
import { type InsolvencyLookup, lookupInsolvency, recallInsolvency } from './isir-service.ts';
import { verdictOf } from './isir-verdict.ts';
import type { LeadershipLookup } from './leadership.ts';
import { lookupLeadership, recallLeadership } from './leadership-service.ts';
import type { Ico, Lookup, RegisterCompany, RegisterSource, VatCheck } from './model.ts';
import { registerOf } from './model.ts';
import type { CompanyRecord, RegisterWord, Said } from './record-shape.ts';
import { lookUpSlovak, recallSlovak } from './rpo-service.ts';
import { lookupByIco, recallByIco } from './service.ts';
import { checkCzechVatNumber, recallCzechVatNumber } from './vies-service.ts';
import { withLeadership } from './whole.ts';

export type { CompanyRecord, RegisterWord, Said } from './record-shape.ts';

export interface RecordOptions {
  refresh?: boolean;
  /** for each register; an answer that comes later is remembered */
  timeoutMs?: number;
  /** also asks VIES of a Czech company */
  vies?: boolean;
  /** what its first register has just answered: it is not asked again */
  lookup?: Lookup;
}

/** What is remembered; nobody is asked. Null when no register has named it yet. */
export async function recallRecord(ctx: Ctx, ico: Ico, country: Country): Promise<CompanyRecord | null> {
  const register = registerOf(country);
  // One after another, here and below: inside a transaction there is one connection.
  const company = await (register === 'rpo' ? recallSlovak(ctx, ico) : recallByIco(ctx, ico));
  const leadership = await recallLeadership(ctx, ico, register);
  if (!company) return null;
  const lookup: Lookup = {
    kind: 'found',
    company,
    fetchedAt: company.fetchedAt,
    stale: false,
    trouble: null,
  };
  if (register === 'rpo') return merged(ctx, ico, country, { lookup, leadership });
  const vat = await recallVat(ctx, ico);
  const insolvency = await recallInsolvency(ctx, ico);
  const vies = await recallCzechVatNumber(ctx, company);
  return merged(ctx, ico, country, { lookup, leadership, vat, insolvency, vies });
}

/** Asks every register of its country whose last answer is not fresh. Never inside a transaction. */
export async function askRecord(
  ctx: Ctx,
  ico: Ico,
  country: Country,
  { refresh = false, timeoutMs = 4000, vies = false, lookup: given }: RecordOptions = {},
): Promise<CompanyRecord> {
  const options = { refresh, timeoutMs };
  if (country === 'SK') {
    if (given) {
      const leadership = await lookupLeadership(ctx, ico, { ...options, register: 'rpo' });
      return merged(ctx, ico, country, { lookup: given, leadership });
    }
    const { leadership, ...lookup } = await lookUpSlovak(ctx, ico, { ...options, extrasMs: timeoutMs });
    return merged(ctx, ico, country, {
      lookup,
      leadership: leadership ?? (await recallLeadership(ctx, ico, 'rpo')),
    });
  }
  // First: the others are asked by what ARES has.
  const lookup = given ?? (await lookupByIco(ctx, ico, options));
  const [leadership, vat, insolvency, check] = await Promise.all([
    lookupLeadership(ctx, ico, options),
    lookupVat(ctx, ico, options),
    lookupInsolvency(ctx, ico, options),
    vies ? checkCzechVatNumber(ctx, ico, options) : null,
  ]);
  return merged(ctx, ico, country, { lookup, leadership, vat, insolvency, vies: check });
}

interface Parts {
  lookup: Lookup & { taxNumber?: { kind: string; fetchedAt?: Instant } };
  leadership?: LeadershipLookup | null;
  vat?: VatLookup | null;
  insolvency?: InsolvencyLookup | null;
  vies?: VatCheck | null;
}

function merged(ctx: Ctx, ico: Ico, country: Country, parts: Parts): CompanyRecord {
  const { lookup, leadership = null, vat = null, insolvency = null } = parts;
  const base = lookup.kind === 'found' ? lookup.company : null;
  const company = base && withLeadership(ctx, base, leadership);
  const stale = lookup.kind === 'found' && lookup.stale;
  const said = <T>(pick: (record: RegisterCompany) => T | null | undefined): Said<T> | null => {
    const value = company && pick(company);
    return value === null || value === undefined
      ? null
      : { value, source: company!.source, at: company!.fetchedAt, stale };
  };
  const led = <T>(pick: (record: RegisterCompany) => T | null | undefined): Said<T> | null => {
    const value = company && pick(company);
    if (value === null || value === undefined || leadership?.kind !== 'found') return null;
    const source = country === 'SK' ? 'rpo' : 'vr';
    return { value, source, at: leadership.fetchedAt, stale: leadership.trouble !== null };
  };
  const vies = country === 'SK' ? (company?.vatCheck ?? null) : (parts.vies ?? null);
  const dic = said((record) => record.dic);
  return {
    ico,
    country,
    name: said((record) => record.name),
    office: said((record) => record.office),
    postalAddress: said((record) => record.postalAddress),
    legalForm: base?.legalForm ? said((record) => record.legalForm) : led((record) => record.legalForm),
    naturalPerson: company?.naturalPerson ?? false,
    state: said((record) => record.state),
    foundedOn: said((record) => record.foundedOn),
    dissolvedOn: said((record) => record.dissolvedOn),
    courtFile: base?.courtFile ? said((record) => record.courtFile) : led((record) => record.courtFile),
    dic: dic && country === 'SK' ? { ...dic, source: 'ruz' } : dic,
    vatNumber:
      vies?.kind === 'valid' && company?.vatNumber
        ? { value: company.vatNumber, source: 'vies', at: vies.fetchedAt, stale: vies.stale }
        : null,
    nace: company && company.nace.length > 0 ? (said((record) => record.nace) as Said<string[]>) : null,
    activities: led((record) => record.activities),
    vat,
    vies,
    accounts:
      vat?.kind === 'answered'
        ? { value: vat.subject.accounts, source: 'crpdph', at: vat.fetchedAt, stale: vat.trouble !== null }
        : null,
    executives: led((record) => record.executives),
    acting: led((record) => record.acting),
    insolvency,
    insolvencyVerdict:
      insolvency?.kind === 'answered'
        ? verdictOf(insolvency)
        : base?.insolvency === 'unconfirmed'
          ? 'unconfirmed'
          : 'unknown',
    registers: [
      registerWord(registerOf(country), lookup),
      ...(leadership && (country === 'CZ' || leadership.kind === 'unavailable')
        ? [registerWord(country === 'SK' ? 'rpo' : 'vr', leadership)]
        : []),
      ...(parts.lookup.taxNumber ? [registerWord('ruz', parts.lookup.taxNumber)] : []),
      ...(vat ? [registerWord('crpdph', vat)] : []),
      ...(insolvency ? [registerWord('isir', insolvency)] : []),
      ...(vies ? [registerWord('vies', vies)] : []),
    ],
  };
}

interface Answer {
  kind: string;
  fetchedAt?: Instant;
  stale?: boolean;
  trouble?: string | null;
  reason?: string;
  detail?: string;
}

/** One register's answer in short. */
export const registerWord = (source: RegisterSource, said: Answer): RegisterWord => ({
  source,
  state: said.kind,
  at: said.fetchedAt ?? null,
  stale: said.stale ?? Boolean(said.trouble),
  trouble: said.reason ? [said.reason, said.detail].filter(Boolean).join(': ') : (said.trouble ?? null),
});
