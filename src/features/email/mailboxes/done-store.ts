import type { Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';

/** A mail that is done with, where it lies on the server. */
export interface DoneRow {
  mailbox: string;
  folder: string;
  uidValidity: string;
  uid: number;
  serverAt: Instant;
  receivedAt: Instant;
}

/**
 * Logged, ignored or known twice, with everything that was attached to it. Of a team's mailbox only what is in the
 * journal: the rest is none of our business. What somebody took back out of the folder stays out.
 */
export async function listDone(
  ctx: Ctx,
  { name, mode }: Pick<MailboxConfig, 'name' | 'mode'>,
  { folder, uidValidity, target }: { folder: string; uidValidity: string; target: string },
  limit: number,
): Promise<DoneRow[]> {
  const rows = await ctx
    .db('inbound_emails as mail')
    .where({ 'mail.mailbox': name, 'mail.folder': folder, 'mail.uid_validity': uidValidity, 'mail.part': '' })
    .whereNull('mail.left_at')
    .whereIn('mail.status', mode === 'team' ? ['logged', 'duplicate'] : ['logged', 'ignored', 'duplicate'])
    .modify((query) => {
      if (mode === 'team') query.whereNotNull('mail.identity');
    })
    .whereNotExists(
      ctx
        .db('inbound_emails as part')
        .select('part.id')
        .whereRaw('part.mailbox = mail.mailbox and part.folder = mail.folder')
        .whereRaw('part.uid_validity = mail.uid_validity and part.uid = mail.uid')
        .whereIn('part.status', ['received', 'triage', 'quarantined']),
    )
    .whereNotExists(
      ctx
        .db('email_identities as one')
        .join('inbound_emails as first', 'first.id', 'one.email_id')
        .select('first.id')
        .whereRaw("one.identity = mail.identity and mail.status = 'duplicate'")
        .where({ 'first.mailbox': name, 'first.folder': target }),
    )
    .orderBy('mail.uid')
    .limit(limit)
    .select('mail.uid', 'mail.server_at', 'mail.received_at');
  return rows.map((row: { uid: number | string; server_at: string; received_at: string }) => ({
    mailbox: name,
    folder,
    uidValidity,
    uid: Number(row.uid),
    serverAt: row.server_at as Instant,
    receivedAt: row.received_at as Instant,
  }));
}

const placeOf = ({ mailbox, folder, uidValidity, uid }: DoneRow) => ({
  mailbox,
  folder,
  uid_validity: uidValidity,
  uid,
});

/** The mail and what was attached to it. */
export async function followTo(
  tx: Ctx,
  row: DoneRow,
  to: { folder: string; uidValidity: string; uid: number },
): Promise<void> {
  const { folder, uidValidity, uid } = to;
  await tx.db('inbound_emails').where(placeOf(row)).update({ folder, uid_validity: uidValidity, uid });
}

/** It is no longer there, and nobody said where. */
export async function markLeft(tx: Ctx, row: DoneRow): Promise<void> {
  await tx.db('inbound_emails').where(placeOf(row)).update({ left_at: tx.time.now() });
}
