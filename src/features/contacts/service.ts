import { transaction } from '../../db/transaction.ts';
import { ChangedMeanwhile, changesSince, type FieldChange } from '../../events/changes.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound } from '../../lib/errors.ts';
import type { ContactId } from '../../lib/ids.ts';
import { cleanLine } from '../../lib/text.ts';
import { type Contact, contactNameLimit, type NewContact, readEmail, readPhone } from './model.ts';
import { saveBounce } from './reach-store.ts';
import {
  findContact,
  findContactByEmail,
  insertContact,
  lockContact,
  markContactDeleted,
  updateContact,
} from './store.ts';

/** @throws CrmError notFound */
export const getContact = async (ctx: Ctx, id: ContactId): Promise<Contact> =>
  (await findContact(ctx, id)) ?? notFound('contact');

/**
 * Creates a contact, or gives the one that already has this e-mail address (and tells it its company when it had none).
 * @throws FieldErrors name, email
 */
export function createContact(ctx: Ctx, input: NewContact): Promise<Contact> {
  return transaction(ctx, async (tx) => {
    const contact = checked(tx, input);
    const known = contact.email ? await findContactByEmail(tx, contact.email) : null;
    if (known) return known.companyId || !contact.companyId ? known : changeContact(tx, known.id, contact);
    const id = await insertContact(tx, contact);
    await recordEvent(
      tx,
      'contact.created',
      { kind: 'contact', id },
      { name: contact.name, companyId: contact.companyId ?? null },
    );
    return getContact(tx, id);
  });
}

/** Changes what is given and leaves the rest. @throws CrmError notFound; FieldErrors name, email */
export function changeContact(ctx: Ctx, id: ContactId, change: Partial<NewContact>): Promise<Contact> {
  return transaction(ctx, async (tx) => {
    const before = await getContact(tx, id);
    const clean = checked(tx, change);
    await updateContact(tx, id, clean);
    // What a server said of the old address says nothing of the new one.
    if (before.bounce && clean.email !== undefined && clean.email !== before.email)
      await saveBounce(tx, id, null);
    const after = await getContact(tx, id);
    await recordEvent(tx, 'contact.changed', { kind: 'contact', id }, differences(before, after));
    return after;
  });
}

export type SeenContactChange =
  | { kind: 'saved'; contact: Contact }
  /** nothing was saved: `contact` is as it is now, `changes` what others did since to what the form shows */
  | { kind: 'changedMeanwhile'; contact: Contact; changes: FieldChange[] };

/** The same, over a contact that the person saw in a form at this version. @throws as changeContact */
export async function changeSeenContact(
  ctx: Ctx,
  id: ContactId,
  version: number,
  typed: NewContact,
): Promise<SeenContactChange> {
  const ofTheForm = async (any: Ctx) =>
    (await changesSince(any, { kind: 'contact', id }, version)).filter(({ field }) => field in typed);
  try {
    const contact = await transaction(ctx, async (tx) => {
      await lockContact(tx, id);
      const before = await getContact(tx, id);
      if (before.version !== version && (await ofTheForm(tx)).length > 0)
        throw new ChangedMeanwhile({ kind: 'contact', id });
      return changeContact(tx, id, typed);
    });
    return { kind: 'saved', contact };
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return { kind: 'changedMeanwhile', contact: await getContact(ctx, id), changes: await ofTheForm(ctx) };
  }
}

/** For one that was made by mistake: whoever asks made sure that nothing speaks of it. @throws CrmError notFound */
export function deleteContact(ctx: Ctx, id: ContactId): Promise<void> {
  return transaction(ctx, async (tx) => {
    const { name } = await getContact(tx, id);
    await markContactDeleted(tx, id);
    await recordEvent(tx, 'contact.deleted', { kind: 'contact', id }, { name });
  });
}

function differences(before: Contact, after: Contact): Record<string, unknown> {
  const keys = Object.keys(after) as (keyof Contact)[];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }]));
}

function checked<C extends Partial<NewContact>>(ctx: Ctx, contact: C): C {
  const errors: CrmError[] = [];
  const clean = { ...contact };
  if (contact.name !== undefined) {
    clean.name = cleanLine(contact.name);
    if (!clean.name) errors.push(new CrmError('required', {}, 'name'));
    if ([...clean.name].length > contactNameLimit)
      errors.push(new CrmError('tooLong', { limit: contactNameLimit }, 'name'));
  }
  if (contact.email) {
    clean.email = readEmail(contact.email);
    if (!clean.email) errors.push(new CrmError('email.invalid', { text: contact.email }, 'email'));
  }
  if (contact.phone) clean.phone = readPhone(cleanLine(contact.phone), ctx.settings.country);
  if (contact.position) clean.position = cleanLine(contact.position);
  if (errors.length > 0) throw new FieldErrors(errors);
  return clean;
}

export {
  findContact,
  findContactByEmail,
  listAwayOn,
  listContactsByIds,
  listContactsOf,
  searchContacts,
} from './store.ts';
