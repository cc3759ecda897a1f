import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { usualLimits } from '../../src/features/imports/reading/zip.ts';
import { handMadeXlsx, readBack, refusalOf, xlsxOf } from './sheets.ts';

const headings = ['Firma', 'IČO', 'Kontaktní osoba', 'E-mail', 'Mobil'];
const bridge = [
  'Mostní stavby Brno, a.s.',
  '00000019',
  'Petr Říha',
  'riha@mostni.example',
  '+420 601 000 123',
];

describe('a workbook', () => {
  it('gives its headings and its rows with the numbers that Excel shows', async () => {
    const { heads, rows } = await readBack(await xlsxOf({ Zákazníci: [headings, bridge] }));
    expect(heads).toMatchObject([{ name: 'Zákazníci', headingRow: 1, headings }]);
    expect(rows).toEqual([[2, bridge]]);
  });

  it('finds the headings in row 3, under a title and an empty row', async () => {
    const { heads, rows } = await readBack(
      await xlsxOf({ List1: [['Přehled zákazníků 2026'], [], headings, bridge] }, (book) =>
        book.getWorksheet('List1')?.mergeCells('A1:E1'),
      ),
    );
    expect(heads[0]).toMatchObject({ headingRow: 3, headings });
    expect(rows).toEqual([[4, bridge]]);
  });

  it('takes values of formulas, words of rich text and of links, and numbers in full', async () => {
    const { rows } = await readBack(
      await xlsxOf({
        List1: [
          ['Firma', 'Hodnota', 'Mobil', 'Web', 'Poznámka'],
          [
            { richText: [{ text: 'Kovo' }, { text: 'výroba H', font: { bold: true } }] },
            { formula: 'A1*2', result: 1250000.5 } as never,
            420601000012,
            { text: 'kovovyroba-h.example', hyperlink: 'https://kovovyroba-h.example' },
            { formula: 'IF(1,2)', result: 'zavolat' } as never,
          ],
        ],
      }),
    );
    expect(rows).toEqual([
      [2, ['Kovovýroba H', '1250000.5', '420601000012', 'kovovyroba-h.example', 'zavolat']],
    ]);
  });

  it.each([
    [false, 46082],
    [true, 46082 - 1462],
  ])('reads dates by its own calendar (from 1904: %s)', async (is1904, serial) => {
    const book = handMadeXlsx(
      `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Firma</t></is></c><c r="B1" t="inlineStr"><is><t>Termín</t></is></c></row>
       <row r="2"><c r="A2" t="inlineStr"><is><t>Mostní stavby</t></is></c><c r="B2" s="1"><v>${serial}</v></c></row>
       <row r="3"><c r="A3" t="inlineStr"><is><t>Kovovýroba</t></is></c><c r="B3" s="2"><v>${serial}.5</v></c></row></sheetData></worksheet>`,
      {
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-405]d\\. m\\. yyyy\\ h:mm;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
      },
      is1904 ? '<workbookPr date1904="1"/>' : '',
    );
    const { rows } = await readBack(book);
    expect(rows.map(([, cells]) => cells[1])).toEqual(['2026-03-01', '2026-03-01T12:00']);
  });

  it('repeats the company of cells merged downwards for each of its people', async () => {
    const { rows } = await readBack(
      await xlsxOf({ List1: [headings, bridge, ['', '', 'Jana Malá', 'mala@mostni.example', '']] }, (book) =>
        book.getWorksheet('List1')?.mergeCells('A2:A3'),
      ),
    );
    expect(rows[1]).toEqual([3, ['Mostní stavby Brno, a.s.', '', 'Jana Malá', 'mala@mostni.example']]);
  });

  it('keeps letters with diacritics whole wherever the file is cut, and shares strings by the thousand', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `Žluťoučký kůň číslo ${index}, s.r.o.`);
    const strings = ['Firma', 'IČO', ...names].map((text) => `<si><t>${text}</t></si>`).join('');
    const rows = names.map(
      (_, index) => `<row r="${index + 2}"><c r="A${index + 2}" t="s"><v>${index + 2}</v></c></row>`,
    );
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>${rows.join('')}</sheetData></worksheet>`;
    const read = await readBack(handMadeXlsx(sheet, { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }));
    expect(read.rows.map(([, [name]]) => name)).toEqual(names);
  });

  it('reads each sheet, leaves out hidden ones, and a card above a table', async () => {
    const { heads } = await readBack(
      await xlsxOf(
        {
          'Mostní stavby': [
            ['IČO:', '00000019'],
            ['Datum', 'Zápis'],
            ['1. 3. 2026', 'schůzka'],
          ],
          Tajný: [['Firma'], ['nic']],
        },
        (book) => {
          const sheet = book.getWorksheet('Tajný');
          if (sheet) sheet.state = 'hidden';
        },
      ),
    );
    expect(heads).toMatchObject([
      { name: 'Mostní stavby', card: [['IČO', '00000019']], headings: ['Datum', 'Zápis'] },
    ]);
  });

  it('keeps no birth number, whether it hides in a tax number or stands in the open', async () => {
    const { rows } = await readBack(
      await xlsxOf({
        List1: [
          ['Firma', 'DIČ', 'Rodné číslo', 'Poznámka'],
          ['Jan Dvořák', 'CZ7804011234', '780401/1234', 'RČ 785401/1233'],
          ['Skupina', 'CZ699000019', '', 'účet 123456/0100'],
        ],
      }),
    );
    const said = JSON.stringify(rows);
    expect(said).not.toMatch(/780401|785401/);
    expect(said).toContain('CZ699000019');
    expect(said).toContain('123456/0100');
  });

  it.each(['DIČ:', 'DIČ firmy', 'DIČ 2', 'IČ/DIČ', 'DIČ (CZ)', 'Tax ID', 'Rodné č.', 'RČ jednatele'])(
    'hides bare birth numbers under the heading %s',
    async (heading) => {
      const { rows } = await readBack(
        await xlsxOf({
          List1: [
            ['Firma', heading, 'Poznámka'],
            ['Jan Dvořák', '7801012345', 'jednatel RČ 7801012345, DIČ: 7801012345, tel. 605112345'],
          ],
        }),
      );
      expect(JSON.stringify(rows)).not.toContain('7801012345');
      expect(JSON.stringify(rows)).toContain('605112345');
    },
  );

  it('tells an amount with three decimals from a thousand', async () => {
    const { rows } = await readBack(
      await xlsxOf({
        List1: [
          ['Firma', 'Hodnota'],
          ['Novák', 1.255],
        ],
      }),
    );
    expect(rows[0]?.[1]).toEqual(['Novák', '1.2550']);
  });

  it('leaves a Slovak DIČ as it is, and hides a birth number however it is written', async () => {
    const { rows } = await readBack(
      await xlsxOf({
        List1: [
          ['Firma', 'DIČ', 'IČ DPH', 'Poznámka'],
          ['Mostárne Žilina, s.r.o.', '2020317068', '', ''],
          ['Kováč Martin', '1021234560', 'SK1021234560', ''],
          ['Jan Dvořák', '7801012345', '', 'DIČ: CZ7804011234, volat ráno'],
          ['Eva Malá', 'CZ-785101/2345', 'CZ 785101 2345', ''],
        ],
      }),
    );
    expect(rows.map(([, cells]) => cells.slice(1))).toEqual([
      ['2020317068'],
      ['1021234560', 'SK1021234560'],
      ['CZ••••••••••', '', 'DIČ: CZ••••••••••, volat ráno'],
      ['CZ••••••••••', 'CZ••••••••••'],
    ]);
  });
});

describe('a text file', () => {
  const csv = (delimiter: string) =>
    [headings, bridge].map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join('\r\n');

  it.each([[';'], [','], ['\t']])('divided by %j is read', async (delimiter) => {
    const { heads, rows } = await readBack(csv(delimiter), 'kontakty.csv');
    expect(heads[0]).toMatchObject({ name: 'kontakty', headings });
    expect(rows).toEqual([[2, bridge]]);
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${csv(';')}`)],
    ['windows-1250', Buffer.from(latin2(csv(';')))],
    ['UTF-16', Buffer.from(`\ufeff${csv(';')}`, 'utf16le')],
    ['Excel, which names its delimiter', Buffer.from(`sep=;\r\n${csv(';')}`)],
  ])('in %s keeps its diacritics', async (_, content) => {
    const { heads, rows } = await readBack(content, 'kontakty.csv');
    expect(heads[0]?.headings).toEqual(headings);
    expect(rows[0]?.[1]).toEqual(bridge);
  });

  it('loses the apostrophe that kept a formula from running, and keeps what was meant', async () => {
    const { rows } = await readBack("Firma;Mobil\n'=SUM(A1);'+420 601 000 123\nd'Artagnan;'601\n", 'a.csv');
    expect(rows.map(([, cells]) => cells)).toEqual([
      ['=SUM(A1)', '+420 601 000 123'],
      ["d'Artagnan", "'601"],
    ]);
  });

  it('has lines where Excel wrote how they end', async () => {
    const rows = [
      ['Firma', 'Poznámka'],
      ['Mosty', 'Volat ráno._x000D_\nJinak večer._x000d_Nebo zítra.'],
    ];
    const read = await readBack(await xlsxOf({ List: rows }), 'a.xlsx');
    expect(read.rows[0]?.[1][1]).toBe('Volat ráno.\nJinak večer.\nNebo zítra.');
  });

  it('without headings calls its columns by letters', async () => {
    const { heads, rows } = await readBack(
      'Mostní stavby;riha@mostni.example\nKovovýroba;jan@kovo.example\n',
      'a.csv',
    );
    expect(heads[0]).toMatchObject({ headingRow: 0, headings: ['A', 'B'] });
    expect(rows).toHaveLength(2);
  });
});

describe('what is no list of customers is refused with what it is', () => {
  const compound = (word: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024), Buffer.from(word, 'utf16le')]);

  it.each([
    ['empty', ''],
    ['empty', '\r\n \r\n'],
    ['onlyHeadings', 'Firma;IČO\n'],
    ['html', '<html><table><tr><td>Firma</td></tr></table></html>'],
    ['html', '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'],
    ['notASpreadsheet', '%PDF-1.7'],
    ['oldExcel', compound('Workbook')],
    ['password', compound('EncryptedPackage')],
    ['damaged', Buffer.from('PK\x03\x04 and nothing more')],
    [
      'columns',
      `${Array.from({ length: 1000 }, (_, n) => `Sloupec ${n}`).join(';')}\n${'x;'.repeat(1000)}1\n`,
    ],
  ])('%s', async (problem, content) => {
    expect(await refusalOf(content, 'soubor.xls')).toBe(problem);
  });

  it('an empty workbook, and one with nothing but headings', async () => {
    expect(await refusalOf(await xlsxOf({ List1: [] }))).toBe('empty');
    expect(await refusalOf(await xlsxOf({ List1: [headings] }))).toBe('onlyHeadings');
  });

  it('a zip bomb, by what it says of itself and by what comes out of it', async () => {
    const bomb = handMadeXlsx(`<worksheet><sheetData>${' '.repeat(20_000_000)}</sheetData></worksheet>`);
    expect(await refusalOf(bomb)).toBe('bomb');
    // It says that a hundred bytes come out.
    const liar = Buffer.from(bomb);
    const entry = liar.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    liar.writeUInt32LE(100, entry + 24);
    expect(await refusalOf(liar)).toBe('bomb');
    expect(
      await refusalOf(await xlsxOf({ List1: [headings, bridge] }), 'a.xlsx', { ...usualLimits, parts: 3 }),
    ).toBe('bomb');
  });

  it('XML with entities of its own', async () => {
    expect(
      await refusalOf(handMadeXlsx('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>')),
    ).toBe('damaged');
  });

  it('a part that breaks off', async () => {
    const half = deflateRawSync(Buffer.from('x'.repeat(1000))).subarray(0, 5);
    const book = handMadeXlsx('<worksheet/>');
    half.copy(book, book.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length);
    expect(await refusalOf(book)).toMatch(/damaged|empty/);
  });
});

/** The letters of windows-1250 that stand in these tests. */
function latin2(text: string): number[] {
  const letters: Record<string, number> = { Č: 0xc8, í: 0xed, Ř: 0xd8, á: 0xe1 };
  return [...text].map((letter) => letters[letter] ?? letter.charCodeAt(0));
}
