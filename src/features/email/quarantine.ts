import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import { queueQuarantineNotice } from './effects.ts';
import type { Email, EmailId, Reason } from './model.ts';
import { type EmailRow, listQuarantined, reasonColumns, updateEmail, updateEmailFrom } from './store.ts';

/** Sets aside what cannot be filed, with its reason; its source stays, and the admins hear of it once a day. */
export async function quarantine(
  tx: Ctx,
  email: Email,
  why: Reason,
  columns: Partial<Omit<EmailRow, 'id'>> = {},
): Promise<void> {
  tx.log.warn({ email: email.id, reason: why.code }, 'a mail is in quarantine');
  await updateEmail(tx, email.id, {
    ...columns,
    status: 'quarantined',
    ...reasonColumns(why),
    claim: null,
    claimed_until: null,
    done_at: tx.time.now(),
  });
  await recordEvent(tx, 'email.quarantined', { kind: 'email', id: email.id }, { reason: why.code });
  await queueQuarantineNotice(tx);
}

/** The newest first. @throws CrmError admin.only */
export async function readQuarantine(ctx: Ctx, limit: number): Promise<{ mails: Email[]; total: number }> {
  assertAdmin(ctx);
  return listQuarantined(ctx, limit);
}

/** Reads it again from its source, as if it had come now. @throws CrmError admin.only, notFound */
export function retryEmail(ctx: Ctx, id: EmailId): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const again = await updateEmailFrom(tx, id, 'quarantined', {
      status: 'received',
      reason: null,
      reason_details: null,
      attempts: 0,
      run_at: tx.time.now(),
      done_at: null,
    });
    if (!again) refuse('notFound', { what: 'email' });
    await recordEvent(tx, 'email.retried', { kind: 'email', id });
  });
}
