/** Spreadsheets as customers' machines write them, made in memory and put into a folder that goes with the test. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { isKnownHeading } from '../../src/features/imports/columns.ts';
import { readSpreadsheet } from '../../src/features/imports/reading/open.ts';
import { FileRefused } from '../../src/features/imports/reading/refused.ts';
import type { SheetHead } from '../../src/features/imports/reading/sheets.ts';
import type { ZipLimits } from '../../src/features/imports/reading/zip.ts';
import { freshFolder } from '../support/storage.ts';

export type Cell = string | number | boolean | Date | null | ExcelJS.CellValue;

/** @param shape the rest: merged cells, formats */
export async function xlsxOf(
  sheets: Record<string, Cell[][]>,
  shape: (book: ExcelJS.Workbook) => void = () => {},
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows);
  shape(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

/** A workbook of one sheet, part by part, for what no library writes. */
export function handMadeXlsx(sheet: string, more: Record<string, string> = {}, book = ''): Buffer {
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook>${book}<sheets><sheet name="List1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', '/xl/worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', 'sharedStrings.xml')}${relation('r3', 'styles', 'styles.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
}

export function fileOf(content: Buffer | string, name = 'zakaznici.xlsx'): string {
  const file = path.join(freshFolder(), name);
  writeFileSync(file, content);
  return file;
}

export interface ReadBack {
  heads: SheetHead[];
  /** row numbers and cells */
  rows: [number, string[]][];
}

export async function readBack(
  content: Buffer | string,
  name = 'zakaznici.xlsx',
  limits?: ZipLimits,
): Promise<ReadBack> {
  const heads: SheetHead[] = [];
  const rows: [number, string[]][] = [];
  await readSpreadsheet(
    fileOf(content, name),
    name,
    (text) => isKnownHeading(text),
    async (piece) => {
      if (piece.kind === 'sheet') heads.push(piece.sheet);
      else for (const { row, cells } of piece.rows) rows.push([row, cells]);
    },
    limits,
  );
  return { heads, rows };
}

/** Why the file is not read; `read` when it is. */
export async function refusalOf(
  content: Buffer | string,
  name?: string,
  limits?: ZipLimits,
): Promise<string> {
  try {
    await readBack(content, name, limits);
    return 'read';
  } catch (error) {
    if (error instanceof FileRefused) return error.reason.problem;
    throw error;
  }
}
