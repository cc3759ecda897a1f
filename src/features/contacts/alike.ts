/** Who is here already, before one more contact is made. */
import type { Ctx } from '../../lib/context.ts';
import type { ContactId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Contact, NewContact } from './model.ts';
import { splitName } from './names.ts';
import { parsePhone } from './phones.ts';
import { listIdsByPhone } from './reach-store.ts';
import { findContact, findContactByEmail, listNamesakes } from './store.ts';

/** `email`: the same person for sure. The others may be somebody else. */
export type Alike =
  | { by: 'email'; contact: Contact; address: string }
  | { by: 'phone' | 'name'; contact: Contact };

/** @param notThem somebody who was shown already */
export async function findAlike(
  ctx: Ctx,
  typed: NewContact,
  notThem: ContactId | null = null,
): Promise<Alike | null> {
  for (const address of [...(typed.emails ?? []), ...(typed.email ? [typed.email] : [])]) {
    const contact = await findContactByEmail(ctx, address);
    if (contact) return { by: 'email', contact, address };
  }
  const { country } = ctx.settings;
  const texts = [...(typed.phones ?? []).map((one) => one.typed), ...(typed.phone ? [typed.phone] : [])];
  const numbers = texts.flatMap((text) => parsePhone(text, country).number ?? []);
  const byPhone = (await listIdsByPhone(ctx, numbers)).find((id) => id !== notThem);
  const samePhone = byPhone ? await findContact(ctx, byPhone) : null;
  if (samePhone) return { by: 'phone', contact: samePhone };
  const namesakes = await listNamesakes(ctx, fold(splitName(typed.name).name), typed.companyId ?? null);
  const contact = namesakes.find(({ id }) => id !== notThem);
  return contact ? { by: 'name', contact } : null;
}
