/** What is told to a person of what is held about them, one thing after another. */
import { readerOf } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { maskBirthNumbers, maskKeptNumber } from '../registers/tax-number.ts';
import { type Matcher, matcherFor } from './matching.ts';
import { type Kind, kinds } from './model.ts';
import { ourMessages } from './own-messages.ts';
import type { Sought } from './part.ts';
import { isNamedIn, othersAmong, type Place, placesOf, rowsOf } from './places.ts';
import { redacted } from './redacting.ts';
import { keyOf, pageAfter, type Row } from './walking.ts';
import { kindOf } from './words.ts';

/** One thing that is told of the person. */
export interface Told {
  kind: Kind;
  fields: [string, unknown][];
  /** in a text about something else */
  mentioned?: boolean;
}

/** All that is held: what is the person's, where else they are named, and our messages in Slack. */
export async function* allTold(ctx: Ctx, sought: Sought): AsyncGenerator<Told> {
  const matcher = matcherFor(sought);
  const told = new Set<string>();
  for (const kind of kinds) yield* toldOf(ctx, sought, kind, told);
  yield* mentions(ctx, sought, matcher, told);
  yield* messages(ctx, matcher);
}

const pageSize = 100;

/** @param keys notes what was told: `events 7` */
async function* toldOf(ctx: Ctx, sought: Sought, kind: Kind, keys: Set<string>): AsyncGenerator<Told> {
  for (const list of ctx.ports.personalData.flatMap((part) => part.exports ?? [])) {
    if (list.kind !== kind) continue;
    for (let after = 0; ; ) {
      const page: Row[] = await list
        .rows(ctx.db, sought, actorId(ctx))
        .where(list.id, '>', after)
        .orderBy(list.id)
        .limit(pageSize);
      for (const row of page) {
        keys.add(`${list.id.split('.')[0]} ${row.id}`);
        yield { kind, fields: fieldsOf(row, ctx) };
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) break;
      after = Number(last.id);
    }
  }
}

/** Of a private mail, to whom it is not open, only that it happened. */
const open = new Set(['sent_at', 'direction', 'from_name', 'from_address', 'status', 'size']);
/** What says nothing to anybody. */
const inner = /^(id|version|private|folded_name|.*_id|created_by|claim.*|dic_sealed)$/;

function fieldsOf(row: Row, ctx: Ctx): [string, unknown][] {
  const isPrivate = Number(row.private ?? 0) === 1;
  const fields = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    if (value === null || value === '' || inner.test(name) || (isPrivate && !open.has(name))) return [];
    return [[name, told(name, value, String(row.country ?? 'CZ'))]];
  });
  return isPrivate ? [...fields, ['text', readerOf(ctx).t.privacy.exporting.private]] : fields;
}

function told(name: string, value: unknown, country: string): unknown {
  if (typeof value !== 'string') return value;
  // A sole trader's DIČ is a birth number.
  if (name === 'dic' || name === 'vat_number') return maskKeptNumber(value, country);
  if (!/^[[{]/.test(value)) return masked(value);
  try {
    return JSON.parse(masked(value));
  } catch {
    return masked(value);
  }
}

/** Birth numbers in registers' answers and notes. */
const masked = maskBirthNumbers;

/** Everywhere else where they are named, with the words around. */
async function* mentions(
  ctx: Ctx,
  sought: Sought,
  matcher: Matcher,
  keys: Set<string>,
): AsyncGenerator<Told> {
  const reach = matcherFor({ ...sought, names: [] });
  for (const place of placesOf(ctx.ports.personalData)) {
    if (toldAbove.has(place.table)) continue;
    for (let after: unknown[] | null = null; ; ) {
      const page: Row[] = await pageAfter(rowsOf(ctx, place), place.table, place.data.key, after, 200);
      const named = page.filter((row) => isNamedIn(place, row, matcher) && !keys.has(nameOf(place, row)));
      const others = await othersAmong(ctx, place, named, sought, matcher);
      for (const row of named)
        if (!others.has(row) || isNamedIn(place, row, reach))
          yield { kind: kindOf(place), fields: excerpts(place, row, matcher), mentioned: true };
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
  'mail_decisions',
  'meetings',
  'mail_choices',
]);

const nameOf = ({ table, data }: Place, row: Row): string => `${table} ${keyOf(row, data.key).join(' ')}`;

function excerpts(place: Place, row: Row, matcher: Matcher): [string, unknown][] {
  const found = place.columns.flatMap((column): [string, unknown][] => {
    const text = row[column.name];
    return typeof text === 'string' && isNamedIn({ ...place, columns: [column] }, row, matcher)
      ? [['excerpt', masked(text.slice(0, 2000))]]
      : [];
  });
  return [['place', nameOf(place, row)], ...found.slice(0, 1)];
}

/** Our messages in Slack that name them: a link to each. */
async function* messages(ctx: Ctx, matcher: Matcher): AsyncGenerator<Told> {
  const erased = { name: '', foldedName: '', text: '', at: ctx.time.now() };
  for await (const { channel, message, url } of ourMessages(ctx)) {
    if (!redacted({ ...message, files: [] }, { matcher, erased }, {})) continue;
    yield {
      kind: 'messages',
      fields: [['link', `${url}archives/${channel}/p${message.ts.replace('.', '')}`]],
    };
  }
}
