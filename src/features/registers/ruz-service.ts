import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import type { Ico, Unavailable } from './model.ts';
import { isFresh, outsideTransaction, remember, within } from './service.ts';
import { findAnswer, keepAnswer } from './store.ts';

/** What RÚZ says of a number: its DIČ, that it has none there, or that it does not keep books. */
export type TaxNumber =
  | { kind: 'found'; dic: string | null; fetchedAt: Instant; stale: boolean }
  | { kind: 'notFound'; fetchedAt: Instant; stale: boolean }
  | Unavailable;

const Remembered = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), dic: z.string().nullable() }),
  z.object({ kind: z.literal('notFound') }),
]);

/** From memory while fresh, else from RÚZ; from memory of any age when RÚZ fails. Never inside a transaction. */
export async function findSlovakTaxNumber(
  ctx: Ctx,
  ico: Ico,
  { refresh = false, timeoutMs = 2000 } = {},
): Promise<TaxNumber> {
  const key = `ico:${ico}`;
  const known = await findAnswer(outsideTransaction(ctx), 'ruz', key, Remembered);
  const of = (stale: boolean) => known && { ...known.answer, fetchedAt: known.fetchedAt, stale };
  const kind = known?.answer.kind === 'found' ? 'subject' : 'missing';
  if (known && !refresh && isFresh(ctx, known.fetchedAt, kind)) return of(false)!;
  const { ruz, ruzManners } = ctx.ports.registers;
  const answer = await within(
    timeoutMs,
    ruzManners.ask(
      key,
      () => ruz.byIco(ico),
      async (said) => {
        if (said.kind !== 'unavailable')
          await remember(ctx, async (inside) => void (await keepAnswer(inside, 'ruz', key, said)));
      },
    ),
  );
  if (answer.kind === 'unavailable') return of(true) ?? answer;
  return { ...answer, fetchedAt: ctx.time.now(), stale: false };
}
