/** Rows as text that Excel here opens by itself: semicolons, and the mark of UTF-8 at the beginning. */
import { type Cell, textOf } from './cells.ts';

/** A number, or phones as people write them: they begin with + or - and run nothing. */
const harmless = /^([+-]?\d+([.,]\d+)?|\+\d[\d ]{6,20}(; \+?\d[\d ]{6,20})*)$/;

/** A text that a spreadsheet would take for a formula gets an apostrophe, which an import takes away again. */
export const safeCell = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !harmless.test(text) ? `'${text}` : text;

export const byteOrderMark = '\ufeff';

/** With the end of its line. @param decimalMark as the reader's Excel has it */
export const csvLine = (row: Cell[], decimalMark: ',' | '.' = '.'): string =>
  `${row.map((cell) => quoted(safeCell(textOf(cell, decimalMark)))).join(';')}\r\n`;

export const csvOf = (rows: string[][]): string =>
  `${byteOrderMark}${rows.map((row) => csvLine(row)).join('')}`;

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
