/** Rows of a workbook's sheets, one after another, whatever the order of the parts in the file. */
import type { FileHandle } from 'node:fs/promises';
import { cleanCell, columnOf, dateOfSerial, plainNumber } from './cell-values.ts';
import { listMerges, type Merge } from './merges.ts';
import { columnLimit } from './refused.ts';
import type { RawRow, RawSheet } from './sheets.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { attributeOf, readXml } from './xml.ts';
import { openZip, type Zip, type ZipLimits } from './zip.ts';

/** @throws FileRefused damaged, password, bomb */
export async function openXlsx(file: FileHandle, limits?: ZipLimits): Promise<RawSheet[]> {
  const zip = await openZip(file, limits);
  const workbook = await readWorkbook(zip);
  return workbook.sheets.map(({ name, part }) => ({
    name,
    rows: (take) => readRows(zip, workbook, part, take),
  }));
}

async function readRows(
  zip: Zip,
  workbook: Workbook,
  part: Workbook['sheets'][number]['part'],
  take: (row: RawRow) => void | Promise<void>,
): Promise<void> {
  const merges = await listMerges(zip.read(part));
  const ready: RawRow[] = [];
  const reader = sheetReader(workbook, merges, (row) => ready.push(row));
  async function* paced() {
    for await (const chunk of zip.read(part)) {
      yield chunk;
      for (const row of ready.splice(0)) await take(row);
    }
  }
  await readXml(paced(), reader);
  for (const row of ready.splice(0)) await take(row);
}

function sheetReader(workbook: Workbook, merges: Merge[], take: (row: RawRow) => void) {
  const held = mergedColumns(merges);
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let type = '';
  let style = 0;
  let value = '';
  let inline = '';
  let into: 'value' | 'inline' | null = null;
  let isReading = false;
  return {
    open(element: string, attributes: string) {
      if (element === 'row') {
        row = Number(attributeOf(attributes, 'r')) || row + 1;
        column = -1;
        cells = [];
      } else if (element === 'c') {
        const place = attributeOf(attributes, 'r');
        column = place ? columnOf(place) : column + 1;
        type = attributeOf(attributes, 't') ?? 'n';
        style = Number(attributeOf(attributes, 's') ?? 0);
        value = '';
        inline = '';
      } else if (element === 'v') into = 'value';
      else if (element === 'rPh') isReading = true;
      else if (element === 't' && !isReading) into = 'inline';
    },
    text(piece: string) {
      if (into === 'value') value += piece;
      else if (into === 'inline') inline += piece;
    },
    close(element: string) {
      if (element === 'v' || element === 't') into = null;
      else if (element === 'rPh') isReading = false;
      else if (element === 'c') {
        const text = cleanCell(type === 'inlineStr' ? inline : said(value, type, style));
        // One more than is taken, so that a sheet that is too wide can be told so.
        if (text && column <= columnLimit * 10) cells[column] = text;
      } else if (element === 'row') take({ row, cells: held(row, filled(cells)) });
    },
  };

  /** A formula counts with the value that was computed last. */
  function said(text: string, kind: string, styled: number): string {
    if (text === '') return '';
    if (kind === 's') return workbook.strings.at(Number(text));
    if (kind === 'b') return text === '1' ? 'true' : 'false';
    if (kind === 'd') return text.replace(/:\d\d(\.\d+)?Z?$/, '').replace(/T00:00$/, '');
    if (kind !== 'n') return text;
    const day = workbook.dates[styled] ? dateOfSerial(Number(text), workbook.is1904) : null;
    return day ?? plainNumber(text);
  }
}

const filled = (cells: string[]): string[] => Array.from(cells, (cell) => cell ?? '');

/** Cells merged downwards: the value above holds for each row. */
function mergedColumns(merges: Merge[]): (row: number, cells: string[]) => string[] {
  let next = 0;
  let open: { merge: Merge; value: string }[] = [];
  return (row, cells) => {
    open = open.filter(({ merge }) => merge.to >= row);
    for (const { merge, value } of open) {
      while (cells.length <= merge.column) cells.push('');
      cells[merge.column] ||= value;
    }
    for (; (merges[next]?.from ?? Infinity) <= row; next++) {
      const merge = merges[next] as Merge;
      if (merge.from === row && cells[merge.column])
        open.push({ merge, value: cells[merge.column] as string });
    }
    return cells;
  };
}
