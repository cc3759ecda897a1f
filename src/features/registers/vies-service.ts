import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import { isFresh } from './asking.ts';
import { askKept } from './kept.ts';
import { type Ico, isBirthNumber, maskTaxNumber, type RegisterCompany, type VatCheck } from './model.ts';
import { askTaxNumber } from './personal-number.ts';
import { recallByIco } from './service.ts';
import { findAnswer } from './store.ts';

const Verdict = z.object({
  kind: z.enum(['valid', 'notValid']),
  name: z.string().nullable(),
  address: z.string().nullable(),
  consultation: z.string().nullable(),
});

/** The last verdict, however old; nobody is asked. */
export async function recallVatNumber(ctx: Ctx, number: string): Promise<VatCheck | null> {
  if (isBirthNumber(number)) return null;
  const known = await findAnswer(ctx, 'vies', `vat:${number}`, Verdict);
  return known && { ...known.answer, number, fetchedAt: known.fetchedAt, stale: false };
}

/** The same of a Czech company. */
export async function recallCzechVatNumber(
  ctx: Ctx,
  { ico, dic }: Pick<RegisterCompany, 'ico' | 'dic'>,
): Promise<VatCheck | null> {
  if (!dic) return null;
  if (!dic.includes('•')) return recallVatNumber(ctx, dic);
  const known = await findAnswer(ctx, 'vies', `ico:${ico}`, Verdict);
  return known && { ...known.answer, number: dic, fetchedAt: known.fetchedAt, stale: false };
}

/**
 * A VAT number with its country, checked by VIES; the last verdict, with its age, when VIES fails. A birth number is
 * never asked about by itself, only by the IČO of its company: null. Never inside a transaction. An answer that comes
 * late is remembered.
 */
export async function checkVatNumber(
  ctx: Ctx,
  number: string,
  options: { refresh?: boolean; timeoutMs?: number } = {},
): Promise<VatCheck | null> {
  if (isBirthNumber(number)) return null;
  return check(ctx, `vat:${number}`, number, options);
}

/** Of a Czech company by the DIČ that ARES knows; what is kept of a sole trader's bears the IČO alone. null: no DIČ */
export async function checkCzechVatNumber(
  ctx: Ctx,
  ico: Ico,
  options: { refresh?: boolean; timeoutMs?: number } = {},
): Promise<VatCheck | null> {
  const company = await recallByIco(ctx, ico);
  if (!company?.dic) return null;
  if (!company.dic.includes('•')) return checkVatNumber(ctx, company.dic, options);
  const said = await askTaxNumber(ctx, ico, options.timeoutMs);
  if (said.kind === 'unavailable') return { ...said, number: company.dic };
  return said.kind === 'found' && said.dic ? check(ctx, `ico:${ico}`, said.dic, options) : null;
}

async function check(
  ctx: Ctx,
  key: string,
  number: string,
  { refresh = false, timeoutMs = 3000 },
): Promise<VatCheck> {
  const { vies, viesManners } = ctx.ports.registers;
  const said = await askKept(ctx, {
    source: 'vies',
    key,
    shape: Verdict,
    manners: viesManners,
    request: async () => {
      const answer = await vies.check(number);
      return answer.kind === 'notValid' ? { ...answer, name: null, address: null } : answer;
    },
    isFresh: (at) => !refresh && isFresh(ctx, at, 'subject'),
    timeoutMs,
  });
  const shown = maskTaxNumber(number);
  if (said.kind === 'unavailable') return { ...said, number: shown };
  return { ...said.answer, number: shown, fetchedAt: said.fetchedAt, stale: said.trouble !== null };
}
