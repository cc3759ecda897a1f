/** Mails that were not logged and therefore not stored: where they are, whose they are, and why. Nothing that they say. */
import type { Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';
import { type Address, type EmailId, type Reason, reason } from '../model.ts';
import { reasonColumns } from '../store.ts';

/** What is kept of a mail that is none of our business. */
export interface Unwanted {
  uid: number;
  size: number;
  serverAt: Instant;
  sentAt: Instant;
  messageId: string | null;
  from: Address | null;
  reason: Reason;
  /** the same mail, known from before under another number or in another folder */
  sameAs?: EmailId;
}

interface Place {
  mailbox: string;
  folder: string;
  uidValidity: string;
}

/** @param newsFrom nobody is told of what is older, also when somebody wants it logged */
export async function insertUnwanted(
  tx: Ctx,
  place: Place,
  mails: Unwanted[],
  newsFrom: Instant,
): Promise<void> {
  if (mails.length === 0) return;
  const now = tx.time.now();
  const rows = mails.map(({ uid, size, serverAt, sentAt, messageId, from, reason: why, sameAs }) => ({
    mailbox: place.mailbox,
    folder: place.folder,
    uid_validity: place.uidValidity,
    uid,
    part: '',
    size,
    server_at: serverAt,
    received_at: now,
    status: sameAs ? 'duplicate' : 'ignored',
    ...reasonColumns(sameAs ? reason('sameMail', { email: sameAs }) : why),
    done_at: now,
    told_at: serverAt <= newsFrom ? serverAt : null,
    message_id: messageId,
    from_address: why.code === 'erased' ? null : (from?.address ?? null),
    from_name: why.code === 'erased' ? null : (from?.name ?? null),
    sent_at: sentAt,
  }));
  await tx
    .db('inbound_emails')
    .insert(rows)
    .onConflict(['mailbox', 'folder', 'uid_validity', 'uid', 'part'])
    .ignore();
}

/** Of a mail met anew (its server numbered anew, it was moved or copied): whether it was stored then or not. */
export async function findMet(
  ctx: Ctx,
  mailbox: string,
  mail: Pick<Unwanted, 'messageId' | 'from' | 'sentAt' | 'size'>,
): Promise<{ id: EmailId; stored: boolean } | null> {
  const { messageId, from, sentAt, size } = mail;
  const row = await ctx
    .db('inbound_emails')
    .where({ mailbox, from_address: from?.address ?? null, sent_at: sentAt, part: '' })
    .where(messageId ? { message_id: messageId } : { message_id: null, size })
    .whereNot({ status: 'duplicate' })
    .orderBy('id')
    .first('id', 'blob', 'status');
  return row ? { id: row.id as EmailId, stored: row.status !== 'ignored' || row.blob !== null } : null;
}
