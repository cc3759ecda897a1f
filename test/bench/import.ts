/**
 * A list of 50,000 customers as XLSX, and a shorter one as CSV: tried, taken in and taken back; rows a second at the
 * beginning and at the end, memory, and what others feel of it meanwhile.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { readSpreadsheet } from '../../src/features/imports/reading/open.ts';
import { csvOf } from '../../src/lib/spreadsheets/csv.ts';
import { type SheetPiece, writeXlsx } from '../../src/lib/spreadsheets/xlsx.ts';
import { monotonic, sleep } from '../../src/lib/time.ts';
import {
  type AppProcess,
  memoryOf,
  resetPeak,
  type SlackProcess,
  startProduct,
  startSlack,
} from './processes.ts';
import { slackIdOf } from './seed.ts';
import type { Stage } from './stage.ts';
import { timeRow } from './table.ts';

const section = 'import';
const most = Number(process.env.BENCH_IMPORT_ROWS ?? 50_000);
/** Taken in, rows a second. */
const wanted = 500;
const headings = [
  'Firma',
  'Ulice',
  'Město',
  'PSČ',
  'Kontaktní osoba',
  'Pozice',
  'E-mail',
  'Mobil',
  'Web',
  'Splatnost',
];

function* customers(kind: string, rows: number): Generator<string[]> {
  for (let n = 0; n < rows; n += 1)
    yield [
      `Zámečnictví ${kind} ${n}, s.r.o.`,
      `Příčná ${n % 300}`,
      'Brno',
      '602 00',
      `Žofie Křížová ${n}`,
      'nákupčí',
      `osoba${n}@${kind}${n}.example`,
      `+420 601 ${String(n)
        .padStart(6, '0')
        .replace(/(...)(...)/, '$1 $2')}`,
      `www.${kind}${n}.example`,
      '30 dní',
    ];
}

async function* sheet(kind: string, rows: number): AsyncGenerator<SheetPiece> {
  yield { sheet: 'Zákazníci', widths: [] };
  yield { row: headings };
  for (const row of customers(kind, rows)) yield { row };
}

interface List {
  kind: string;
  file: string;
  rows: number;
}

async function makeFiles(folder: string): Promise<List[]> {
  const lists = [
    { kind: 'XLSX', file: path.join(folder, 'seznam-xlsx.xlsx'), rows: most },
    { kind: 'CSV', file: path.join(folder, 'seznam-csv.csv'), rows: Math.ceil(most / 10) },
  ];
  const [xlsx, csv] = lists as [List, List];
  await writeXlsx(xlsx.file, sheet('xlsx', xlsx.rows));
  writeFileSync(csv.file, csvOf([headings, ...customers('csv', csv.rows)]));
  return lists;
}

export async function measureImport(stage: Stage): Promise<void> {
  const database = await stage.databaseOf('small');
  await stage.open('small', ({ writer }) =>
    writer('people')
      .where({ slack_id: slackIdOf(1) })
      .update({ is_sales_lead: true }),
  );
  const slack = await startSlack();
  const product = await startProduct(slack, database, stage.folder);
  try {
    await sleep(5000);
    stage.add({
      section,
      what: 'memory before',
      measured: `${Math.round(memoryOf(product.pid).now)} MB`,
      ok: null,
    });
    for (const list of await makeFiles(stage.folder)) await measureList(stage, slack, product, list);
  } finally {
    await product.stop();
    await slack.stop();
  }
}

async function measureList(
  stage: Stage,
  slack: SlackProcess,
  product: AppProcess,
  { kind, file, rows }: List,
): Promise<void> {
  const plain = rows / ((await plainParsing(file, rows)) / 1000);
  resetPeak(product.pid);
  const told = await stage.open('small', ({ reader }) => watched(reader, () => slack.ask('list', { file })));
  const { triedMs, doneMs, undoneMs, acks, said } = told.result;
  if (/⚠️/.test(said)) throw new Error(`not all of the list was taken: ${said}`);
  const what = (verb: string) => `${kind}, ${rows} rows: ${verb}`;
  stage.add(
    speed(what('read and tried'), rows / (triedMs / 1000), plain),
    speed(what('taken in'), rows / (doneMs / 1000), plain, wanted),
    speed(what('the last fifth (the first as the floor)'), told.last, told.first),
    speed(what('taken back'), rows / (undoneMs / 1000), plain, wanted),
    { section, what: `${kind}: most memory`, ...memory(memoryOf(product.pid).peak) },
    timeRow(section, `${kind}: ack of a command meanwhile`, acks, 0.99, { limit: 100 }),
  );
}

/** @returns rows a second of the first and of the last fifth that were taken in, and what the work gave */
async function watched<T>(
  reader: Knex,
  work: () => Promise<T>,
): Promise<{ result: T; first: number; last: number }> {
  const seen: { at: number; cursor: number; total: number }[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const row = await reader('imports').where({ state: 'running' }).first('cursor', 'total');
      if (row) seen.push({ at: monotonic(), ...row });
      await sleep(250);
    }
  })();
  const result = await work();
  isOver = true;
  await watching;
  const between = (from: number, to: number) => {
    const part = seen.filter(({ cursor, total }) => cursor >= from * total && cursor <= to * total);
    const [start, end] = [part[0], part.at(-1)];
    return start && end && end.at > start.at
      ? ((end.cursor - start.cursor) / (end.at - start.at)) * 1000
      : Number.NaN;
  };
  return { result, first: between(0, 0.2), last: between(0.8, 1) };
}

async function plainParsing(file: string, rows: number): Promise<number> {
  const from = monotonic();
  let seen = 0;
  await readSpreadsheet(
    file,
    path.basename(file),
    () => true,
    async (piece) => {
      if (piece.kind === 'rows') seen += piece.rows.length;
    },
  );
  if (seen < rows - 1) throw new Error(`only ${seen} rows were parsed`);
  return monotonic() - from;
}

const speed = (what: string, measured: number, floor: number, target?: number) => ({
  section,
  what,
  measured: `${Math.round(measured)} rows/s`,
  floor: `${Math.round(floor)} rows/s`,
  ratio: measured / floor,
  ...(target ? { target: `>= ${target} rows/s` } : {}),
  ok: target ? measured >= target : null,
});

const memory = (peak: number) => ({
  measured: `${Math.round(peak)} MB`,
  target: '< 250 MB',
  ok: peak < 250,
});
