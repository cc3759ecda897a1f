import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { csvOf, safeCell } from '../../src/lib/spreadsheets/csv.ts';
import { type SheetPiece, writeXlsx } from '../../src/lib/spreadsheets/xlsx.ts';
import { freshFolder } from '../support/storage.ts';
import { readBack } from './sheets.ts';

describe('a spreadsheet of ours', () => {
  it('holds typed strings, whatever they look like, and sheets by their names', async () => {
    const file = path.join(freshFolder(), 'nase.xlsx');
    const said = ['=1+1', '00000019', '4,2E+11', 'Žluťoučký <kůň> & "spol."', 'dva\nřádky'];
    await writeXlsx(
      file,
      (async function* (): AsyncGenerator<SheetPiece> {
        yield { sheet: 'Mostní [stavby]', widths: [20] };
        yield { row: ['Firma', 'IČO', 'Mobil', 'Popis', 'Zápis'] };
        yield { row: said };
        yield { sheet: 'mostní  stavby', widths: [] };
        yield { row: ['Firma'] };
      })(),
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const row = book.worksheets[0]?.getRow(2);
    expect([1, 2, 3, 4, 5].map((at) => row?.getCell(at).value)).toEqual(said);
    expect(row?.getCell(1).type).toBe(ExcelJS.ValueType.String);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Mostní  stavby', 'mostní  stavby 2']);
  });
});

describe('a text file of ours', () => {
  it.each([
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+HYPERLINK()', "'+HYPERLINK()"],
    ['-cmd', "'-cmd"],
    ['@SUM', "'@SUM"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['+420 601 000 123', '+420 601 000 123'],
    ['-1250,50', '-1250,50'],
    ['Říha', 'Říha'],
  ])('%j', (text, written) => {
    expect(safeCell(text)).toBe(written);
  });

  it('is read back as it was', async () => {
    const row = ['=SUM(A1)', '+420 601 000 123', 'dva\nřádky; a "uvozovky"'];
    const { rows } = await readBack(csvOf([['Firma', 'Mobil', 'Poznámka'], row]), 'vzor.csv');
    expect(rows).toEqual([[2, row]]);
  });
});
