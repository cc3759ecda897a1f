/** A payment code for a published account of a company, sent to whoever asked. */
import { transaction } from '../../db/transaction.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import type { Money } from '../../lib/money.ts';
import { cleanLine } from '../../lib/text.ts';
import { dateIn } from '../../lib/time.ts';
import { enqueue } from '../../outbox/store.ts';
import { readBankAccount } from '../registers/bank-account.ts';
import { accountStatus, type PublishedAccount } from '../registers/crpdph-answer.ts';
import { recallVat } from '../registers/crpdph-service.ts';
import type { Ico } from '../registers/model.ts';
import { recallByIco } from '../registers/service.ts';
import { codeKindOf, largestAmount, messageLimit, type Payment, symbolLimit } from './model.ts';

export interface PaymentWish {
  ico: Ico;
  iban: string;
  amount: Money;
  variableSymbol: string | null;
  message: string | null;
}

export const paymentCode = 'payments.code';

/** Accounts that the VAT register publishes today, by its last answer, and that a code can say; nobody is asked. */
export async function publishedAccounts(ctx: Ctx, ico: Ico): Promise<PublishedAccount[]> {
  const vat = await recallVat(ctx, ico);
  if (vat?.kind !== 'answered') return [];
  const today = dateIn(ctx.time.now(), 'Europe/Prague');
  return vat.subject.accounts.filter(
    ({ iban }) =>
      accountStatus(vat.subject.accounts, iban, today).kind === 'published' &&
      readBankAccount(iban).kind === 'account',
  );
}

/** The payment as it is now, or null: the account is published no more, or the company is not known. */
export async function findPayment(ctx: Ctx, wish: PaymentWish): Promise<Payment | null> {
  // One after another: inside a transaction there is one connection.
  const accounts = await publishedAccounts(ctx, wish.ico);
  const company = await recallByIco(ctx, wish.ico);
  if (!company || !accounts.some(({ iban }) => iban === wish.iban)) return null;
  const { iban, amount, variableSymbol, message } = wish;
  return { iban, amount, variableSymbol, message, name: company.name };
}

/** Sends the picture to the actor's DM. @throws FieldErrors iban, amount, variableSymbol, message */
export async function requestPaymentCode(ctx: Ctx, wish: PaymentWish): Promise<void> {
  const personId = actorId(ctx) ?? notFound('person');
  const clean = checked(wish);
  await transaction(ctx, async (tx) => {
    if (!(await findPayment(tx, clean)))
      throw new FieldErrors([new CrmError('payment.notPublished', {}, 'iban')]);
    await enqueue(tx, {
      kind: paymentCode,
      payload: { wish: clean, personId },
      dedupeKey: `${paymentCode}:${randomId()}`,
      lane: `person:${personId}`,
      priority: 'answer',
    });
  });
}

function checked(wish: PaymentWish): PaymentWish {
  const variableSymbol = wish.variableSymbol?.replace(/\s/g, '') || null;
  const message = cleanLine(wish.message ?? '') || null;
  const { amount, currency } = wish.amount;
  const errors: CrmError[] = [];
  if (amount === 0) errors.push(new CrmError('required', {}, 'amount'));
  if (amount > largestAmount) errors.push(new CrmError('amount.tooLarge', {}, 'amount'));
  if (codeKindOf(wish.iban) === 'payBySquare' && currency !== 'EUR')
    errors.push(new CrmError('amount.otherCurrency', { currency: 'EUR' }, 'amount'));
  if (variableSymbol && !new RegExp(`^\\d{1,${symbolLimit}}$`).test(variableSymbol))
    errors.push(new CrmError('payment.symbol', { limit: symbolLimit }, 'variableSymbol'));
  if (message && [...message].length > messageLimit)
    errors.push(new CrmError('tooLong', { limit: messageLimit }, 'message'));
  if (errors.length > 0) throw new FieldErrors(errors);
  return { ...wish, variableSymbol, message };
}
