/** Insolvency by IČO. */
import type { Ctx } from '../../lib/context.ts';
import { addMinutes, type Instant } from '../../lib/time.ts';
import { outsideTransaction, remember, within } from './asking.ts';
import { apartMinutes, KnownInsolvency, verdictOf, withAnswer } from './isir-verdict.ts';
import { Ico, type Reason, type Unavailable } from './model.ts';
import { findAnswer, keepAnswer, listAnswers } from './store.ts';

export type InsolvencyLookup =
  | ({ kind: 'answered'; fetchedAt: Instant; trouble: Reason | null } & KnownInsolvency)
  | Unavailable;

const freshMinutes = 24 * 60;
const keyOf = (ico: Ico) => `ico:${ico}`;

/** What the register last said, however old; nobody is asked. */
export async function recallInsolvency(ctx: Ctx, ico: Ico): Promise<InsolvencyLookup | null> {
  const known = await findAnswer(ctx, 'isir', keyOf(ico), KnownInsolvency);
  return known && answered(known.answer, known.fetchedAt, null);
}

/**
 * From memory for a day, or for an hour while nothing is decided; else from the register; its last answer when it
 * fails. Never inside a transaction.
 */
export async function lookupInsolvency(
  ctx: Ctx,
  ico: Ico,
  { refresh = false, timeoutMs = 3000 } = {},
): Promise<InsolvencyLookup> {
  const known = await findAnswer(outsideTransaction(ctx), 'isir', keyOf(ico), KnownInsolvency);
  if (known && !refresh) {
    const minutes = verdictOf(known.answer) === 'unconfirmed' ? apartMinutes : freshMinutes;
    if (addMinutes(known.fetchedAt, minutes) > ctx.time.now())
      return answered(known.answer, known.fetchedAt, null);
  }
  const { isir, isirManners } = ctx.ports.registers;
  const said = await within(
    timeoutMs,
    isirManners.ask(
      keyOf(ico),
      () => isir.byIco(ico),
      async (answer) => {
        if (answer.kind === 'unavailable') return;
        await remember(ctx, async (inside) => {
          const before = await findAnswer(inside, 'isir', keyOf(ico), KnownInsolvency);
          const now = ctx.time.now();
          await keepAnswer(inside, 'isir', keyOf(ico), withAnswer(before?.answer ?? null, answer.cases, now));
        });
      },
    ),
  );
  if (said.kind === 'unavailable') return known ? answered(known.answer, known.fetchedAt, said.reason) : said;
  const now = ctx.time.now();
  return answered(withAnswer(known?.answer ?? null, said.cases, now), now, null);
}

/**
 * Gives those the second answer that were asked about an hour ago and are not decided yet, few at a time.
 * @returns how many were asked about
 */
export async function decideInsolvency(ctx: Ctx): Promise<number> {
  const now = ctx.time.now();
  const between = { from: addMinutes(now, -48 * 60), to: addMinutes(now, -apartMinutes), limit: 500 };
  const recent = await listAnswers(ctx, 'isir', between, KnownInsolvency);
  const undecided = recent.filter(({ answer }) => verdictOf(answer) === 'unconfirmed').slice(0, 10);
  for (const { key } of undecided)
    await lookupInsolvency(ctx, Ico.parse(key.slice(4)), { timeoutMs: 10_000 });
  return undecided.length;
}

const answered = (known: KnownInsolvency, fetchedAt: Instant, trouble: Reason | null): InsolvencyLookup => ({
  kind: 'answered',
  ...known,
  fetchedAt,
  trouble,
});
