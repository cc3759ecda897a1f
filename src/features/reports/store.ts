import { insertId } from '../../db/dialect.ts';
import { actorId, type Country, type Ctx } from '../../lib/context.ts';
import type { DigestId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Digest, DigestFields } from './model.ts';

interface DigestRow {
  id: number;
  channel: string;
  days: string;
  clock: string;
  zone: string;
  language: string;
  contents: string;
  days_off: string | null;
  silent_when_empty: boolean | number;
  scheduled_since: string;
  told_until: string | null;
  created_by: number | null;
  created_at: string;
  updated_at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    digests: DigestRow;
  }
}

const toDigest = (row: DigestRow): Digest => ({
  id: row.id as DigestId,
  channel: row.channel,
  days: JSON.parse(row.days),
  clock: row.clock,
  zone: row.zone,
  language: row.language as Digest['language'],
  contents: JSON.parse(row.contents),
  daysOff: row.days_off as Country | null,
  silentWhenEmpty: Boolean(row.silent_when_empty),
  scheduledSince: row.scheduled_since as Instant,
  toldUntil: row.told_until as Instant | null,
  createdBy: row.created_by as PersonId | null,
});

const columnsOf = (fields: DigestFields) => ({
  channel: fields.channel,
  days: JSON.stringify(fields.days),
  clock: fields.clock,
  zone: fields.zone,
  language: fields.language,
  contents: JSON.stringify(fields.contents),
  days_off: fields.daysOff,
  silent_when_empty: fields.silentWhenEmpty,
});

export async function insertDigest(ctx: Ctx, fields: DigestFields): Promise<DigestId> {
  const now = ctx.time.now();
  const row = {
    ...columnsOf(fields),
    scheduled_since: now,
    created_by: actorId(ctx),
    created_at: now,
    updated_at: now,
  };
  return (await insertId(ctx.db('digests').insert(row))) as DigestId;
}

/** @param replanned the days or the time are others: what the old plan missed is not made up for */
export async function updateDigest(
  ctx: Ctx,
  id: DigestId,
  fields: DigestFields,
  replanned: boolean,
): Promise<void> {
  const now = ctx.time.now();
  await ctx
    .db('digests')
    .where({ id })
    .update({ ...columnsOf(fields), updated_at: now, ...(replanned ? { scheduled_since: now } : {}) });
}

export const deleteDigest = (ctx: Ctx, id: DigestId): Promise<number> =>
  ctx.db('digests').where({ id }).delete();

/** Never back: a digest that left late does not make the next one tell old news again. */
export async function noteTold(ctx: Ctx, id: DigestId, until: Instant): Promise<void> {
  await ctx
    .db('digests')
    .where({ id })
    .where((any) => any.whereNull('told_until').orWhere('told_until', '<', until))
    .update({ told_until: until });
}

export async function findDigest(ctx: Ctx, id: DigestId): Promise<Digest | null> {
  const row = await ctx.db('digests').where({ id }).first();
  return row ? toDigest(row) : null;
}

export async function findDigestOf(ctx: Ctx, channel: string): Promise<Digest | null> {
  const row = await ctx.db('digests').where({ channel }).first();
  return row ? toDigest(row) : null;
}

export async function listDigests(ctx: Ctx): Promise<Digest[]> {
  return (await ctx.db('digests').orderBy('id')).map(toDigest);
}
