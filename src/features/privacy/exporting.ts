/** Everything about a person, written to a file piece by piece: as JSON, and as a page to read. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type Reader, readerOf } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { parseInstant } from '../../lib/time.ts';
import { maskTaxNumber } from '../registers/tax-number.ts';
import { heading, pageEnd, pageStart, paragraph, table } from './html.ts';
import { type Matcher, matcherFor } from './matching.ts';
import { type Kind, kinds } from './model.ts';
import { ourMessages } from './own-messages.ts';
import type { Sought } from './part.ts';
import { isNamedIn, type Place, placesOf, rowsOf } from './places.ts';
import { redacted } from './redacting.ts';
import { keyOf, pageAfter, type Row } from './walking.ts';

export type Format = 'json' | 'html';

/** One thing that is told of the person. */
export interface Told {
  kind: Kind;
  fields: [string, unknown][];
}

/** @returns the length in bytes */
export async function writeExport(ctx: Ctx, sought: Sought, format: Format, path: string): Promise<number> {
  const out = createWriteStream(path, { mode: 0o600, flags: 'w' });
  let failure: unknown = null;
  out.on('error', (error) => {
    failure = error;
  });
  const write = async (text: string) => {
    if (failure) throw failure;
    if (!out.write(text)) await once(out, 'drain');
  };
  try {
    await (format === 'json' ? writeJson : writeHtml)(ctx, sought, write);
  } finally {
    await new Promise<void>((resolve) => out.end(() => resolve()));
  }
  if (failure) throw failure;
  return out.bytesWritten;
}

type Write = (text: string) => Promise<void>;

async function writeJson(ctx: Ctx, sought: Sought, write: Write): Promise<void> {
  const { names, emails, phones } = sought;
  await write(
    `{"madeAt":${JSON.stringify(ctx.time.now())},"knownBy":${JSON.stringify({ names, emails, phones })},"held":[`,
  );
  let separator = '\n';
  for await (const { kind, fields } of allTold(ctx, sought)) {
    await write(`${separator}${JSON.stringify({ about: kind, ...Object.fromEntries(fields) })}`);
    separator = ',\n';
  }
  await write('\n]}\n');
}

async function writeHtml(ctx: Ctx, sought: Sought, write: Write): Promise<void> {
  const reader = readerOf(ctx);
  const words = reader.t.privacy;
  await write(pageStart(reader.language, words.exporting.title));
  await write(paragraph(words.exporting.made(reader.instant(ctx.time.now()))));
  await write(
    table([[words.held.knownBy, [...sought.names, ...sought.emails, ...sought.phones].join('\n')]]),
  );
  let last: string | null = null;
  for await (const told of allTold(ctx, sought)) {
    const title = told.kind === 'other' ? words.exporting.mentions : words.kinds[told.kind];
    if (title !== last) await write(heading(title));
    last = title;
    await write(
      table(told.fields.map(([name, value]) => [words.fields[name] ?? name, readable(value, reader)])),
    );
  }
  if (last === null) await write(paragraph(words.exporting.nothing));
  await write(pageEnd);
}

function readable(value: unknown, reader: Reader): string {
  if (typeof value === 'boolean')
    return value ? reader.t.privacy.exporting.yes : reader.t.privacy.exporting.no;
  if (typeof value === 'string') {
    const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? parseInstant(value) : null;
    return instant ? reader.instant(instant) : value;
  }
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}

async function* allTold(ctx: Ctx, sought: Sought): AsyncGenerator<Told> {
  const matcher = matcherFor(sought);
  for (const kind of kinds) yield* toldOf(ctx, sought, kind);
  yield* mentions(ctx, matcher);
  yield* messages(ctx, matcher);
}

const pageSize = 100;

async function* toldOf(ctx: Ctx, sought: Sought, kind: Kind): AsyncGenerator<Told> {
  for (const list of ctx.ports.personalData.flatMap((part) => part.exports ?? [])) {
    if (list.kind !== kind) continue;
    for (let after = 0; ; ) {
      const page: Row[] = await list
        .rows(ctx.db, sought, actorId(ctx))
        .where(list.id, '>', after)
        .orderBy(list.id)
        .limit(pageSize);
      for (const row of page) yield { kind, fields: fieldsOf(row, ctx) };
      const last = page.at(-1);
      if (!last || page.length < pageSize) break;
      after = Number(last.id);
    }
  }
}

/** Of a private mail, to whom it is not open, only that it happened. */
const open = new Set(['sent_at', 'direction', 'from_name', 'from_address', 'status', 'size']);
/** What says nothing to anybody. */
const inner = /^(id|version|private|folded_name|.*_id|created_by|claim.*)$/;

function fieldsOf(row: Row, ctx: Ctx): [string, unknown][] {
  const isPrivate = Number(row.private ?? 0) === 1;
  const fields = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    if (value === null || value === '' || inner.test(name) || (isPrivate && !open.has(name))) return [];
    return [[name, told(name, value)]];
  });
  return isPrivate ? [...fields, ['text', readerOf(ctx).t.privacy.exporting.private]] : fields;
}

function told(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // A sole trader's DIČ is a birth number.
  if (name === 'dic' || name === 'vat_number') return maskTaxNumber(value);
  if (!/^[[{]/.test(value)) return masked(value);
  try {
    return JSON.parse(masked(value));
  } catch {
    return masked(value);
  }
}

/** Birth numbers in registers' answers and notes. */
const masked = (text: string): string => text.replace(/\bCZ(?!699)\d{9,10}\b/gi, maskTaxNumber);

/** Everywhere else where they are named, with the words around. */
async function* mentions(ctx: Ctx, matcher: Matcher): AsyncGenerator<Told> {
  for (const place of placesOf(ctx.ports.personalData)) {
    if (toldAbove.has(place.table)) continue;
    for (let after: unknown[] | null = null; ; ) {
      const page: Row[] = await pageAfter(rowsOf(ctx, place), place.table, place.data.key, after, 200);
      for (const row of page)
        if (isNamedIn(place, row, matcher)) yield { kind: 'other', fields: excerpts(place, row, matcher) };
      const last = page.at(-1);
      if (!last || page.length < 200) break;
      after = keyOf(last, place.data.key);
    }
  }
}

/** Mail has its privacy and is told above; the rest repeats what is told. */
const toldAbove = new Set([
  'contacts',
  'contact_emails',
  'contact_phones',
  'inbound_emails',
  'email_texts',
  'email_drawers',
  'email_files',
  'email_threads',
  'email_invitations',
  'outbox',
  'settings',
  'job_runs',
  'never_log',
]);

function excerpts({ table: name, data, columns }: Place, row: Row, matcher: Matcher): [string, unknown][] {
  const found = columns.flatMap(({ name: column }): [string, unknown][] => {
    const text = row[column];
    return typeof text === 'string' && matcher.finds(text) ? [['excerpt', masked(text.slice(0, 2000))]] : [];
  });
  return [['place', `${name} ${keyOf(row, data.key).join(' ')}`], ...found.slice(0, 1)];
}

/** Our messages in Slack that name them: a link to each. */
async function* messages(ctx: Ctx, matcher: Matcher): AsyncGenerator<Told> {
  const erased = { name: '', foldedName: '', text: '', at: ctx.time.now() };
  for await (const { channel, message, url } of ourMessages(ctx)) {
    if (!redacted(message, { matcher, erased }, {})) continue;
    yield {
      kind: 'messages',
      fields: [['link', `${url}archives/${channel}/p${message.ts.replace('.', '')}`]],
    };
  }
}
