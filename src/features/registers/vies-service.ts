import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import { isBirthNumber, type VatCheck } from './model.ts';
import { isFresh, outsideTransaction, remember, within } from './service.ts';
import { findAnswer, keepAnswer } from './store.ts';

const Verdict = z.object({
  kind: z.enum(['valid', 'notValid']),
  name: z.string().nullable(),
  address: z.string().nullable(),
  consultation: z.string().nullable(),
});

/** The last verdict, however old; nobody is asked. */
export async function recallVatNumber(ctx: Ctx, number: string): Promise<VatCheck | null> {
  const known = await findAnswer(ctx, 'vies', `vat:${number}`, Verdict);
  return known && { ...known.answer, number, fetchedAt: known.fetchedAt, stale: false };
}

/**
 * A VAT number with its country, checked by VIES; the last verdict, with its age, when VIES fails. A person's birth
 * number is not sent anywhere. Never inside a transaction. An answer that comes late is remembered.
 */
export async function checkVatNumber(
  ctx: Ctx,
  number: string,
  { refresh = false, timeoutMs = 3000 } = {},
): Promise<VatCheck | null> {
  if (isBirthNumber(number)) return null;
  const key = `vat:${number}`;
  const known = await findAnswer(outsideTransaction(ctx), 'vies', key, Verdict);
  const of = (stale: boolean) => known && { ...known.answer, number, fetchedAt: known.fetchedAt, stale };
  if (known && !refresh && isFresh(ctx, known.fetchedAt, 'subject')) return of(false);
  const { vies, viesManners } = ctx.ports.registers;
  const answer = await within(
    timeoutMs,
    viesManners.ask(
      key,
      async () => {
        const said = await vies.check(number);
        return said.kind === 'notValid' ? { ...said, name: null, address: null } : said;
      },
      async (said) => {
        if (said.kind !== 'unavailable')
          await remember(ctx, async (inside) => void (await keepAnswer(inside, 'vies', key, said)));
      },
    ),
  );
  if (answer.kind === 'unavailable') return of(true) ?? { ...answer, number };
  return { ...answer, number, fetchedAt: ctx.time.now(), stale: false };
}
