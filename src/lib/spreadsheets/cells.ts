/** What stands in a cell of a spreadsheet of ours. */
import { daysBetween, type LocalDateTime, type PlainDate } from '../time.ts';

/** Text and numbers are themselves; `day` is a date, `local` a date with a wall-clock time. Empty text: nothing. */
export type Cell = string | number | { day: PlainDate } | { local: LocalDateTime };

/** A workbook takes no more characters in a cell, rows on a sheet. */
export const cellLimit = 32_767;
export const sheetRows = 1_048_576;

/** As an import of ours reads it back: `1250000.5`, `2027-03-15`, `2027-03-15 12:00`. */
export function textOf(cell: Cell, decimalMark: ',' | '.' = '.'): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell).replace('.', decimalMark);
  return 'day' in cell ? cell.day : cell.local.slice(0, 16).replace('T', ' ');
}

/** Days since 30 December 1899, the time of day as their fraction: how a workbook keeps dates. null: before it counts */
export function serialOf(cell: Exclude<Cell, string | number>): number | null {
  const local = 'day' in cell ? `${cell.day}T00:00` : cell.local;
  const days = daysBetween('1899-12-30' as PlainDate, local.slice(0, 10) as PlainDate);
  const minutes = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
  return days < 61 ? null : days + minutes / 1440;
}

/** `A`, `Z`, `AA` @param column from 0 */
export function letterOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : letterOf(Math.floor(column / 26) - 1) + letter;
}
