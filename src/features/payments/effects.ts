import { readerOf } from '../../i18n/reader.ts';
import type { Delivery } from '../../outbox/effects.ts';
import { effectFor } from '../../outbox/recipients.ts';
import { codeText, drawCode } from './picture.ts';
import { findPayment, type PaymentWish, paymentCode } from './service.ts';
import { codeAlt, codeComment } from './views.ts';

/** Drawn at the moment it leaves, and only for an account that is still published then. */
export const paymentCodeUpload = effectFor<{ wish: PaymentWish }>(
  paymentCode,
  async (seen, { wish, personId }, { ctx }): Promise<Delivery> => {
    const reader = readerOf(seen);
    const payment = await findPayment(ctx, wish);
    if (!payment) return { do: 'drop', reason: 'the account is published no more' };
    const png = await drawCode(await codeText(payment));
    return {
      do: 'upload',
      to: { person: personId },
      name: reader.t.payments.file,
      alt: codeAlt(payment, reader),
      comment: codeComment(payment, reader),
      content: async () => png,
      size: png.byteLength,
    };
  },
);
