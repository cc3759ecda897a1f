import { lockName } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import { ChangedMeanwhile, changesSince, type FieldChange } from '../../events/changes.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound } from '../../lib/errors.ts';
import type { ContactId } from '../../lib/ids.ts';
import { assertNothingHidden } from '../fields/guard-service.ts';
import { checked } from './checks.ts';
import { changeEmployer, saveSince } from './companies-store.ts';
import type { Contact, NewContact } from './model.ts';
import { listIdsByEmail } from './reach-store.ts';
import {
  type ContactColumns,
  findContact,
  findContactByEmail,
  insertContact,
  lockContact,
  markContactDeleted,
  updateContact,
} from './store.ts';
import { toldOf } from './told.ts';

/** @throws CrmError notFound */
export const getContact = async (ctx: Ctx, id: ContactId): Promise<Contact> =>
  (await findContact(ctx, id)) ?? notFound('contact');

/**
 * Creates a contact, or gives the one that already has this e-mail address (and tells it its company when it had none).
 * @throws FieldErrors name, email
 */
export function createContact(ctx: Ctx, input: NewContact): Promise<Contact> {
  return transaction(ctx, async (tx) => {
    const contact = checked(tx, input, null);
    await lockAddresses(tx, contact.emails);
    const known = await findByAddresses(tx, contact.emails);
    if (known)
      return known.companyId || !contact.companyId
        ? known
        : changeContact(tx, known.id, { companyId: contact.companyId });
    const id = await insertContact(tx, contact);
    if (contact.companyId)
      await changeEmployer(tx, id, contact.companyId, { position: null, since: contact.since ?? null });
    await recordEvent(
      tx,
      'contact.created',
      { kind: 'contact', id },
      { name: contact.name, companyId: contact.companyId ?? null },
    );
    return getContact(tx, id);
  });
}

async function findByAddresses(tx: Ctx, addresses: string[] = []): Promise<Contact | null> {
  for (const address of addresses) {
    const known = await findContactByEmail(tx, address);
    if (known) return known;
  }
  return null;
}

/** Two who write down one address at once: the second finds the first one's contact. */
async function lockAddresses(tx: Ctx, addresses: string[] = []): Promise<void> {
  for (const address of addresses.toSorted()) await lockName(tx.db, `contact:${address}`);
}

/** Changes what is given and leaves the rest. @throws CrmError notFound; FieldErrors name, email, emails */
export function changeContact(ctx: Ctx, id: ContactId, change: Partial<NewContact>): Promise<Contact> {
  return transaction(ctx, async (tx) => {
    const before = await getContact(tx, id);
    const clean = checked(tx, change, before);
    await assertOwnAddresses(tx, id, clean.emails, before);
    // Who has the company sees the restricted fields of its people.
    if (clean.companyId !== undefined && clean.companyId !== before.companyId)
      await assertNothingHidden(tx, 'contact', id);
    await updateContact(tx, id, clean);
    await noteEmployer(tx, before, clean);
    const after = await getContact(tx, id);
    await recordEvent(tx, 'contact.changed', { kind: 'contact', id }, differences(before, after));
    return after;
  });
}

async function noteEmployer(tx: Ctx, before: Contact, { companyId, since }: ContactColumns): Promise<void> {
  const { id, position } = before;
  if (companyId !== undefined && companyId !== before.companyId)
    await changeEmployer(tx, id, companyId, { position, since: since ?? null });
  else if (since !== undefined) await saveSince(tx, id, since);
}

/** One address belongs to one contact. */
async function assertOwnAddresses(
  tx: Ctx,
  id: ContactId,
  addresses: string[] = [],
  before: Contact,
): Promise<void> {
  const fresh = addresses.filter((one) => !before.emails.some(({ address }) => address === one));
  await lockAddresses(tx, fresh);
  for (const address of fresh) {
    const other = (await listIdsByEmail(tx, address)).find((one) => one !== id);
    if (!other) continue;
    const { name } = await getContact(tx, other);
    throw new FieldErrors([new CrmError('contact.emailTaken', { address, name }, 'emails')]);
  }
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
  const [from, to] = [toldOf(before), toldOf(after)];
  const changed = Object.keys(to).filter((key) => from[key] !== to[key]);
  return Object.fromEntries(changed.map((key) => [key, { from: from[key], to: to[key] }]));
}

export { listEmployments } from './companies-store.ts';
export { listContactsAfter } from './export-store.ts';
export { isFamiliar } from './manners-store.ts';
export { searchContacts } from './search-store.ts';
export {
  findContact,
  findContactByEmail,
  listContactsByIds,
  listContactsOf,
  listHardToReach,
  noteContactTerms,
} from './store.ts';
