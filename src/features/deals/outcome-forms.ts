/** The windows that ask how a bid ended. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Money } from '../../lib/money.ts';
import { clockOf, dayOf, instantOf, type LocalDateTime, localOf } from '../../lib/time.ts';
import { context, section } from '../../slack/blocks.ts';
import {
  dateField,
  type FormValues,
  input,
  modalView,
  option,
  selectField,
  textField,
  timeField,
} from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { Problems, readMoment, readValue } from './form-reading.ts';
import { titleLine } from './lines.ts';
import {
  type Deal,
  type LossReason,
  lossReasons,
  type SubmissionWay,
  submissionWays,
  textLimit,
} from './model.ts';
import type { Loss, Submission } from './outcome-service.ts';

export interface DealPlace {
  id: DealId;
  place: Place;
}

export const wonForm = modal<DealPlace>('deals.won');
export const lostForm = modal<DealPlace>('deals.lost');
export const noBidForm = modal<DealPlace>('deals.noBid');
export const submittedForm = modal<DealPlace>('deals.submitted');

export const wonModal = (deal: Deal, place: Place, { t, money }: Reader): ModalView =>
  modalView({
    id: wonForm,
    meta: { id: deal.id, place },
    title: t.dealForms.won.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      section(titleLine(deal)),
      input('value', t.dealForms.won.value, textField(deal.value && money(deal.value), { limit: 40 }), {
        optional: true,
        hint: t.dealForms.valueHint,
      }),
    ],
  });

export const lostModal = (deal: Deal, place: Place, { t }: Reader): ModalView => {
  const reasons = lossReasons.filter((reason) => reason !== 'noBid');
  return modalView({
    id: lostForm,
    meta: { id: deal.id, place },
    title: t.dealForms.lost.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      section(titleLine(deal)),
      input(
        'reason',
        t.dealForms.lost.reason,
        selectField(reasons.map((one) => option(t.deals.reasons[one], one))),
      ),
      input('winner', t.dealForms.lost.winner, textField(null, { limit: 300 }), { optional: true }),
      input('winnerValue', t.dealForms.lost.winnerValue, textField(null, { limit: 40 }), { optional: true }),
      input('note', t.dealForms.lost.note, textField(null, { limit: textLimit, multiline: true }), {
        optional: true,
      }),
    ],
  });
};

export const noBidModal = (deal: Deal, place: Place, { t }: Reader): ModalView =>
  modalView({
    id: noBidForm,
    meta: { id: deal.id, place },
    title: t.dealForms.noBid.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      section(titleLine(deal)),
      input('note', t.dealForms.noBid.note, textField(null, { limit: textLimit, multiline: true }), {
        optional: true,
      }),
      context(t.dealForms.noBid.explained),
    ],
  });

export function submittedModal(deal: Deal, place: Place, { t, now, zone }: Reader): ModalView {
  const local = localOf(now, zone);
  return modalView({
    id: submittedForm,
    meta: { id: deal.id, place },
    title: t.dealForms.submitted.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      section(titleLine(deal)),
      input(
        'how',
        t.dealForms.submitted.how,
        selectField(
          submissionWays.map((way) => option(t.deals.ways[way], way)),
          'portal',
        ),
      ),
      input('day', t.dealForms.submitted.day, dateField(dayOf(local))),
      input('time', t.dealForms.submitted.time, timeField(clockOf(local))),
      input('proof', t.dealForms.submitted.proof, textField(null, { limit: textLimit }), {
        optional: true,
        hint: t.dealForms.submitted.proofHint,
      }),
    ],
  });
}

/** @throws FieldErrors value */
export function readFinalValue(form: FormValues, ctx: Ctx, deal: Deal): Money | null {
  const problems = new Problems();
  const value = readValue(
    form.text('value'),
    deal.value?.currency ?? ctx.settings.currency,
    'value',
    problems,
  );
  problems.raise();
  return value;
}

/** @throws FieldErrors winnerValue */
export function readLoss(form: FormValues, ctx: Ctx, deal: Deal): Loss {
  const problems = new Problems();
  const fallback = deal.value?.currency ?? ctx.settings.currency;
  const winnerValue = readValue(form.text('winnerValue'), fallback, 'winnerValue', problems);
  problems.raise();
  const reason = (form.choice('reason') ?? 'other') as LossReason;
  return { reason, note: form.text('note'), winner: form.text('winner'), winnerValue };
}

/** The day and time are of the reader's own clock. @throws FieldErrors day */
export function readSubmission(form: FormValues, { now, zone }: Reader): Submission {
  const problems = new Problems();
  const moment = readMoment(form, 'day', 'time', '12:00', problems);
  problems.raise();
  return {
    at: instantOf((moment ?? localOf(now, zone)) as LocalDateTime, zone),
    how: (form.choice('how') ?? 'portal') as SubmissionWay,
    proof: form.text('proof'),
  };
}
