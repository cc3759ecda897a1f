/** A Slovak company whole: RPO says what it is and who acts for it, RÚZ its DIČ, VIES whether the IČ DPH holds. */
import type { Ctx } from '../../lib/context.ts';
import type { LeadershipLookup } from './leadership.ts';
import { lookupLeadership } from './leadership-service.ts';
import type { Ico, Lookup, RegisterCompany, VatCheck } from './model.ts';
import { findSlovakTaxNumber, recallSlovakTaxNumber, type TaxNumber } from './ruz-service.ts';
import { lookupByIco, recallByIco } from './service.ts';
import { isSlovakVatNumber } from './vies-number.ts';
import { checkVatNumber, recallVatNumber } from './vies-service.ts';
import { withLeadership } from './whole.ts';

/**
 * As lookupByIco. RÚZ and VIES get `extrasMs` together: when they fail or are slow, the company is shown without them.
 * Never inside a transaction.
 */
export async function lookUpSlovak(
  ctx: Ctx,
  ico: Ico,
  options: { refresh?: boolean; timeoutMs?: number; extrasMs?: number } = {},
): Promise<Lookup & { taxNumber?: TaxNumber; leadership?: LeadershipLookup }> {
  const { refresh, extrasMs = 3500 } = options;
  const looked = await lookupByIco(ctx, ico, { ...options, register: 'rpo' });
  if (looked.kind !== 'found') return looked;
  const leading = lookupLeadership(ctx, ico, { register: 'rpo', refresh, timeoutMs: extrasMs });
  const taxNumber = await findSlovakTaxNumber(ctx, ico, { refresh, timeoutMs: extrasMs / 2 });
  const probable = probableVatNumber(taxNumber);
  const vatCheck = probable
    ? await checkVatNumber(ctx, probable, { refresh, timeoutMs: extrasMs / 2 })
    : null;
  const said = await leading;
  const company = withTaxes(withLeadership(ctx, looked.company, said), taxNumber, vatCheck);
  return { ...looked, company, taxNumber, leadership: said };
}

/** What is remembered of a Slovak company, with its DIČ and IČ DPH; nobody is asked. */
export async function recallSlovak(ctx: Ctx, ico: Ico): Promise<RegisterCompany | null> {
  const company = await recallByIco(ctx, ico, 'rpo');
  const taxNumber = await recallSlovakTaxNumber(ctx, ico);
  if (!company) return null;
  const probable = taxNumber && probableVatNumber(taxNumber);
  return withTaxes(company, taxNumber, probable ? await recallVatNumber(ctx, probable) : null);
}

function probableVatNumber(taxNumber: TaxNumber): string | null {
  const dic = taxNumber.kind === 'found' ? taxNumber.dic : null;
  return dic && isSlovakVatNumber(`SK${dic}`) ? `SK${dic}` : null;
}

const withTaxes = (
  company: RegisterCompany,
  taxNumber: TaxNumber | null,
  vatCheck: VatCheck | null,
): RegisterCompany => ({
  ...company,
  dic: taxNumber?.kind === 'found' ? taxNumber.dic : null,
  vatNumber: vatCheck?.kind === 'valid' ? vatCheck.number : null,
  vatCheck,
});
