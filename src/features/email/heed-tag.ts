/** A colleague's copy with a tag comes after another copy that logged itself by a guess: the tag was meant. */
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { editActivity, findActivity } from '../activities/service.ts';
import type { Verdict } from './judge.ts';
import { findColleague } from './lookup.ts';
import type { Email, EmailId, ReasonCode } from './model.ts';
import { sentInBy } from './outcomes.ts';
import type { Place } from './process.ts';
import type { CustomerMail } from './reading/understand.ts';
import { findEmail, updateEmail } from './store.ts';
import { leaving, relink, tellOwner } from './triage/moving.ts';

const guessed: ReadonlySet<ReasonCode> = new Set([
  'thread',
  'ourId',
  'threadWithoutDeal',
  'leadsThread',
  'leadsAddress',
  'subjectTag',
  'offerNumber',
  'customersReference',
  'contactsOnlyDeal',
  'companysOnlyDeal',
  'domainsOnlyDeal',
  'chosenDeal',
  'sentToMany',
]);

/**
 * Moves the first copy where the tag says, unless a person has put it where it is. Its new owner hears of it, unless the
 * tag is theirs.
 * @param tagged the copy with the tag
 */
export async function heedTag(
  tx: Ctx,
  id: EmailId,
  verdict: Verdict,
  tagged: CustomerMail,
  place: Place,
): Promise<void> {
  if (verdict.reason.code !== 'addressTag' || !('deal' in verdict) || verdict.deal === null) return;
  const first = await findEmail(tx, id);
  if (first?.status !== 'logged' || !first.reason || !guessed.has(first.reason.code)) return;
  const { deal: guess } = first.reason.details as { deal?: unknown };
  if (first.decisionId !== null || first.dealId === verdict.deal) return;
  // What became of its lead since was no guess.
  if ((guess ?? null) !== first.dealId) return;
  const deal = await tx.db('deals').where({ id: verdict.deal }).first('company_id');
  await relink(tx, first, {
    dealId: verdict.deal,
    companyId: (deal?.company_id ?? null) as typeof verdict.companyId,
    why: verdict.reason,
    considered: leaving(first, verdict.deal),
    decision: null,
  });
  await takeFromLead(tx, first);
  const details = { from: first.dealId, to: verdict.deal };
  const event = await recordEvent(tx, 'email.moved', { kind: 'email', id }, details);
  const colleague = await findColleague(tx, sentInBy(tagged), place);
  await tellOwner(tx, first, verdict.deal, event, colleague?.id ?? null);
}

/** As if the copy with the tag had come first. */
async function takeFromLead(tx: Ctx, { id, activityId, salesLeadId }: Email): Promise<void> {
  if (salesLeadId === null) return;
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const entry = activityId ? await findActivity(system, activityId) : null;
  if (entry) await editActivity(system, entry.id, { leadId: null });
  await updateEmail(tx, id, { sales_lead_id: null });
}
