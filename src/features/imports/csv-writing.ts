/** Rows as text that Excel here opens by itself: semicolons, and the mark of UTF-8 at the beginning. */

/** A number, or a phone as people write it: they begin with + or - and run nothing. */
const harmless = /^([+-]?\d+([.,]\d+)?|\+\d[\d ]{6,20})$/;

/** A text that a spreadsheet would take for a formula gets an apostrophe, which an import takes away again. */
export const safeCell = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !harmless.test(text) ? `'${text}` : text;

export const csvOf = (rows: string[][]): string =>
  `\ufeff${rows.map((row) => row.map((cell) => quoted(safeCell(cell))).join(';')).join('\r\n')}\r\n`;

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
