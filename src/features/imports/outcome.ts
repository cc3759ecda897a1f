/** What came of rows, counted. */
import type { Counts, RowOutcome, RowSaid } from './model.ts';

/** A row is as new as the newest thing in it. */
export function outcomeOf({ steps, why }: RowSaid): RowOutcome {
  if (why.length > 0) return 'failed';
  if (steps.some(({ does }) => does === 'created')) return 'created';
  if (steps.some(({ does }) => does === 'updated')) return 'updated';
  return steps.length > 0 ? 'same' : 'blank';
}

export function counted(counts: Counts, said: RowSaid): Counts {
  const next = { ...counts };
  const outcome = outcomeOf(said);
  next[outcome] = (next[outcome] ?? 0) + 1;
  if (outcome === 'failed') return next;
  for (const { kind, does } of said.steps) {
    const key = `${kind}.${does}` as const;
    next[key] = (next[key] ?? 0) + 1;
  }
  return next;
}
