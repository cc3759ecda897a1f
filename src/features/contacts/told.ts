/** A contact as its form and its events tell of it: each field as one text. */
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Contact, ContactEmail, NewContact } from './model.ts';
import { type ContactPhone, parsePhone, showPhone } from './phones.ts';

export const addressLines = (emails: Pick<ContactEmail, 'address'>[]): string | null =>
  emails.map(({ address }) => address).join('\n') || null;

/** In the form that reads the same everywhere; what it is only where the number does not say so itself. */
export const phoneLines = (phones: ContactPhone[], reader: Reader | null): string | null =>
  phones
    .map((one) => {
      const shown = showPhone(one, null);
      const said = reader && one.kind && parsePhone(shown, 'CZ').kind !== one.kind;
      return said && one.kind ? `${shown} ${reader.t.contacts.kinds[one.kind]}` : shown;
    })
    .join('\n') || null;

export function toldOf(contact: Contact): Record<string, unknown> {
  const { emails, phones, email, phone, bounce, away, doNotApproach, id, createdAt, ...told } = contact;
  return { ...told, emails: addressLines(emails), phones: phoneLines(phones, null) };
}

/** What a person typed, the same way. */
export function toldOfTyped(ctx: Ctx, typed: NewContact): Record<string, unknown> {
  const { emails = [], phones = [] } = typed;
  const { country } = ctx.settings;
  return {
    ...typed,
    emails: emails.join('\n') || null,
    phones: phoneLines(
      phones.map(({ typed: text, kind }) => parsePhone(text, country, kind)),
      null,
    ),
  };
}
