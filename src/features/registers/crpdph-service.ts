/** Who pays VAT, by IČO: the VAT register is asked by the DIČ that ARES has. */
import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import { addMinutes, type Instant } from '../../lib/time.ts';
import { maintenance } from './crpdph.ts';
import { type VatLookup, VatSubject, wholeDic } from './crpdph-answer.ts';
import type { Ico, Reason, RegisterCompany } from './model.ts';
import { outsideTransaction, recallByIco, remember, within } from './service.ts';
import { findAnswer, keepAnswer } from './store.ts';

const freshMinutes = 24 * 60;
// The register does not want the same question twice in a row, whoever presses the button.
const refreshMinutes = 60;
const Memory = z.object({ subject: VatSubject });
const keyOf = (ico: Ico) => `ico:${ico}`;

/** What the register last said, however old; nobody is asked. */
export async function recallVat(ctx: Ctx, ico: Ico): Promise<VatLookup | null> {
  const known = await findAnswer(ctx, 'crpdph', keyOf(ico), Memory);
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
  const known = await findAnswer(outsideTransaction(ctx), 'crpdph', keyOf(ico), Memory);
  const old = (trouble: Reason | null) => known && answered(known.answer.subject, known.fetchedAt, trouble);
  const fresh = refresh ? refreshMinutes : freshMinutes;
  if (known && addMinutes(known.fetchedAt, fresh) > ctx.time.now()) return old(null)!;
  const company = await recallByIco(ctx, ico);
  const dic = company?.dic ?? null;
  if (company === null || dic === null) return old(null) ?? { kind: 'noNumber' };
  const number = wholeDic(dic);
  if (number === null) return { kind: 'personal' };
  const said = maintenance(ctx.time) ?? (await within(timeoutMs, ask(ctx, company, number)));
  if (said.kind === 'unavailable') return old(said.reason) ?? said;
  return answered(said.subject, ctx.time.now(), null);
}

function ask(ctx: Ctx, company: RegisterCompany, dic: string) {
  const { crpdph, crpdphManners } = ctx.ports.registers;
  return crpdphManners.ask(
    `vat ${company.ico}`,
    async () => {
      const answer = await crpdph.byDics([dic]);
      if (answer.kind === 'unavailable') return answer;
      return { kind: 'subject' as const, subject: fitted(answer.subjects.get(dic)!, company, dic) };
    },
    async (answer) => {
      if (answer.kind === 'unavailable') return;
      const { subject } = answer;
      await remember(
        ctx,
        async (inside) => void (await keepAnswer(inside, 'crpdph', keyOf(company.ico), { subject })),
      );
    },
  );
}

// A member of a VAT group is not found under a number of its own: that does not make it no payer.
const fitted = (subject: VatSubject, company: RegisterCompany, dic: string): VatSubject =>
  subject.kind === 'none' && company.vat.status === 'group' && !dic.startsWith('CZ699')
    ? { ...subject, kind: 'unknown' }
    : subject;

const answered = (subject: VatSubject, fetchedAt: Instant, trouble: Reason | null): VatLookup => ({
  kind: 'answered',
  subject,
  fetchedAt,
  trouble,
});
