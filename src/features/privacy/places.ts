/** Every place where a person may be named: all columns of words, folded words and JSON. */
import type { Ctx } from '../../lib/context.ts';
import { fold } from '../../lib/text.ts';
import { type Matcher, scrubValue } from './matching.ts';
import type { Erased, PersonalDataPart, Sought, TableData } from './part.ts';
import type { Row } from './walking.ts';

export interface Place {
  slice: string;
  table: string;
  data: TableData;
  /** what is searched */
  columns: { name: string; holds: 'words' | 'folded' | 'json' }[];
}

export const placesOf = (parts: readonly PersonalDataPart[]): Place[] =>
  parts.flatMap(({ slice, tables }) =>
    Object.entries(tables).flatMap(([table, data]) => {
      const columns = Object.entries(data.columns).flatMap(([name, { holds }]) =>
        holds === 'nothing' ? [] : [{ name, holds }],
      );
      return columns.length > 0 ? [{ slice, table, data, columns }] : [];
    }),
  );

export const rowsOf = (ctx: Ctx, { table, data, columns }: Place) =>
  ctx.db(table).select([...data.key, ...columns.map(({ name }) => name)]);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const isNamedIn = ({ columns }: Place, row: Row, matcher: Matcher): boolean =>
  columns.some(({ name, holds }) => {
    const text = textOf(row[name]);
    return matcher.finds(text) || (holds === 'json' && matcher.finds(asWords(text)));
  });

/** What stands in neighbouring strings is read as one: a name in two cells of a table. */
const asWords = (text: string): string => text.replace(/["\\[\]{}]+/g, ' ');

export const isSuspect = ({ columns }: Place, row: Row, matcher: Matcher): boolean =>
  columns.some(({ name, holds }) => holds === 'words' && matcher.suspects(textOf(row[name])));

/** Of rows that name the person those of somebody else of that name: the name stays there. */
export async function othersAmong(
  ctx: Ctx,
  { data, columns }: Place,
  rows: Row[],
  sought: Sought,
  matcher: Matcher,
): Promise<Set<Row>> {
  if (rows.length === 0) return new Set();
  const keys = new Set((await data.othersAmong?.(ctx.db, sought, rows)) ?? []);
  const text = (row: Row) => columns.map(({ name }) => textOf(row[name])).join('\n');
  return new Set(rows.filter((row) => keys.has(row[data.key[0] as string]) || matcher.isOthers(text(row))));
}

/** What of the row changes; empty when the person is not in it. */
export function scrubbed({ columns }: Place, row: Row, matcher: Matcher, erased: Erased): Row {
  const changes: Row = {};
  for (const { name, holds } of columns) {
    const before = row[name];
    if (typeof before !== 'string' || before === '') continue;
    const after =
      holds === 'json'
        ? scrubJson(before, matcher, erased)
        : matcher.scrub(before, holds === 'folded' ? fold(erased.name) : erased.name);
    if (after !== before) changes[name] = after;
  }
  return changes;
}

function scrubJson(text: string, matcher: Matcher, erased: Erased): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What is no JSON after all is searched as words.
    return matcher.scrub(text, erased.name);
  }
  const scrub = (one: string) => matcher.scrub(one, erased.name);
  const after = scrubValue(value, scrub);
  if (after === value && !matcher.finds(asWords(text))) return text;
  // It is about the person: what stands alone in a cell is theirs too.
  return JSON.stringify(scrubValue(after, (one) => (matcher.isPart(one) ? erased.name : one)));
}
