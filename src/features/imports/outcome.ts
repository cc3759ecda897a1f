/** What came of rows, counted. */
import { type Counts, type RowOutcome, type RowSaid, skipCodes } from './model.ts';

/** A row is as new as the newest thing in it. */
export function outcomeOf({ steps, why }: RowSaid): RowOutcome {
  if (why.length > 0) return why.every(({ code }) => skipCodes.includes(code)) ? 'skipped' : 'failed';
  if (steps.some(({ does }) => does === 'created')) return 'created';
  if (steps.some(({ does }) => does === 'updated')) return 'updated';
  return steps.length > 0 ? 'same' : 'blank';
}

export function counted(counts: Counts, said: RowSaid): Counts {
  const next = { ...counts };
  const outcome = outcomeOf(said);
  next[outcome] = (next[outcome] ?? 0) + 1;
  if (outcome === 'failed' || outcome === 'skipped') return next;
  if (said.past) next.past = (next.past ?? 0) + 1;
  for (const { kind, does } of said.steps) {
    const key = `${kind}.${does}` as const;
    next[key] = (next[key] ?? 0) + 1;
  }
  return next;
}
