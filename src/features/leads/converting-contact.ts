/** The contact that a lead becomes: a new one, or one that we have, told what the lead knew besides. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { type Contact, type NewContact, reachLimit } from '../contacts/model.ts';
import { parsePhone } from '../contacts/phones.ts';
import { changeContact, createContact, findContactByEmail } from '../contacts/service.ts';
import type { Conversion } from './converting.ts';
import type { Lead } from './model.ts';

/** Joins the transaction of the conversion. @throws FieldErrors contact, email */
export async function contactFor(
  tx: Ctx,
  lead: Lead,
  typed: Conversion['contact'],
  companyId: CompanyId | null,
): Promise<ContactId | null> {
  if (!typed) return null;
  const { phone, position } = typed;
  const contact = await createContact(tx, { ...typed, companyId });
  // Of one that is known already: what was empty is filled, another number and address added, and nothing else touched.
  const filled = {
    ...(phone ? withPhone(tx, contact, phone) : {}),
    ...(position && !contact.position ? { position } : {}),
    ...(await withAddress(tx, contact, lead)),
  };
  if (Object.keys(filled).length > 0) await changeContact(tx, contact.id, filled);
  return contact.id;
}

function withPhone(tx: Ctx, { phones }: Contact, typed: string): Partial<NewContact> {
  const { number } = parsePhone(typed, tx.settings.country);
  const isKnown = phones.some((one) => one.typed === typed || (number !== null && one.number === number));
  return isKnown || phones.length >= reachLimit ? {} : { phones: [...phones, { typed, kind: null }] };
}

/** An address that mail came from is theirs; one that somebody typed may be a slip which the form has just mended. */
async function withAddress(tx: Ctx, { emails }: Contact, lead: Lead): Promise<Partial<NewContact>> {
  const addresses = emails.map(({ address }) => address);
  const { email, source } = lead;
  if (!email || source !== 'mail' || addresses.includes(email) || addresses.length >= reachLimit) return {};
  return (await findContactByEmail(tx, email)) ? {} : { emails: [...addresses, email] };
}
