/** A Slovak company whole: RPO says who it is, RÚZ its DIČ, VIES whether the IČ DPH made of it holds. */
import type { Ctx } from '../../lib/context.ts';
import type { Ico, Lookup, RegisterCompany } from './model.ts';
import { findSlovakTaxNumber, type TaxNumber } from './ruz-service.ts';
import { lookupByIco } from './service.ts';
import { isSlovakVatNumber } from './vies-number.ts';
import { checkVatNumber } from './vies-service.ts';

/**
 * As lookupByIco. RÚZ and VIES get `extrasMs` together: when they fail or are slow, the company is shown without them.
 * Never inside a transaction.
 */
export async function lookUpSlovak(
  ctx: Ctx,
  ico: Ico,
  options: { refresh?: boolean; timeoutMs?: number; extrasMs?: number } = {},
): Promise<Lookup & { taxNumber?: TaxNumber }> {
  const { refresh, extrasMs = 3500 } = options;
  const looked = await lookupByIco(ctx, ico, { ...options, register: 'rpo' });
  if (looked.kind !== 'found') return looked;
  const taxNumber = await findSlovakTaxNumber(ctx, ico, { refresh, timeoutMs: extrasMs / 2 });
  const dic = taxNumber.kind === 'found' ? taxNumber.dic : null;
  const probable = dic && isSlovakVatNumber(`SK${dic}`) ? `SK${dic}` : null;
  const vatCheck = probable
    ? await checkVatNumber(ctx, probable, { refresh, timeoutMs: extrasMs / 2 })
    : null;
  const company: RegisterCompany = {
    ...looked.company,
    dic,
    vatNumber: vatCheck?.kind === 'valid' ? vatCheck.number : null,
    vatCheck,
  };
  return { ...looked, company, taxNumber };
}
