import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import { isFresh } from './asking.ts';
import { askKept } from './kept.ts';
import type { Ico, Unavailable } from './model.ts';
import { findAnswer } from './store.ts';

/** What RÚZ says of a number: its DIČ, that it has none there, or that it does not keep books. */
export type TaxNumber =
  | { kind: 'found'; dic: string | null; fetchedAt: Instant; stale: boolean }
  | { kind: 'notFound'; fetchedAt: Instant; stale: boolean }
  | Unavailable;

const Remembered = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), dic: z.string().nullable() }),
  z.object({ kind: z.literal('notFound') }),
]);

/** What it last said, however old; nobody is asked. */
export async function recallSlovakTaxNumber(ctx: Ctx, ico: Ico): Promise<TaxNumber | null> {
  const known = await findAnswer(ctx, 'ruz', `ico:${ico}`, Remembered);
  return known && { ...known.answer, fetchedAt: known.fetchedAt, stale: false };
}

/** From memory while fresh, else from RÚZ; from memory of any age when RÚZ fails. Never inside a transaction. */
export async function findSlovakTaxNumber(
  ctx: Ctx,
  ico: Ico,
  { refresh = false, timeoutMs = 2000 } = {},
): Promise<TaxNumber> {
  const { ruz, ruzManners } = ctx.ports.registers;
  const said = await askKept(ctx, {
    source: 'ruz',
    key: `ico:${ico}`,
    shape: Remembered,
    manners: ruzManners,
    request: () => ruz.byIco(ico),
    isFresh: (at, { kind }) => !refresh && isFresh(ctx, at, kind === 'found' ? 'subject' : 'missing'),
    timeoutMs,
  });
  if (said.kind === 'unavailable') return said;
  return { ...said.answer, fetchedAt: said.fetchedAt, stale: said.trouble !== null };
}
