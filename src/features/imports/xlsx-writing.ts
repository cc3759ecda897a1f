/** Spreadsheets of ours: every cell is a typed string, so that nothing in it runs or turns into a number. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { columnLimit } from './reading/refused.ts';
import { letterOf } from './reading/sheets.ts';

/** Sheets one after another, a row at a time. The first row of each is its heading. */
export type SheetPiece = { sheet: string; widths: number[] } | { row: string[] };

export async function writeXlsx(file: string, pieces: AsyncIterable<SheetPiece>): Promise<void> {
  const out = createWriteStream(file);
  let trouble: Error | null = null;
  const zip = new Zip((error, chunk, isLast) => {
    if (error) trouble = error;
    else out.write(chunk);
    if (isLast) out.end();
  });
  const names: string[] = [];
  let part: ZipDeflate | null = null;
  let row = 0;
  const endSheet = () => {
    part?.push(strToU8('</sheetData></worksheet>'), true);
    part = null;
  };
  for await (const piece of pieces) {
    if (trouble) throw trouble;
    if ('sheet' in piece) {
      endSheet();
      names.push(sheetName(piece.sheet, names));
      part = begun(zip, `xl/worksheets/sheet${names.length}.xml`);
      part.push(strToU8(sheetHead(piece.widths)));
      row = 0;
    } else if (part) {
      row += 1;
      part.push(strToU8(rowXml(row, piece.row)));
    }
    if (out.writableNeedDrain) await once(out, 'drain');
  }
  endSheet();
  for (const [name, text] of Object.entries(bookParts(names))) begun(zip, name).push(strToU8(text), true);
  zip.end();
  await once(out, 'close');
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

function rowXml(row: number, cells: string[]): string {
  const style = row === 1 ? 1 : 2;
  const filled = cells
    .slice(0, columnLimit + 4)
    .map((text, at) =>
      text === ''
        ? ''
        : `<c r="${letterOf(at)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    );
  return `<row r="${row}">${filled.join('')}</row>`;
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

/** Style 1: bold, of headings; 2: text, so that what is typed into it later stays text. */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

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
