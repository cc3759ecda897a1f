/** What a person or a mail gives, as it is kept. */
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { cleanLine } from '../../lib/text.ts';
import { readEmail } from './addresses.ts';
import { type Contact, contactNameLimit, type NewContact, reachLimit, textLimit } from './model.ts';
import { splitName } from './names.ts';
import { type ContactPhone, parsePhone } from './phones.ts';
import type { ContactColumns } from './store.ts';

/** @throws FieldErrors name, email, emails, phones */
export function checked<C extends Partial<NewContact>>(
  ctx: Ctx,
  input: C,
  before: Contact | null,
): ContactColumns & Pick<C, 'name'> {
  const errors: CrmError[] = [];
  const { email, phone, emails, phones, ...clean } = input;
  if (input.name !== undefined) Object.assign(clean, nameOf(input, before, errors));
  for (const field of ['position', 'salutation', 'source'] as const) {
    const text = input[field];
    if (text === undefined) continue;
    clean[field] = text === null ? null : cleanLine(text) || null;
    if ([...(text ?? '')].length > textLimit)
      errors.push(new CrmError('tooLong', { limit: textLimit }, field));
  }
  const addresses = addressesOf(input, before, errors);
  const numbers = numbersOf(ctx, input, before);
  if ((addresses?.length ?? 0) > reachLimit)
    errors.push(new CrmError('contact.tooMany', { limit: reachLimit }, 'emails'));
  if ((numbers?.length ?? 0) > reachLimit)
    errors.push(new CrmError('contact.tooMany', { limit: reachLimit }, 'phones'));
  if (errors.length > 0) throw new FieldErrors(errors);
  return {
    ...clean,
    ...(addresses ? { emails: addresses } : {}),
    ...(numbers ? { phones: numbers } : {}),
  } as ContactColumns & Pick<C, 'name'>;
}

/** Titles that are typed with the name go where titles are. */
function nameOf(
  { name = '', titleBefore, titleAfter }: Partial<NewContact>,
  before: Contact | null,
  errors: CrmError[],
): Partial<NewContact> {
  const split = splitName(name);
  if (!cleanLine(name)) errors.push(new CrmError('required', {}, 'name'));
  else if (!split.name) errors.push(new CrmError('contact.onlyTitle', { text: cleanLine(name) }, 'name'));
  if ([...split.name].length > contactNameLimit)
    errors.push(new CrmError('tooLong', { limit: contactNameLimit }, 'name'));
  const title = (typed: string | null | undefined, found: string | null, old: string | null | undefined) => {
    if (typed) return cleanLine(typed);
    if (found) return found;
    return typed === undefined ? (old ?? null) : null;
  };
  return {
    name: split.name,
    titleBefore: title(titleBefore, split.titleBefore, before?.titleBefore),
    titleAfter: title(titleAfter, split.titleAfter, before?.titleAfter),
  };
}

/** The main one alone takes the place of the main one. */
function addressesOf(
  { email, emails }: Partial<NewContact>,
  before: Contact | null,
  errors: CrmError[],
): string[] | null {
  const read = (text: string, field: string): string[] => {
    const address = readEmail(text);
    if (!address) errors.push(new CrmError('email.invalid', { text }, field));
    return address ? [address] : [];
  };
  if (emails) return [...new Set(emails.flatMap((one) => read(one, 'emails')))];
  if (email === undefined) return null;
  const others = (before?.emails ?? []).slice(1).map(({ address }) => address);
  return [...new Set([...(email ? read(email, 'email') : []), ...others])];
}

function numbersOf(
  ctx: Ctx,
  { phone, phones }: Partial<NewContact>,
  before: Contact | null,
): ContactPhone[] | null {
  const { country } = ctx.settings;
  if (phones)
    return once(
      phones
        .filter(({ typed }) => cleanLine(typed))
        .map(({ typed, kind }) => parsePhone(typed, country, kind)),
    );
  if (phone === undefined) return null;
  const others = (before?.phones ?? []).slice(1);
  return once([...(phone && cleanLine(phone) ? [parsePhone(phone, country)] : []), ...others]);
}

const once = (phones: ContactPhone[]): ContactPhone[] =>
  phones.filter(
    (one, at) =>
      phones.findIndex((other) => (other.number ?? other.typed) === (one.number ?? one.typed)) === at,
  );
