import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Ctx } from '../../lib/context.ts';

/** E.164, else the digits; null when it is no number at all. */
export function phoneOf(ctx: Ctx, typed: string): string | null {
  const read = parsePhoneNumberFromString(typed, ctx.settings.country);
  if (read?.isPossible()) return read.number;
  const digits = typed.replace(/\D/g, '');
  return digits.length >= 6 ? digits : null;
}

/** `+420 601 000 987`, as it is read and dialled. */
export const showPhone = (phone: string): string =>
  parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
