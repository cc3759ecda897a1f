/** A list of 50,000 customers, as XLSX and as CSV: rows a second, memory, and what others feel of it meanwhile. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSpreadsheet } from '../../src/features/imports/reading/open.ts';
import { csvOf } from '../../src/lib/spreadsheets/csv.ts';
import { type SheetPiece, writeXlsx } from '../../src/lib/spreadsheets/xlsx.ts';
import { monotonic, sleep } from '../../src/lib/time.ts';
import { memoryOf, resetPeak, startProduct, startSlack } from './processes.ts';
import { slackIdOf } from './seed.ts';
import type { Stage } from './stage.ts';
import { timeRow } from './table.ts';

const section = 'import';
const rows = Number(process.env.BENCH_IMPORT_ROWS ?? 50_000);
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

function* customers(kind: string): Generator<string[]> {
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

async function* sheet(kind: string): AsyncGenerator<SheetPiece> {
  yield { sheet: 'Zákazníci', widths: [] };
  yield { row: headings };
  for (const row of customers(kind)) yield { row };
}

async function makeFiles(folder: string): Promise<{ kind: string; file: string }[]> {
  const xlsx = path.join(folder, 'seznam-xlsx.xlsx');
  const csv = path.join(folder, 'seznam-csv.csv');
  await writeXlsx(xlsx, sheet('xlsx'));
  writeFileSync(csv, csvOf([headings, ...customers('csv')]));
  return [
    { kind: 'XLSX', file: xlsx },
    { kind: 'CSV', file: csv },
  ];
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
    for (const { kind, file } of await makeFiles(stage.folder)) {
      const plain = rows / ((await plainParsing(file)) / 1000);
      resetPeak(product.pid);
      const { triedMs, doneMs, acks, said } = await slack.ask('list', { file });
      if (/⚠️/.test(said)) throw new Error(`not all of the list was taken: ${said}`);
      stage.add(
        speed(`${kind}, ${rows} rows: read and tried`, rows / (triedMs / 1000), plain),
        speed(`${kind}, ${rows} rows: taken in`, rows / (doneMs / 1000), plain),
        { section, what: `${kind}: most memory`, ...memory(memoryOf(product.pid).peak) },
        timeRow(section, `${kind}: ack of a command meanwhile`, acks, 0.95, { limit: 500 }),
      );
    }
  } finally {
    await product.stop();
    await slack.stop();
  }
}

async function plainParsing(file: string): Promise<number> {
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

const speed = (what: string, measured: number, floor: number) => ({
  section,
  what,
  measured: `${Math.round(measured)} rows/s`,
  floor: `${Math.round(floor)} rows/s`,
  ratio: measured / floor,
  ok: null,
});

const memory = (peak: number) => ({
  measured: `${Math.round(peak)} MB`,
  target: '< 250 MB',
  ok: peak < 250,
});
