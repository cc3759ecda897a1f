/** To the second of two who edit one record in a form of plain texts: who changed what, line by line. */
import type { FieldChange } from '../events/changes.ts';
import type { Reader } from '../i18n/reader.ts';
import { cut } from '../lib/text.ts';
import { bold, esc } from './blocks.ts';

/** @param since the sentence above the lines @param names of people, by our ids @param labels of the form's fields */
export function changedNotice(
  since: string,
  changes: FieldChange[],
  names: Map<number, string>,
  labels: Record<string, string>,
  { t }: Reader,
): string {
  const words = t.deals.changed;
  const value = (text: unknown) =>
    text === null || text === '' ? words.nothing : esc(cut(String(text), 80));
  const lines = changes.map(({ field, from, to, by }) => {
    const who = by === null ? 'Vizitka' : (names.get(by) ?? '?');
    return words.line(bold(esc(who)), labels[field] ?? field, value(from), value(to));
  });
  return [`⚠️ ${since}`, ...lines].join('\n');
}

/** Fields that others changed and this person left alone: they are shown anew. */
export const leftAlone = (typed: object, changes: FieldChange[]): string[] =>
  changes
    .filter(({ field, from }) => ((typed as Record<string, unknown>)[field] ?? null) === (from ?? null))
    .map(({ field }) => field);
