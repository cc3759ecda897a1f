/** The picture of a payment code. Its libraries load with the first one. */
import { codeKindOf, decimal, type Payment, spayd } from './model.ts';

/** What a phone reads: SPAYD, or for a Slovak account PAY by square. */
export const codeText = async (payment: Payment): Promise<string> =>
  codeKindOf(payment.iban) === 'spayd' ? spayd(payment) : payBySquare(payment);

async function payBySquare({ iban, amount, variableSymbol, message, name }: Payment): Promise<string> {
  const { encode, PaymentOptions } = await import('bysquare/pay');
  return encode({
    payments: [
      {
        type: PaymentOptions.PaymentOrder,
        amount: Number(decimal(amount.amount)),
        currencyCode: amount.currency,
        bankAccounts: [{ iban }],
        beneficiary: { name: name.slice(0, 70) },
        ...(variableSymbol ? { variableSymbol } : {}),
        ...(message ? { paymentNote: message } : {}),
      },
    ],
  });
}

/** PNG, with the quiet margin that readers need. */
export async function drawCode(text: string): Promise<Buffer> {
  const { default: qrcode } = await import('qrcode');
  return qrcode.toBuffer(text, { errorCorrectionLevel: 'M', margin: 4, width: 480 });
}
