/** How a lead ends without becoming a customer, and how it begins again. */
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, refuse } from '../../lib/errors.ts';
import type { LeadId } from '../../lib/ids.ts';
import { cleanText } from '../../lib/text.ts';
import { type DisqualifyReason, isOpen, type Lead, leadTextLimit } from './model.ts';
import { getLead, getLeadFor, saveLead } from './service.ts';
import { lockLead, updateLead } from './store.ts';

/** Twice is once. @throws CrmError notFound, lead.notAllowed, lead.closed (it was converted); FieldErrors reason, note */
export function disqualifyLead(
  ctx: Ctx,
  id: LeadId,
  { reason, note }: { reason: DisqualifyReason | null; note: string | null },
): Promise<Lead> {
  return transaction(ctx, async (tx) => {
    const before = await getLeadFor(tx, 'disqualify', id);
    if (before.state === 'disqualified') return before;
    if (!isOpen(before)) refuse('lead.closed', { number: id });
    const words = note ? cleanText(note) || null : null;
    if (!reason) throw new FieldErrors([new CrmError('required', {}, 'reason')]);
    if (reason === 'other' && !words) throw new FieldErrors([new CrmError('required', {}, 'note')]);
    if ([...(words ?? '')].length > leadTextLimit)
      throw new FieldErrors([new CrmError('tooLong', { limit: leadTextLimit }, 'note')]);
    const columns = {
      state: 'disqualified',
      closed_at: tx.time.now(),
      closed_reason: reason,
      closed_note: words,
    };
    return saveLead(tx, before, columns, 'lead.disqualified');
  });
}

/** One that was disqualified is worked on again. Twice is once. @throws CrmError notFound, lead.notAllowed, lead.closed */
export function reopenLead(ctx: Ctx, id: LeadId): Promise<Lead> {
  return transaction(ctx, async (tx) => {
    const before = await getLeadFor(tx, 'disqualify', id);
    if (isOpen(before)) return before;
    if (before.state === 'converted') refuse('lead.closed', { number: id });
    const columns = { state: 'working', closed_at: null, closed_reason: null, closed_note: null };
    return saveLead(tx, before, columns, 'lead.reopened');
  });
}

/** For one that was made by mistake a moment ago. @returns false when somebody did something with it since */
export function withdrawLead(ctx: Ctx, id: LeadId): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    await lockLead(tx, id);
    const lead = await getLead(tx, id);
    const [events] = await tx
      .db('events')
      .where({ subject_kind: 'lead', subject_id: id })
      .count({ total: '*' });
    const entry = await tx.db('activities').where({ lead_id: id }).whereNull('deleted_at').first('id');
    if (Number(events?.total) > 1 || entry || !isOpen(lead)) return false;
    await updateLead(tx, id, { deleted_at: tx.time.now(), nudge_at: null });
    await recordEvent(tx, 'lead.withdrawn', { kind: 'lead', id }, {});
    return true;
  });
}
