import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { type Money, parseAmount } from '../../lib/money.ts';
import { at, type PlainDate } from '../../lib/time.ts';
import { dateField, type FormValues, input, modalView, textField, timeField } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import type { NewDeal } from './model.ts';

export const newDealForm = modal<null>('deals.new');

export const newDealModal = ({ t }: Reader): ModalView =>
  modalView({
    id: newDealForm,
    meta: null,
    title: t.deals.newDeal,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input('name', t.deals.fields.name, textField()),
      input('value', t.deals.fields.value, textField(), { optional: true }),
      input('bidDate', t.deals.fields.bidDate, dateField(), { optional: true }),
      input('bidTime', t.deals.fields.bidTime, timeField(), { optional: true }),
    ],
  });

/** @throws FieldErrors value, bidDate */
export function readNewDeal(form: FormValues, ctx: Ctx): NewDeal {
  const errors: CrmError[] = [];
  const value = readValue(form.text('value'), ctx, errors);
  const bidDate = form.choice('bidDate') as PlainDate | null;
  const bidTime = form.choice('bidTime');
  if (bidTime && !bidDate) errors.push(new CrmError('date.timeWithoutDay', {}, 'bidDate'));
  if (errors.length > 0) throw new FieldErrors(errors);
  return {
    name: form.text('name') ?? '',
    value,
    bidDeadline: bidDate ? { local: at(bidDate, bidTime ?? '12:00'), zone: ctx.settings.zone } : null,
  };
}

function readValue(text: string | null, ctx: Ctx, errors: CrmError[]): Money | null {
  if (!text) return null;
  const parsed = parseAmount(text);
  if (typeof parsed !== 'string') {
    return { amount: parsed.amount, currency: parsed.currency ?? ctx.settings.currency };
  }
  errors.push(new CrmError(`amount.${parsed}`, { text }, 'value'));
  return null;
}
