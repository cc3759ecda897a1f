/** Events are the audit, the feed and the source of notifications: append only. */
import { insertManyIds } from '../db/bulk.ts';
import { insertLater } from '../db/later.ts';
import { actorId, type Ctx } from '../lib/context.ts';
import type { CrmEvent } from '../lib/event.ts';
import type { EventId, PersonId, Subject, SubjectKind } from '../lib/ids.ts';
import type { Instant } from '../lib/time.ts';
import { tellListeners, tellListenersOfMany } from './watchers.ts';

export type { CrmEvent };

interface EventRow {
  id: number;
  kind: string;
  subject_kind: string;
  subject_id: number;
  actor_id: number | null;
  details: string;
  at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    events: EventRow;
    settings: { name: string; value: string };
  }
}

/** Must run inside the transaction of the change it records; what listens is told in the same one. */
export async function recordEvent(
  ctx: Ctx,
  kind: string,
  subject: Subject,
  details: Record<string, unknown> = {},
): Promise<EventId> {
  const row = {
    kind,
    subject_kind: subject.kind,
    subject_id: subject.id,
    actor_id: actorId(ctx),
    details: JSON.stringify(details),
    at: ctx.time.now(),
  };
  const id = (await insertLater(ctx, 'events', row)) as EventId;
  await tellListeners(ctx, { id, kind, subject, actorId: actorId(ctx), details, at: row.at });
  return id;
}

/** The same of many subjects at once, as an import makes them. @returns their ids, in the same order */
export async function recordEvents(
  ctx: Ctx,
  kind: string,
  about: { subject: Subject; details: Record<string, unknown> }[],
): Promise<EventId[]> {
  const at = ctx.time.now();
  const by = actorId(ctx);
  const rows = about.map(({ subject, details }) => ({
    kind,
    subject_kind: subject.kind,
    subject_id: subject.id,
    actor_id: by,
    details: JSON.stringify(details),
    at,
  }));
  const ids = (await insertManyIds(ctx.db, 'events', rows)) as EventId[];
  await tellListenersOfMany(
    ctx,
    about.map(({ subject, details }, place) => ({
      id: ids[place] as EventId,
      kind,
      subject,
      actorId: by,
      details,
      at,
    })),
  );
  return ids;
}

/** What may not be remembered any more: these details of all events about the subject are blanked. */
export async function forgetDetails(ctx: Ctx, subject: Subject, names: string[]): Promise<void> {
  const rows = await ctx
    .db('events')
    .where({ subject_kind: subject.kind, subject_id: subject.id })
    .select('id', 'details');
  for (const { id, details } of rows) {
    const kept: Record<string, unknown> = JSON.parse(details);
    if (!names.some((name) => kept[name] !== undefined && kept[name] !== null)) continue;
    for (const name of names) if (name in kept) kept[name] = null;
    await ctx
      .db('events')
      .where({ id })
      .update({ details: JSON.stringify(kept) });
  }
}

const toEvent = (row: EventRow): CrmEvent => ({
  id: row.id as EventId,
  kind: row.kind,
  subject: { kind: row.subject_kind as SubjectKind, id: row.subject_id },
  actorId: row.actor_id as PersonId | null,
  details: JSON.parse(row.details),
  at: row.at as Instant,
});

/** Newest first. */
export async function listEvents(
  ctx: Ctx,
  subject: Subject,
  limit: number,
  { before, kind }: { before?: EventId; kind?: string } = {},
): Promise<CrmEvent[]> {
  const rows = await ctx
    .db('events')
    .where({ subject_kind: subject.kind, subject_id: subject.id })
    .modify((query) => {
      if (before) query.where('id', '<', before);
      if (kind) query.where({ kind });
    })
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(toEvent);
}

/** Somebody read or took a copy: the record is as it was. */
const onlyRead = ['company.dicRevealed', 'contact.exported', 'file.opened', 'email.sourceOpened'];

/** @param except somebody whose own doing does not count */
export async function personActedSince(
  ctx: Ctx,
  subject: Subject,
  since: number,
  except: PersonId | null = null,
): Promise<boolean> {
  const found = await ctx
    .db('events')
    .where({ subject_kind: subject.kind, subject_id: subject.id })
    .where('id', '>', since)
    .whereNotNull('actor_id')
    .whereNotIn('kind', onlyRead)
    .modify((query) => except !== null && query.whereNot('actor_id', except))
    .first('id');
  return found !== undefined;
}

/** The same of many. @param since by the subject's id, an event's id each @returns the ids of those that a person touched */
export async function listTouchedSince(
  ctx: Ctx,
  kind: SubjectKind,
  since: Map<number, number>,
): Promise<Set<number>> {
  if (since.size === 0) return new Set();
  const rows = await ctx
    .db('events')
    .where({ subject_kind: kind })
    .whereIn('subject_id', [...since.keys()])
    .where('id', '>', Math.min(...since.values()))
    .whereNotNull('actor_id')
    .whereNotIn('kind', onlyRead)
    .select('id', 'subject_id');
  return new Set(
    rows.filter((row) => row.id > (since.get(row.subject_id) ?? 0)).map((row) => row.subject_id),
  );
}

/** Oldest first: what a digest tells. */
export async function listEventsBetween(
  ctx: Ctx,
  kinds: string[],
  from: Instant,
  to: Instant,
  limit: number,
): Promise<CrmEvent[]> {
  const rows = await ctx
    .db('events')
    .whereIn('kind', kinds)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('id')
    .limit(limit);
  return rows.map(toEvent);
}
