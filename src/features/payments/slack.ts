import type { Handlers } from '../../slack/handlers.ts';
import { Problems, readValue } from '../deals/form-reading.ts';
import { Ico } from '../registers/model.ts';
import { startPaymentCode } from './buttons.ts';
import { codeKindOf } from './model.ts';
import { publishedAccounts, requestPaymentCode } from './service.ts';
import { paymentForm, paymentModal } from './views.ts';

export function registerPaymentHandlers(on: Handlers): void {
  on.action(startPaymentCode, async (request) => {
    const { ctx, reader, value } = request;
    const ico = Ico.parse(value.ico);
    const [first, ...others] = await publishedAccounts(ctx, ico);
    if (!first) return request.say(reader.t.payments.noAccount);
    await request.open(() => paymentModal(ico, [first, ...others], reader));
  });

  on.submit(paymentForm, async (request) => {
    const { ctx, form, meta } = request;
    const problems = new Problems();
    const iban = form.choice('iban') ?? '';
    const amount = readValue(
      form.text('amount'),
      codeKindOf(iban) === 'payBySquare' ? 'EUR' : 'CZK',
      'amount',
      problems,
    );
    if (!amount) problems.add('amount', 'required', {});
    problems.raise();
    await requestPaymentCode(ctx, {
      ico: meta.ico,
      iban,
      amount: amount!,
      variableSymbol: form.text('variableSymbol'),
      message: form.text('message'),
    });
    // The picture itself says that it is there.
    return undefined;
  });
}
