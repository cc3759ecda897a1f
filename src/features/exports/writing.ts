/** An export as a file, page by page: however many rows there are, a few hundred of them are in memory. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type Reader, readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { keepingTidy } from '../../lib/garbage.ts';
import { type Cell, sheetRows } from '../../lib/spreadsheets/cells.ts';
import { byteOrderMark, csvLine } from '../../lib/spreadsheets/csv.ts';
import { type SheetPiece, writeXlsx } from '../../lib/spreadsheets/xlsx.ts';
import { exportableFields, exportFieldCells, type FieldColumn } from '../fields/exchange-service.ts';
import { type FieldKindKey, labelIn } from '../fields/model.ts';
import { activitySource } from './activities.ts';
import type { Source } from './columns.ts';
import { companySource } from './companies.ts';
import { contactSource } from './contacts.ts';
import { dealSource } from './deals.ts';
import { leadSource } from './leads.ts';
import type { ExportKind, Wanted } from './model.ts';

const atOnce = 200;
/** Between them others get their turn: a click waits for some milliseconds. */
const inOneGo = 25;

type AnySource = Source<{ id: number }>;
const sources = {
  deals: dealSource,
  companies: companySource,
  contacts: contactSource,
  leads: leadSource,
  activities: activitySource,
} as unknown as Record<ExportKind, (ctx: Ctx, wanted: Wanted) => AnySource>;

/** Whose own fields stand behind the others. */
const fieldKinds: Record<ExportKind, FieldKindKey | null> = {
  deals: 'deal',
  companies: 'company',
  contacts: 'contact',
  leads: 'lead',
  activities: null,
};

/** @param ctx acts as the one who takes it away @returns how many records are in it; with none there is no file */
export async function writeExport(ctx: Ctx, wanted: Wanted, file: string): Promise<number> {
  const table = await openTable(ctx, wanted);
  if (table.first.length === 0) return 0;
  if (wanted.format === 'csv') await writeCsv(file, table, readerOf(ctx));
  else await writeXlsx(file, sheetsOf(table, wanted, readerOf(ctx)));
  return table.count();
}

interface Table {
  headings: string[];
  widths: number[];
  first: { id: number }[];
  rows(): AsyncGenerator<Cell[]>;
  count(): number;
}

async function openTable(ctx: Ctx, wanted: Wanted): Promise<Table> {
  const reader = readerOf(ctx);
  const source = sources[wanted.what](ctx, wanted);
  const kind = fieldKinds[wanted.what];
  const own = kind ? await exportableFields(ctx, kind) : [];
  const first = await source.page(0, atOnce);
  const tidy = keepingTidy();
  let count = 0;
  return {
    headings: [
      ...source.columns.map(({ key }) => reader.t.exports.headings[key]),
      ...own.map(({ labels }) => labelIn(labels, reader.language)),
    ],
    widths: [...source.columns.map(({ width }) => width), ...own.map(widthOf)],
    first,
    count: () => count,
    async *rows() {
      for (let page = first; page.length > 0; page = await source.page(page.at(-1)?.id ?? 0, atOnce)) {
        const ids = page.map(({ id }) => id);
        const cells = kind
          ? await exportFieldCells(ctx, kind, own, ids)
          : new Map<number, Map<string, Cell>>();
        for (const record of page) {
          yield [
            ...source.columns.map((column) => column.cell(record, reader)),
            ...own.map(({ name }) => cells.get(record.id)?.get(name) ?? ''),
          ];
          count += 1;
          if (count % inOneGo === 0) await setImmediate();
        }
        tidy();
      }
    },
  };
}

const widthOf = ({ type }: FieldColumn): number => (type === 'longText' ? 40 : type === 'text' ? 24 : 16);

/** More rows than a sheet takes go on the next one. */
async function* sheetsOf(table: Table, { what }: Wanted, { t }: Reader): AsyncGenerator<SheetPiece> {
  let left = 0;
  for await (const row of table.rows()) {
    if (left === 0) {
      yield { sheet: t.exports.kinds[what], widths: table.widths, list: true };
      yield { row: table.headings };
      left = sheetRows - 1;
    }
    yield { row };
    left -= 1;
  }
}

async function writeCsv(file: string, table: Table, { language }: Reader): Promise<void> {
  const out = createWriteStream(file, { mode: 0o600 });
  let failure: unknown = null;
  out.on('error', (error) => {
    failure = error;
  });
  const write = async (line: string) => {
    if (failure) throw failure;
    if (!out.write(line)) await once(out, 'drain');
  };
  const mark = language === 'en' ? '.' : ',';
  try {
    await write(byteOrderMark + csvLine(table.headings));
    for await (const row of table.rows()) await write(csvLine(row, mark));
  } finally {
    await new Promise<void>((resolve) => out.end(() => resolve()));
  }
  if (failure) throw failure;
}
