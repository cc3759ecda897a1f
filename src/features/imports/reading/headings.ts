/** In which row the headings are: under a title, under a card with the customer's data, or nowhere. */
import type { RawRow } from './sheets.ts';

/** Whether a text is a heading that we know. */
export type Recognise = (text: string) => boolean;

/** @returns the place among the rows; null when the first one is data already */
export function findHeadings(rows: RawRow[], recognise: Recognise): number | null {
  const scored = rows.map(({ cells }) => {
    const said = cells.filter((cell) => cell !== '');
    return { known: said.filter(recognise).length, said: said.length, isData: said.some(looksLikeData) };
  });
  const best = scored.reduce(
    (found, { known, isData }, at) => (known > (scored[found]?.known ?? 0) && !isData ? at : found),
    0,
  );
  const { known = 0, isData = true } = scored[best] ?? {};
  if (
    known >= 2 ||
    (known === 1 && !isData && scored[best]?.said === 1 && rows.length > 1 && widest(rows) === 1)
  )
    return best;
  // A card above a table has labels in one column; a table's headings stand beside each other.
  const first = scored.findIndex(({ said }) => said >= 2);
  if (first >= 0 && !scored[first]?.isData && rows.length > first + 1 && differs(rows, first)) return first;
  return known === 1 ? best : null;
}

const widest = (rows: RawRow[]): number => Math.max(...rows.map(({ cells }) => cells.filter(Boolean).length));

/** An address, a number of some length, a date: no heading holds them. */
const looksLikeData = (text: string): boolean =>
  /@[^@\s]+\.|\d{6,}|\d{3} \d{3} \d{3}|^\d{4}-\d\d-\d\d|^\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}$/.test(text);

/** Headings are words where what stands below them are not only words. */
const differs = (rows: RawRow[], at: number): boolean => {
  const isWordy = ({ cells }: RawRow) => cells.filter(Boolean).every((cell) => !/\d/.test(cell));
  return isWordy(rows[at] as RawRow) && rows.slice(at + 1).some((row) => !isWordy(row));
};
