import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { esc, lineOf } from '../../slack/blocks.ts';
import { input, modalView, option, selectField, textField } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { accountOfIban } from '../registers/bank-account.ts';
import type { PublishedAccount } from '../registers/crpdph-answer.ts';
import type { Ico } from '../registers/model.ts';
import { codeKindOf, messageLimit, type Payment } from './model.ts';

export const paymentForm = modal<{ ico: Ico }>('payments.form');

/** @param accounts those that are published now, at least one; Slack takes 100 options */
export const paymentModal = (
  ico: Ico,
  accounts: [PublishedAccount, ...PublishedAccount[]],
  { t }: Reader,
): ModalView =>
  modalView({
    id: paymentForm,
    meta: { ico },
    title: t.payments.title,
    submit: t.payments.make,
    close: t.common.cancel,
    blocks: [
      input(
        'iban',
        t.payments.account,
        selectField(
          accounts.slice(0, 100).map(({ iban, local }) => option(local ?? iban, iban)),
          accounts[0].iban,
        ),
        { hint: t.payments.accountHint },
      ),
      input(
        'amount',
        t.payments.amount,
        textField(null, { limit: 30, focus: true, placeholder: '1 250,50' }),
      ),
      input('variableSymbol', t.payments.variableSymbol, textField(null, { limit: 20 }), { optional: true }),
      input('message', t.payments.message, textField(null, { limit: messageLimit }), { optional: true }),
    ],
  });

const accountText = (iban: string): string => accountOfIban(iban).local ?? iban;

/** The same as the picture says. */
export const codeAlt = ({ iban, amount, name }: Payment, reader: Reader): string =>
  reader.t.payments.alt(reader.money(amount), accountText(iban), name);

/** What the picture asks for, to be compared with what the phone shows. */
export const codeComment = (payment: Payment, reader: Reader): string => {
  const { iban, amount, variableSymbol, message, name } = payment;
  const { payments } = reader.t;
  return [
    payments.codeFor(payments.kinds[codeKindOf(iban)], esc(name)),
    lineOf(
      ' · ',
      reader.money(amount),
      accountText(iban),
      variableSymbol && payments.symbol(variableSymbol),
      message && esc(message),
    ),
  ].join('\n');
};
