/** One answer of the insolvency register is news; two alike, at least an hour apart, decide. */
import { z } from 'zod';
import { type Instant, minutesBetween } from '../../lib/time.ts';
import { InsolvencyCase } from './isir-answer.ts';

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

export const apartMinutes = 60;

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
