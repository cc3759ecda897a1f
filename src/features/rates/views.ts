import type { ModalView } from '@slack/types';
import type { Person } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import { type Currency, currencies } from '../../lib/money.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, type Message, section } from '../../slack/blocks.ts';
import { dateField, input, modalView, option, selectField, textField } from '../../slack/forms.ts';
import { button, modal } from '../../slack/ids.ts';
import type { Rate } from './model.ts';

export const enterRateButton = button<null>('rates.enter');
export const rateForm = modal<null>('rates.form');

/** `1 EUR = 25,145 Kč` */
export function rateLine(rate: Pick<Rate, 'currency' | 'into' | 'millionths'>, reader: Reader): string {
  const number = new Intl.NumberFormat(reader.language, { maximumFractionDigits: 6 })
    .format(rate.millionths / 1_000_000)
    .replace(/[\s\u202f]/gu, '\u00a0');
  const one = reader.money({ amount: 100, currency: rate.into });
  return reader.t.rates.line(rate.currency, one.replace('1', number));
}

export function ratesCard(
  rates: { rate: Rate; by: Person | null }[],
  into: Currency,
  mayEnter: boolean,
  reader: Reader,
): Message {
  const { t } = reader;
  const lines = rates.map(
    ({ rate, by }) =>
      `${bold(rateLine(rate, reader))}   ${t.rates.enteredOn(reader.date(rate.validOn), esc(cut(by?.name ?? '?', 60)))}`,
  );
  return {
    text: t.rates.title,
    blocks: [
      section(bold(t.rates.title)),
      section(lines.length > 0 ? lines.join('\n') : t.rates.none),
      context(t.rates.explained(into)),
      ...(mayEnter ? [actions([enterRateButton.make(t.rates.enter, null)])] : []),
    ],
  };
}

export function rateModal(into: Currency, reader: Reader): ModalView {
  const { t } = reader;
  const others = currencies.filter((currency) => currency !== into).map((one) => option(one, one));
  return modalView({
    id: rateForm,
    meta: null,
    title: t.rates.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input(
        'currency',
        t.rates.currency,
        selectField(others, others.some((one) => one.value === 'EUR') ? 'EUR' : 'CZK'),
      ),
      input('rate', t.rates.rate(into), textField(null, { limit: 20, focus: true }), {
        hint: t.rates.rateHint,
      }),
      input('validOn', t.rates.validOn, dateField(reader.today)),
    ],
  });
}
