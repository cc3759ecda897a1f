import { databaseNow, hasCome } from '../../../db/dialect.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';
import { type FailureCode, isForPerson, type MailFailure } from './mail-failure.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_cursors: {
      mailbox: string;
      folder: string;
      uid_validity: string;
      last_uid: number | string;
      updated_at: string;
    };
    mailbox_states: StateRow;
  }
}

interface StateRow {
  mailbox: string;
  claim: string | null;
  claimed_until: string | null;
  last_success_at: string | null;
  failing_since: string | null;
  last_error: string | null;
  error_code: string | null;
  refused_at: string | null;
  unfetched: number;
  unfetched_since: string | null;
  check_due_at: string | null;
  checked_at: string | null;
}

export interface Cursor {
  mailbox: string;
  folder: string;
  uidValidity: string;
  /** everything up to this UID is stored */
  lastUid: number;
}

export async function findCursor(ctx: Ctx, mailbox: string, folder: string): Promise<Cursor | null> {
  const row = await ctx.db('mail_cursors').where({ mailbox, folder }).first();
  return row ? { mailbox, folder, uidValidity: row.uid_validity, lastUid: Number(row.last_uid) } : null;
}

/** Never backwards within one UIDVALIDITY: a second poller that was slower must not reopen what is done. */
export async function saveCursor(ctx: Ctx, cursor: Cursor): Promise<void> {
  const { mailbox, folder, uidValidity, lastUid } = cursor;
  const columns = { uid_validity: uidValidity, last_uid: lastUid, updated_at: ctx.time.now() };
  await ctx
    .db('mail_cursors')
    .insert({ mailbox, folder, ...columns })
    .onConflict(['mailbox', 'folder'])
    .merge(columns)
    .whereNot('mail_cursors.uid_validity', uidValidity)
    .orWhere('mail_cursors.last_uid', '<', lastUid);
}

/** How a mailbox is doing, for people and for /health. */
export interface MailboxState {
  mailbox: string;
  lastSuccessAt: Instant | null;
  failingSince: Instant | null;
  lastError: string | null;
  errorCode: FailureCode | null;
  /** known to be on the server and not stored yet, and when the oldest of them came there */
  unfetched: number;
  unfetchedSince: Instant | null;
  /** when the server was last compared with what is stored */
  checkedAt: Instant | null;
  /** the server refused the credentials; null while it takes them */
  refusedAt: Instant | null;
}

export async function findMailboxState(ctx: Ctx, mailbox: string): Promise<MailboxState> {
  const row = await ctx.db('mailbox_states').where({ mailbox }).first();
  return {
    mailbox,
    lastSuccessAt: (row?.last_success_at ?? null) as Instant | null,
    failingSince: (row?.failing_since ?? null) as Instant | null,
    lastError: row?.last_error ?? null,
    errorCode: (row?.error_code ?? null) as FailureCode | null,
    unfetched: row?.unfetched ?? 0,
    unfetchedSince: (row?.unfetched_since ?? null) as Instant | null,
    checkedAt: (row?.checked_at ?? null) as Instant | null,
    refusedAt: (row?.refused_at ?? null) as Instant | null,
  };
}

/** @returns true when the server refused the credentials until now: the moment to say that it is over */
export async function noteSuccess(ctx: Ctx, mailbox: string): Promise<boolean> {
  const now = ctx.time.now();
  const refused = await ctx
    .db('mailbox_states')
    .where({ mailbox })
    .whereNotNull('refused_at')
    .first('mailbox');
  await ctx.db('mailbox_states').where({ mailbox }).update({
    last_success_at: now,
    failing_since: null,
    last_error: null,
    error_code: null,
    refused_at: null,
  });
  return refused !== undefined;
}

/** @returns true at the first refusal: the moment to tell somebody */
export async function noteFailure(ctx: Ctx, mailbox: string, failure: MailFailure): Promise<boolean> {
  const now = ctx.time.now();
  await ctx
    .db('mailbox_states')
    .where({ mailbox })
    .update({
      last_error: failure.text.slice(0, 300),
      error_code: failure.code,
      failing_since: ctx.db.raw('coalesce(failing_since, ?)', [now]),
    });
  if (!isForPerson(failure.code)) return false;
  return (
    (await ctx.db('mailbox_states').where({ mailbox }).whereNull('refused_at').update({ refused_at: now })) >
    0
  );
}

/** How much is still on the server only. */
export async function noteLeft(
  ctx: Ctx,
  mailbox: string,
  unfetched: number,
  since: Instant | null,
): Promise<void> {
  await ctx
    .db('mailbox_states')
    .where({ mailbox })
    .update({ unfetched, unfetched_since: unfetched > 0 ? since : null });
}

/** Asks whoever reads these mailboxes to compare them with the rows. */
export async function askForCheck(ctx: Ctx): Promise<void> {
  await ctx.db('mailbox_states').update({ check_due_at: ctx.time.now() });
}

export async function isCheckDue(ctx: Ctx, mailbox: string): Promise<boolean> {
  const row = await ctx.db('mailbox_states').where({ mailbox }).first('check_due_at');
  return (row?.check_due_at ?? null) !== null;
}

export async function noteChecked(ctx: Ctx, mailbox: string): Promise<void> {
  await ctx
    .db('mailbox_states')
    .where({ mailbox })
    .update({ check_due_at: null, checked_at: ctx.time.now() });
}

/** How long a poller that died keeps the mailbox. */
export const leaseSeconds = 90;

/** One poller per mailbox across processes: takes or prolongs the lease. @returns false when another has it */
export async function holdMailbox(ctx: Ctx, mailbox: string, claim: string): Promise<boolean> {
  const { dialect } = ctx.database;
  await ctx.db('mailbox_states').insert({ mailbox }).onConflict('mailbox').ignore();
  const held = await ctx
    .db('mailbox_states')
    .where({ mailbox })
    .where((any) => any.whereNull('claim').orWhere({ claim }).orWhereRaw(hasCome(dialect, 'claimed_until')))
    .update({ claim, claimed_until: ctx.db.raw(databaseNow(dialect, leaseSeconds)) as never });
  return held > 0;
}

export async function releaseMailbox(ctx: Ctx, mailbox: string, claim: string): Promise<void> {
  await ctx.db('mailbox_states').where({ mailbox, claim }).update({ claim: null, claimed_until: null });
}
