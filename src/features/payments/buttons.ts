import { button } from '../../slack/ids.ts';
import type { Ico } from '../registers/model.ts';

/** opens the form for a payment code to a published account of this company */
export const startPaymentCode = button<{ ico: Ico }>('payments.start');
