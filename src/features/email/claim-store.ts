/** Who works on which message: leases on the database's clock, so that two processes never do the same. */
import { databaseNow, hasCome } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Email, EmailId } from './model.ts';
import { toEmail } from './store.ts';

const leaseSeconds = 180;

/**
 * Takes waiting messages, the oldest first, for this process. A process that dies gives them back when the lease ends.
 * The attempt counts from here, because a message may take the process along; what was tried before is taken alone, so
 * that it takes no other with it.
 * @param options.isAhead others are being decided: only what was never tried
 */
export async function claimEmails(
  ctx: Ctx,
  claim: string,
  limit: number,
  mailboxes: string[],
  { isAhead = false }: { isAhead?: boolean } = {},
): Promise<Email[]> {
  if (mailboxes.length === 0) return [];
  const free = () =>
    ctx
      .db('inbound_emails')
      .where({ status: 'received' })
      .whereIn('mailbox', mailboxes)
      .where('run_at', '<=', ctx.time.now())
      .whereRaw(hasCome(ctx.database.dialect, 'claimed_until'));
  const fresh = await free().where({ attempts: 0 }).orderBy('id').limit(limit).pluck('id');
  const tried = () => free().orderBy('attempts').orderBy('id').limit(1).pluck('id');
  const ids = fresh.length > 0 || isAhead ? fresh : await tried();
  if (ids.length === 0) return [];
  // knex throws on skipLocked() for SQLite, so a claim is a conditional UPDATE.
  await free()
    .whereIn('id', ids)
    .update({
      claim,
      claimed_until: ctx.db.raw(databaseNow(ctx.database.dialect, leaseSeconds)) as never,
      attempts: ctx.db.raw('attempts + 1') as never,
    });
  const rows = await ctx
    .db('inbound_emails')
    .whereIn('id', ids)
    .where({ claim, status: 'received' })
    .orderBy('id');
  return rows.map(toEmail);
}

/** The process stops in good order: what it did not get to is nobody's, and was not tried. */
export async function releaseClaim(ctx: Ctx, claim: string): Promise<void> {
  await ctx
    .db('inbound_emails')
    .where({ claim, status: 'received' })
    .update({ claim: null, claimed_until: null, attempts: ctx.db.raw('attempts - 1') as never });
}

/** Logged mails whose attachments are still to be put to their deal; taken as in claimEmails. */
export async function claimForFiles(ctx: Ctx, claim: string, limit: number): Promise<Email[]> {
  const free = () =>
    ctx
      .db('inbound_emails')
      .where('files_due_at', '<=', ctx.time.now())
      // Not by an index: SQLite would go through all that was ever logged, instead of what is due.
      .whereRaw("coalesce(status, '') = 'logged'")
      .whereRaw(hasCome(ctx.database.dialect, 'claimed_until'));
  const ids = await free().orderBy('files_due_at').limit(limit).pluck('id');
  if (ids.length === 0) return [];
  await free()
    .whereIn('id', ids)
    .update({ claim, claimed_until: ctx.db.raw(databaseNow(ctx.database.dialect, leaseSeconds)) as never });
  return (await ctx.db('inbound_emails').whereIn('id', ids).where({ claim }).orderBy('id')).map(toEmail);
}

export async function noteFilesKept(tx: Ctx, ids: EmailId[]): Promise<void> {
  const done = { files_due_at: null, claim: null, claimed_until: null };
  await tx.db('inbound_emails').whereIn('id', ids).update(done);
}

export async function countWaiting(ctx: Ctx, mailbox: string): Promise<number> {
  const [row] = await ctx.db('inbound_emails').where({ mailbox, status: 'received' }).count({ total: '*' });
  return Number(row?.total ?? 0);
}

/** In the transaction that decides them: those on which the claim holds and nobody decided yet. */
export async function listHeld(ctx: Ctx, ids: EmailId[], claim: string): Promise<Set<EmailId>> {
  const held = await ctx
    .db('inbound_emails')
    .whereIn('id', ids)
    .where({ claim, status: 'received' })
    // Whoever only refers to one of them need not wait.
    .forNoKeyUpdate()
    .select('id');
  return new Set(held.map(({ id }) => id as EmailId));
}
