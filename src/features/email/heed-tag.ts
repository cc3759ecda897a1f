/** A colleague's copy with a tag comes after another copy that logged itself by a guess: the tag was meant. */
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Verdict } from './judge.ts';
import type { EmailId, ReasonCode } from './model.ts';
import { findEmail } from './store.ts';
import { leaving, relink } from './triage/moving.ts';

const guessed: ReadonlySet<ReasonCode> = new Set([
  'thread',
  'subjectTag',
  'offerNumber',
  'customersReference',
  'contactsOnlyDeal',
  'companysOnlyDeal',
  'domainsOnlyDeal',
]);

/** Moves the first copy where the tag says, unless a person has put it where it is. */
export async function heedTag(tx: Ctx, id: EmailId, verdict: Verdict): Promise<void> {
  if (verdict.reason.code !== 'addressTag' || !('deal' in verdict) || verdict.deal === null) return;
  const first = await findEmail(tx, id);
  if (first?.status !== 'logged' || !first.reason || !guessed.has(first.reason.code)) return;
  const { deal: guess } = first.reason.details as { deal?: unknown };
  if (first.decisionId !== null || guess !== first.dealId || first.dealId === verdict.deal) return;
  const deal = await tx.db('deals').where({ id: verdict.deal }).first('company_id');
  await relink(tx, first, {
    dealId: verdict.deal,
    companyId: (deal?.company_id ?? null) as typeof verdict.companyId,
    why: verdict.reason,
    considered: leaving(first, verdict.deal),
    decision: null,
  });
  await recordEvent(tx, 'email.moved', { kind: 'email', id }, { from: first.dealId, to: verdict.deal });
}
