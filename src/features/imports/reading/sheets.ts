/** What a file's sheets are made of: what stands above the headings, the headings, the rows under them. */
import { letterOf } from '../../../lib/spreadsheets/cells.ts';
import { findHeadings, type Recognise } from './headings.ts';
import { columnLimit, refuseFile, rowLimit } from './refused.ts';

export interface RawRow {
  /** as the spreadsheet numbers it */
  row: number;
  /** empty text where there is nothing */
  cells: string[];
}

export interface RawSheet {
  name: string;
  rows(take: (row: RawRow) => void | Promise<void>): Promise<void>;
}

export interface SheetHead {
  index: number;
  name: string;
  /** of the row with the headings; 0: there is none */
  headingRow: number;
  /** of each column; letters where there are no headings */
  headings: string[];
  /** a label and what is said of it, from above the headings: `IČO: 00000019` */
  card: [string, string][];
}

export type Piece = { kind: 'sheet'; sheet: SheetHead } | { kind: 'rows'; sheet: number; rows: RawRow[] };

/** So many rows are looked through for the headings. */
const headRows = 30;
const atOnce = 200;

/**
 * Hands over each sheet's head, then its rows by a few hundred.
 * @throws FileRefused onlyHeadings, columns, rows
 */
export async function readSheets(
  sheets: RawSheet[],
  recognise: Recognise,
  hand: (piece: Piece) => Promise<void>,
): Promise<void> {
  let rows = 0;
  let seen = 0;
  for (const [index, sheet] of sheets.entries()) {
    const read = await readSheet(sheet, index, recognise, async (piece) => {
      if (piece.kind === 'rows') rows += piece.rows.length;
      if (rows > rowLimit) refuseFile('rows', { limit: rowLimit });
      await hand(piece);
    });
    seen += read;
  }
  if (seen === 0) refuseFile('empty', {});
  if (rows === 0) refuseFile('onlyHeadings', {});
}

async function readSheet(
  sheet: RawSheet,
  index: number,
  recognise: Recognise,
  hand: (piece: Piece) => Promise<void>,
): Promise<number> {
  let first: RawRow[] | null = [];
  let width = 0;
  let waiting: RawRow[] = [];
  let seen = 0;
  const begin = async () => {
    const { head, body } = headOf(sheet.name, index, first ?? [], recognise);
    first = null;
    width = head.headings.length;
    await hand({ kind: 'sheet', sheet: head });
    waiting = body.map((row) => ({ ...row, cells: row.cells.slice(0, width) }));
  };
  const flush = async (over: number) => {
    while (waiting.length > over) await hand({ kind: 'rows', sheet: index, rows: waiting.splice(0, atOnce) });
  };
  await sheet.rows(async ({ row, cells }) => {
    if (!cells.some((cell) => cell !== '')) return;
    seen += 1;
    if (first) {
      first.push({ row, cells });
      if (first.length < headRows) return;
      await begin();
    } else {
      const kept = cells.slice(0, width);
      if (kept.some((cell) => cell !== '')) waiting.push({ row, cells: kept });
    }
    await flush(atOnce - 1);
  });
  if (seen === 0) return 0;
  if (first) await begin();
  await flush(0);
  return seen;
}

function headOf(name: string, index: number, rows: RawRow[], recognise: Recognise) {
  const at = findHeadings(rows, recognise);
  const heading = at === null ? null : (rows[at] as RawRow);
  const body = at === null ? rows : rows.slice(at + 1);
  const named = heading?.cells.filter((cell) => cell !== '').length ?? 0;
  const width = heading
    ? lastFilled(heading.cells)
    : Math.max(0, ...body.map(({ cells }) => lastFilled(cells)));
  const count = heading ? named : width;
  if (count > columnLimit) refuseFile('columns', { count, limit: columnLimit });
  const columns = Array.from({ length: Math.min(width, columnLimit) }, (_, column) => column);
  const head: SheetHead = {
    index,
    name,
    headingRow: heading?.row ?? 0,
    headings: columns.map((column) => heading?.cells[column] || letterOf(column)),
    card: at === null ? [] : cardOf(rows.slice(0, at)),
  };
  return { head, body };
}

const lastFilled = (cells: string[]): number => cells.findLastIndex((cell) => cell !== '') + 1;

/** `Firma: Kovovýroba H` in one cell, or a label beside its value. */
function cardOf(rows: RawRow[]): [string, string][] {
  return rows.flatMap(({ cells }) => {
    const said = cells.filter((cell) => cell !== '');
    const [label = '', value = ''] = said;
    if (said.length === 2) return [[label.replace(/\s*:$/, ''), value] as [string, string]];
    const [, before, after] = /^([^:]{2,40}):\s*(.+)$/.exec(said.length === 1 ? label : '') ?? [];
    return before && after ? [[before, after] as [string, string]] : [];
  });
}
