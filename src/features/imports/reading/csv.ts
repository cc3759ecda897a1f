/** A text file of rows: which letters it is written in, what stands between its cells, and its rows. */
import { createReadStream } from 'node:fs';
import { type Parser, parse } from 'csv-parse';
import { cleanCell } from './cell-values.ts';
import { refuseFile } from './refused.ts';
import type { RawSheet } from './sheets.ts';

export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1250';
const delimiters = [';', ',', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** Excel writes what the machine's language prefers: a semicolon here, windows-1250 on older machines. */
export async function openCsv(path: string, name: string): Promise<RawSheet[]> {
  const charset = await charsetOf(path);
  const sample = await firstLines(path, charset);
  const announced = /^sep=(.)\r?\n/i.exec(sample)?.[1];
  const delimiter = announced ?? delimiterOf(sample);
  return [{ name, rows: (take) => readRows(path, charset, delimiter, announced ? 1 : 0, take) }];
}

async function readRows(
  path: string,
  charset: Charset,
  delimiter: string,
  skipped: number,
  take: Parameters<RawSheet['rows']>[0],
): Promise<void> {
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
  });
  const feed = (async () => {
    for await (const text of decoded(path, charset)) {
      if (parser.destroyed) return;
      if (!parser.write(text)) await drained(parser);
    }
    parser.end();
  })();
  feed.catch((error) => parser.destroy(error));
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      if (row > skipped) await take({ row, cells: (record as string[]).map(cleanCell) });
    }
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('CSV_')) refuseFile('damaged', {});
    throw error;
  }
  await feed;
}

/** Or closed: a row was refused, and nobody reads on. */
const drained = (parser: Parser): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      parser.off('drain', go).off('close', go);
      resolve();
    };
    parser.on('drain', go).on('close', go);
  });

async function* decoded(path: string, charset: Charset): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/** UTF-8 when the whole file is; nothing else here has its letters as sequences. */
export async function charsetOf(path: string): Promise<Charset> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path)) {
      const bytes = chunk as Buffer;
      const wide = isFirst ? wideOf(bytes) : null;
      if (wide) return wide;
      isFirst = false;
      utf8.decode(bytes, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch {
    return 'windows-1250';
  }
}

/** "Unicode text" of Excel, with its mark or without */
function wideOf(bytes: Buffer): Charset | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0) return 'utf-16le';
  return null;
}

async function firstLines(path: string, charset: Charset): Promise<string> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of createReadStream(path, { end: 64 * 1024 }))
    return decoder.decode(chunk as Buffer);
  return '';
}

/** What divides most of the first lines into the same number of cells, more than one. */
export function delimiterOf(sample: string): Delimiter {
  const lines = unquoted(sample)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 30);
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = mostFrequent(counts.filter((count) => count > 0));
    const alike = counts.filter((count) => count === usual).length;
    return { delimiter, score: usual === 0 ? 0 : alike * 100 + usual };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** What stands in quotes divides nothing. */
const unquoted = (text: string): string => text.replace(/"(?:[^"]|"")*"/g, 'x');

function mostFrequent(counts: number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
