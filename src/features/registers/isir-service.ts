/** Insolvency by IČO. One answer is news; two alike, at least an hour apart, decide. */
import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import { addMinutes, type Instant, minutesBetween } from '../../lib/time.ts';
import { InsolvencyCase } from './isir-answer.ts';
import type { Ico, Reason, Unavailable } from './model.ts';
import { outsideTransaction, remember, within } from './service.ts';
import { findAnswer, keepAnswer } from './store.ts';

const instant = z.custom<Instant>((value) => typeof value === 'string');

export const KnownInsolvency = z.object({
  /** what the register said last */
  cases: z.array(InsolvencyCase),
  /** when it first said so, without having said anything else since */
  since: instant,
  /** what two answers at least an hour apart agreed on last; null: nothing yet */
  decided: z.array(InsolvencyCase).nullable(),
});
export type KnownInsolvency = z.infer<typeof KnownInsolvency>;

export type InsolvencyLookup =
  | ({ kind: 'answered'; fetchedAt: Instant; trouble: Reason | null } & KnownInsolvency)
  | Unavailable;

const apartMinutes = 60;
const freshMinutes = 24 * 60;
const keyOf = (ico: Ico) => `ico:${ico}`;

/** An answer beside what was known: the same as an hour ago decides, another one starts anew. */
export function withAnswer(
  known: KnownInsolvency | null,
  cases: InsolvencyCase[],
  now: Instant,
): KnownInsolvency {
  if (known === null || signature(known.cases) !== signature(cases))
    return { cases, since: now, decided: known?.decided ?? null };
  const agreed = minutesBetween(known.since, now) >= apartMinutes;
  return { cases, since: known.since, decided: agreed ? cases : known.decided };
}

const signature = (cases: InsolvencyCase[]): string =>
  cases
    .map(({ reference, ongoing }) => `${reference} ${ongoing}`)
    .sort()
    .join(', ');

/** insolvent and notInsolvent are decided; unconfirmed: the last answer says something else than was decided. */
export function verdictOf({ cases, decided }: KnownInsolvency): 'insolvent' | 'notInsolvent' | 'unconfirmed' {
  const isInsolvent = (list: InsolvencyCase[]) => list.some((one) => one.ongoing);
  if (decided === null || isInsolvent(decided) !== isInsolvent(cases)) return 'unconfirmed';
  return isInsolvent(decided) ? 'insolvent' : 'notInsolvent';
}

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

const answered = (known: KnownInsolvency, fetchedAt: Instant, trouble: Reason | null): InsolvencyLookup => ({
  kind: 'answered',
  ...known,
  fetchedAt,
  trouble,
});
