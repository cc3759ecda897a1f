/** Everything about a person, written to a file piece by piece: as JSON, and as a page to read. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Words } from '../../i18n/catalog.ts';
import { type Reader, readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { parseInstant } from '../../lib/time.ts';
import { heading, pageEnd, pageStart, paragraph, table } from './html.ts';
import type { Sought } from './part.ts';
import { showPhone } from './phones.ts';
import { allTold } from './telling.ts';

export type Format = 'json' | 'html';

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
    table([
      [words.held.knownBy, [...sought.names, ...sought.emails, ...sought.phones.map(showPhone)].join('\n')],
    ]),
  );
  let last: string | null = null;
  for await (const told of allTold(ctx, sought)) {
    const title = told.mentioned ? words.exporting.mentions : words.kinds[told.kind];
    if (title !== last) await write(heading(`${title.slice(0, 1).toUpperCase()}${title.slice(1)}`));
    last = title;
    await write(
      table(told.fields.map(([name, value]) => [words.fields[name] ?? name, readable(name, value, reader)])),
    );
  }
  if (last === null) await write(paragraph(words.exporting.nothing));
  await write(pageEnd);
}

function readable(name: string, value: unknown, reader: Reader): string {
  const { t } = reader;
  if (typeof value === 'boolean') return value ? t.privacy.exporting.yes : t.privacy.exporting.no;
  if (typeof value === 'string') {
    const word = (named(name, t) as Record<string, string>)[value];
    const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? parseInstant(value) : null;
    return word ?? (instant ? reader.instant(instant) : value);
  }
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}

/** Values that are keys of ours, in words. */
const named = (name: string, t: Words): object =>
  ({
    kind: t.activities.kinds,
    role: t.deals.roles,
    stage: t.deals.stages,
    direction: t.activities.directions,
  })[name] ?? {};
