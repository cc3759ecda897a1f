import { asPerson, findPerson, isActiveMember } from '../../access/people.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { codeText, drawCode } from './picture.ts';
import { findPayment, type PaymentWish, paymentCode } from './service.ts';
import { codeAlt, codeComment } from './views.ts';

/** Drawn at the moment it leaves, and only for an account that is still published then. */
export const paymentCodeUpload = effect<{ wish: PaymentWish; personId: PersonId }>(
  paymentCode,
  async (ctx, { wish, personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    const reader = readerOf(asPerson(ctx, person));
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
