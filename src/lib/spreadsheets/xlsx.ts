/** Spreadsheets of ours: text is always a typed string, so that nothing in it runs or turns into a number. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { cut } from '../text.ts';
import { type Cell, cellLimit, letterOf, serialOf, textOf } from './cells.ts';

/**
 * Sheets one after another, a row at a time. The first row of each is its heading. A `list` keeps each record on one
 * line and has a filter; otherwise long texts are wrapped.
 */
export type SheetPiece = { sheet: string; widths: number[]; list?: boolean } | { row: Cell[] };

export async function writeXlsx(file: string, pieces: AsyncIterable<SheetPiece>): Promise<void> {
  const out = createWriteStream(file, { mode: 0o600 });
  let trouble: Error | null = null;
  // A full disk, mostly; without a listener it would end the process.
  out.on('error', (error) => {
    trouble = error;
  });
  const zip = new Zip((error, chunk, isLast) => {
    if (error) trouble = error;
    else out.write(chunk);
    if (isLast) out.end();
  });
  const names: string[] = [];
  let part: ZipDeflate | null = null;
  let row = 0;
  let filtered: number | null = null;
  const endSheet = () => {
    const filter = filtered && row > 0 ? `<autoFilter ref="A1:${letterOf(filtered - 1)}${row}"/>` : '';
    part?.push(strToU8(`</sheetData>${filter}</worksheet>`), true);
    part = null;
  };
  try {
    for await (const piece of pieces) {
      if (trouble) throw trouble;
      if ('sheet' in piece) {
        endSheet();
        names.push(sheetName(piece.sheet, names));
        part = begun(zip, `xl/worksheets/sheet${names.length}.xml`);
        part.push(strToU8(sheetHead(piece.widths)));
        row = 0;
        filtered = piece.list ? piece.widths.length : null;
      } else if (part) {
        row += 1;
        part.push(strToU8(rowXml(row, piece.row, filtered === null)));
      }
      if (out.writableNeedDrain) await once(out, 'drain');
    }
    endSheet();
    for (const [name, text] of Object.entries(bookParts(names))) begun(zip, name).push(strToU8(text), true);
    zip.end();
    if (!out.closed) await once(out, 'close');
    if (trouble) throw trouble;
  } catch (error) {
    out.destroy();
    throw error;
  }
}

function begun(zip: Zip, name: string): ZipDeflate {
  const part = new ZipDeflate(name, { level: 6 });
  zip.add(part);
  return part;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

const sheetHead = (widths: number[]): string =>
  `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${
    widths.length > 0
      ? `<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
      : ''
  }<sheetData>`;

function rowXml(row: number, cells: Cell[], wraps: boolean): string {
  const text = row === 1 ? styleOf.heading : wraps ? styleOf.wrapped : styleOf.text;
  const filled = cells.map((cell, at) => (cell === '' ? '' : cellXml(`${letterOf(at)}${row}`, cell, text)));
  return `<row r="${row}">${filled.join('')}</row>`;
}

function cellXml(place: string, cell: Cell, text: number): string {
  if (typeof cell === 'number') return `<c r="${place}" s="${styleOf.number}"><v>${cell}</v></c>`;
  const serial = typeof cell === 'string' ? null : serialOf(cell);
  if (typeof cell !== 'string' && serial !== null)
    return `<c r="${place}" s="${'day' in cell ? styleOf.day : styleOf.local}"><v>${serial}</v></c>`;
  const said = escaped(cut(textOf(cell), cellLimit));
  return `<c r="${place}" s="${text}" t="inlineStr"><is><t xml:space="preserve">${said}</t></is></c>`;
}

const escaped = (text: string): string =>
  text
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** 31 characters, without `[]:*?/\`, none twice. */
function sheetName(name: string, taken: string[]): string {
  const bare =
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'|'$/g, '')
      .trim()
      .slice(0, 31) || 'List';
  for (let n = 1; ; n += 1) {
    const ending = n === 1 ? '' : ` ${n}`;
    const one = `${bare.slice(0, 31 - ending.length)}${ending}`;
    if (!taken.some((other) => other.toLowerCase() === one.toLowerCase())) return one;
  }
}

/** Text has the format of text, so that what is typed into it later stays text; dates look as the reader's Excel has them. */
const styleOf = { heading: 1, wrapped: 2, text: 3, number: 4, day: 5, local: 6 } as const;
const formats = [
  '<xf numFmtId="0" fontId="0"/>',
  '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>',
  '<xf numFmtId="49" fontId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="0" fontId="0"/>',
  '<xf numFmtId="14" fontId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="22" fontId="0" applyNumberFormat="1"/>',
];
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`;

function bookParts(names: string[]): Record<string, string> {
  const sheets = names.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`,
  );
  const links = names.map(
    (_, at) =>
      `<Relationship Id="r${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const types = names.map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  return {
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/styles.xml': styles,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships">${links.join('')}<Relationship Id="styles" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${types.join('')}</Types>`,
  };
}
