/** How a bid ends: submitted, won, lost, not bid for; and how each is taken back. */
import { transaction } from '../../db/transaction.ts';
import { listEvents } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, refuse } from '../../lib/errors.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Money } from '../../lib/money.ts';
import { cleanLine, cleanText } from '../../lib/text.ts';
import type { Instant } from '../../lib/time.ts';
import { saveDeal } from './changes.ts';
import { type Deal, type LossReason, type StageKey, type SubmissionWay, textLimit } from './model.ts';
import { getDealToEdit } from './service.ts';
import { listStages } from './store.ts';

/** Moves between open stages. @throws CrmError notFound, notAllowed, deal.closed */
export function moveDeal(ctx: Ctx, id: DealId, stage: StageKey): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getOpenDeal(tx, id);
    const target = (await listStages(tx)).find((one) => one.key === stage);
    if (target?.outcome !== 'open') throw new Error(`${stage} is no open stage`);
    return saveDeal(tx, deal, { stage });
  });
}

/** @param value the final one; null leaves what was there. @throws CrmError notFound, notAllowed, deal.closed */
export function awardDeal(ctx: Ctx, id: DealId, value: Money | null): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getOpenDeal(tx, id);
    const columns = { is_open: false, closed_at: tx.time.now() };
    return saveDeal(tx, deal, { stage: 'won', ...(value ? { value } : {}) }, { kind: 'deal.won', columns });
  });
}

export interface Loss {
  reason: LossReason;
  note: string | null;
  winner: string | null;
  /** in the deal's currency */
  winnerValue: Money | null;
}

/** @throws CrmError notFound, notAllowed, deal.closed; FieldErrors note, winner, winnerValue */
export function loseDeal(ctx: Ctx, id: DealId, loss: Loss): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getOpenDeal(tx, id);
    const { reason, note, winner, winnerValue } = checkedLoss(deal, loss);
    const columns = {
      is_open: false,
      closed_at: tx.time.now(),
      closed_reason: reason,
      closed_note: note,
      closed_winner: winner,
      closed_winner_amount: winnerValue?.amount ?? null,
      ...(winnerValue && !deal.value ? { currency: winnerValue.currency } : {}),
    };
    const extra = { reason, note, winner, winnerValue };
    return saveDeal(tx, deal, { stage: 'lost' }, { kind: 'deal.lost', columns, extra });
  });
}

/** We submit no offer: closes as lost. @throws CrmError notFound, notAllowed, deal.closed; FieldErrors note */
export const declineBid = (ctx: Ctx, id: DealId, note: string | null): Promise<Deal> =>
  loseDeal(ctx, id, { reason: 'noBid', note, winner: null, winnerValue: null });

function checkedLoss(deal: Deal, loss: Loss): Loss {
  const errors: CrmError[] = [];
  const note = loss.note && cleanText(loss.note);
  const winner = loss.winner && cleanLine(loss.winner);
  if ([...(note ?? '')].length > textLimit)
    errors.push(new CrmError('tooLong', { limit: textLimit }, 'note'));
  if ([...(winner ?? '')].length > 300) errors.push(new CrmError('tooLong', { limit: 300 }, 'winner'));
  if (loss.winnerValue && deal.value && loss.winnerValue.currency !== deal.value.currency)
    errors.push(new CrmError('amount.otherCurrency', { currency: deal.value.currency }, 'winnerValue'));
  if (errors.length > 0) throw new FieldErrors(errors);
  return { ...loss, note: note || null, winner: winner || null };
}

/** Back among the open ones, in the stage it was closed from. @throws CrmError notFound, notAllowed */
export function reopenDeal(ctx: Ctx, id: DealId): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getDealToEdit(tx, id);
    if (deal.outcome === 'open') return deal;
    const stage = (await stageBefore(tx, id, ['deal.won', 'deal.lost'])) ?? 'negotiation';
    const columns = {
      is_open: true,
      closed_at: null,
      closed_reason: null,
      closed_note: null,
      closed_winner: null,
      closed_winner_amount: null,
    };
    return saveDeal(tx, deal, { stage }, { kind: 'deal.reopened', columns });
  });
}

export interface Submission {
  at: Instant;
  how: SubmissionWay;
  /** a receipt number, a link */
  proof: string | null;
}

/**
 * The offer is in: the bid's nudges stop. Once: a button that is still there must not write over how and when.
 * @throws CrmError notFound, notAllowed, deal.closed, deal.submitted; FieldErrors day, proof
 */
export function submitOffer(ctx: Ctx, id: DealId, submission: Submission): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getOpenDeal(tx, id);
    if (deal.submitted) refuse('deal.submitted', { number: deal.id });
    const { at, how } = submission;
    const proof = (submission.proof && cleanText(submission.proof)) || null;
    if (at > tx.time.now()) throw new FieldErrors([new CrmError('date.future', {}, 'day')]);
    if ([...(proof ?? '')].length > textLimit)
      throw new FieldErrors([new CrmError('tooLong', { limit: textLimit }, 'proof')]);
    const stages = await listStages(tx);
    const position = (key: StageKey) => stages.find((stage) => stage.key === key)?.position ?? 0;
    const stage = position(deal.stage) < position('offer') ? 'offer' : deal.stage;
    const columns = { submitted_at: at, submitted_how: how, submitted_proof: proof };
    return saveDeal(tx, deal, { stage }, { kind: 'deal.submitted', columns, extra: { how, at, proof } });
  });
}

/** It was pressed by mistake: the stage before comes back, and with it what the deadline asks for. */
export function takeBackSubmission(ctx: Ctx, id: DealId): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getOpenDeal(tx, id);
    if (!deal.submitted) return deal;
    const stage = deal.stage === 'offer' ? await stageBefore(tx, id, ['deal.submitted']) : null;
    const columns = { submitted_at: null, submitted_how: null, submitted_proof: null };
    return saveDeal(tx, deal, stage ? { stage } : {}, { kind: 'deal.submissionTakenBack', columns });
  });
}

async function getOpenDeal(ctx: Ctx, id: DealId): Promise<Deal> {
  const deal = await getDealToEdit(ctx, id);
  if (deal.outcome !== 'open') refuse('deal.closed', { number: deal.id });
  return deal;
}

/** The stage that the last event of these kinds moved the deal from. */
async function stageBefore(ctx: Ctx, id: DealId, kinds: string[]): Promise<StageKey | null> {
  const events = await listEvents(ctx, { kind: 'deal', id }, 100);
  const last = events.find((event) => kinds.includes(event.kind));
  return (last?.details.stage as { from: StageKey } | undefined)?.from ?? null;
}
