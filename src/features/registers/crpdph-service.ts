/** Who pays VAT, by IČO: the VAT register is asked by the DIČ that ARES has. Its answer is kept without the DIČ. */
import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import { addMinutes, type Instant } from '../../lib/time.ts';
import { outsideTransaction } from './asking.ts';
import { maintenance } from './crpdph.ts';
import { type VatLookup, VatSubject, wholeDic } from './crpdph-answer.ts';
import { askKept, type Kept } from './kept.ts';
import type { Ico, Reason, RegisterCompany, Unavailable } from './model.ts';
import { askTaxNumber } from './personal-number.ts';
import { recallByIco } from './service.ts';
import { findAnswer } from './store.ts';

const freshMinutes = 24 * 60;
// The register does not want the same question twice in a row, whoever presses the button.
const refreshMinutes = 60;
const Memory = z.object({ kind: z.literal('subject').default('subject'), subject: VatSubject });
export const vatKey = (ico: Ico) => `ico:${ico}`;

/** What the register last said, however old; nobody is asked. */
export async function recallVat(ctx: Ctx, ico: Ico): Promise<VatLookup | null> {
  const known = await findAnswer(ctx, 'crpdph', vatKey(ico), Memory);
  return known && answered(known.answer.subject, known.fetchedAt, null);
}

/**
 * From memory for a day, for an hour when told to refresh, else from the register; its last answer when it fails.
 * Never inside a transaction.
 */
export async function lookupVat(
  ctx: Ctx,
  ico: Ico,
  { refresh = false, timeoutMs = 3000 } = {},
): Promise<VatLookup> {
  const fresh = refresh ? refreshMinutes : freshMinutes;
  const isFresh = (at: Instant) => addMinutes(at, fresh) > ctx.time.now();
  const known = await recallVat(outsideTransaction(ctx), ico);
  if (known?.kind === 'answered' && isFresh(known.fetchedAt)) return known;
  const company = await recallByIco(ctx, ico);
  if (!company?.dic) return known ?? { kind: 'noNumber' };
  const resting = maintenance(ctx.time);
  if (resting) return troubled(known, resting);
  const number = wholeDic(company.dic) ?? (await personalNumber(ctx, ico, timeoutMs));
  if (typeof number !== 'string') return number ? troubled(known, number) : (known ?? { kind: 'noNumber' });
  const { crpdph, crpdphManners } = ctx.ports.registers;
  const said: Kept<typeof Memory> = await askKept(ctx, {
    source: 'crpdph',
    key: vatKey(ico),
    shape: Memory,
    manners: crpdphManners,
    request: async () => {
      const answer = await crpdph.byDics([number]);
      if (answer.kind === 'unavailable') return answer;
      return { kind: 'subject', subject: fitted(answer.subjects.get(number)!, company) };
    },
    isFresh,
    timeoutMs,
  });
  if (said.kind === 'unavailable') return said;
  return answered(said.answer.subject, said.fetchedAt, said.trouble?.reason ?? null);
}

/** In clear, for this one question. null: ARES has none any more */
async function personalNumber(ctx: Ctx, ico: Ico, timeoutMs: number): Promise<string | null | Unavailable> {
  const said = await askTaxNumber(ctx, ico, timeoutMs);
  if (said.kind === 'unavailable') return said;
  return said.kind === 'found' && said.dic ? wholeDic(said.dic) : null;
}

const troubled = (known: VatLookup | null, trouble: Unavailable): VatLookup =>
  known?.kind === 'answered' ? { ...known, trouble: trouble.reason } : trouble;

// A member of a VAT group is not found under a number of its own: that does not make it no payer.
export const fitted = (subject: VatSubject, company: Pick<RegisterCompany, 'vat' | 'dic'>): VatSubject =>
  subject.kind === 'none' && company.vat.status === 'group' && !company.dic?.startsWith('CZ699')
    ? { ...subject, kind: 'unknown' }
    : subject;

const answered = (subject: VatSubject, fetchedAt: Instant, trouble: Reason | null): VatLookup => ({
  kind: 'answered',
  subject,
  fetchedAt,
  trouble,
});
