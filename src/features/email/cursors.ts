import { databaseNow, hasCome } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';

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
  refused_at: string | null;
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
    .ignore();
  await ctx
    .db('mail_cursors')
    .where({ mailbox, folder })
    .where((any) => any.whereNot({ uid_validity: uidValidity }).orWhere('last_uid', '<', lastUid))
    .update(columns);
}

/** How a mailbox is doing, for people and for /health. */
export interface MailboxState {
  mailbox: string;
  lastSuccessAt: Instant | null;
  failingSince: Instant | null;
  lastError: string | null;
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
    refusedAt: (row?.refused_at ?? null) as Instant | null,
  };
}

export async function noteSuccess(ctx: Ctx, mailbox: string): Promise<void> {
  const now = ctx.time.now();
  await ctx
    .db('mailbox_states')
    .where({ mailbox })
    .update({ last_success_at: now, failing_since: null, last_error: null, refused_at: null });
}

/** @returns true at the first refusal: the moment to tell somebody */
export async function noteFailure(
  ctx: Ctx,
  mailbox: string,
  error: string,
  refused: boolean,
): Promise<boolean> {
  const now = ctx.time.now();
  await ctx
    .db('mailbox_states')
    .where({ mailbox })
    .update({
      last_error: error.slice(0, 300),
      failing_since: ctx.db.raw('coalesce(failing_since, ?)', [now]),
    });
  if (!refused) return false;
  return (
    (await ctx.db('mailbox_states').where({ mailbox }).whereNull('refused_at').update({ refused_at: now })) >
    0
  );
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
