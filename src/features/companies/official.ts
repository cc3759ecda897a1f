/** What the VAT and insolvency registers say of a Czech company, beside what ARES mentions; of a Slovak one, VIES. */
import type { Ctx } from '../../lib/context.ts';
import type { VatLookup } from '../registers/crpdph-answer.ts';
import { lookupVat, recallVat } from '../registers/crpdph-service.ts';
import { type InsolvencyLookup, lookupInsolvency, recallInsolvency } from '../registers/isir-service.ts';
import { Ico, type VatCheck } from '../registers/model.ts';
import { lookupByIco, recallByIco } from '../registers/service.ts';
import { checkVatNumber, recallVatNumber } from '../registers/vies-service.ts';
import type { Company } from './model.ts';

export interface Official {
  /** null: never asked */
  vat: VatLookup | null;
  insolvency: InsolvencyLookup | null;
  /** ARES's flag lags up to two weeks and may be of a closed case */
  aresMentionsInsolvency: boolean;
  /** of the IČ DPH that stands on the company */
  vies?: VatCheck | null;
}

export const nothingOfficial: Official = { vat: null, insolvency: null, aresMentionsInsolvency: false };

const czechIco = ({ ico, country }: Pick<Company, 'ico' | 'country'>): Ico | null =>
  country === 'CZ' && ico !== null ? Ico.parse(ico) : null;

/** What is remembered; nobody is asked. */
export async function recallOfficial(
  ctx: Ctx,
  company: Pick<Company, 'ico' | 'country' | 'vatNumber'>,
): Promise<Official> {
  const ico = czechIco(company);
  if (ico === null) {
    const vies = company.vatNumber ? await recallVatNumber(ctx, company.vatNumber) : null;
    return { ...nothingOfficial, vies };
  }
  const vat = await recallVat(ctx, ico);
  const insolvency = await recallInsolvency(ctx, ico);
  const record = await recallByIco(ctx, ico);
  return { vat, insolvency, aresMentionsInsolvency: record?.insolvency === 'unconfirmed' };
}

/** The VAT register is asked by the DIČ that ARES knows. Never inside a transaction. */
export async function askVat(
  ctx: Ctx,
  ico: Ico,
  options: { refresh?: boolean; timeoutMs?: number } = {},
): Promise<VatLookup> {
  if ((await recallByIco(ctx, ico)) === null) await lookupByIco(ctx, ico, { timeoutMs: options.timeoutMs });
  return lookupVat(ctx, ico, options);
}

/** Asks what is not fresh, both registers at once. Never inside a transaction. An answer that comes late is remembered. */
export async function askOfficial(
  ctx: Ctx,
  company: Pick<Company, 'ico' | 'country' | 'vatNumber'>,
  options: { refresh?: boolean; timeoutMs?: number } = {},
): Promise<Official> {
  const ico = czechIco(company);
  if (ico === null) {
    const vies = company.vatNumber ? await checkVatNumber(ctx, company.vatNumber, options) : null;
    return { ...nothingOfficial, vies };
  }
  const [vat, insolvency] = await Promise.all([
    askVat(ctx, ico, options),
    lookupInsolvency(ctx, ico, options),
  ]);
  const record = await recallByIco(ctx, ico);
  return { vat, insolvency, aresMentionsInsolvency: record?.insolvency === 'unconfirmed' };
}
