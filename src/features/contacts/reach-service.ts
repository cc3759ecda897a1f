import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ContactId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Away, Bounce, Contact } from './model.ts';
import { listIdsByEmail, saveAway, saveBounce } from './reach-store.ts';
import { getContact } from './service.ts';

/**
 * A server says that mail to the address does not arrive. An address that nobody has is nobody's business.
 * @returns the contacts of whom this is news
 */
export async function noteBounce(tx: Ctx, address: string, bounce: Bounce): Promise<ContactId[]> {
  const changed: ContactId[] = [];
  for (const id of await listIdsByEmail(tx, address)) {
    const { emails } = await getContact(tx, id);
    const before = emails.find((one) => one.address === address)?.bounce;
    if (before && before.at >= bounce.at) continue;
    await saveBounce(tx, id, address, bounce);
    const { why, status } = bounce;
    await recordEvent(tx, 'contact.bounced', { kind: 'contact', id }, { address, why, status });
    changed.push(id);
  }
  return changed;
}

/** Mail came from the address, so it lives. @param sentAt older mail than the bounce proves nothing @returns as noteBounce */
export async function noteAlive(tx: Ctx, address: string, sentAt: Instant): Promise<ContactId[]> {
  const ids = await listIdsByEmail(tx, address, sentAt);
  for (const id of ids) await clear(tx, id, address);
  return ids;
}

/** All of their addresses, by hand. @throws CrmError notFound */
export function declareReachable(ctx: Ctx, id: ContactId): Promise<Contact> {
  return transaction(ctx, async (tx) => {
    const { emails } = await getContact(tx, id);
    if (emails.some(({ bounce }) => bounce)) await clear(tx, id, null);
    return getContact(tx, id);
  });
}

async function clear(tx: Ctx, id: ContactId, address: string | null): Promise<void> {
  await saveBounce(tx, id, address, null);
  await recordEvent(tx, 'contact.reachable', { kind: 'contact', id });
}

/** @returns the contacts whose absence is news */
export async function noteAway(tx: Ctx, address: string, away: Away): Promise<ContactId[]> {
  const changed: ContactId[] = [];
  for (const id of await listIdsByEmail(tx, address)) {
    const { away: before } = await getContact(tx, id);
    if (before?.until === away.until && before.from === away.from) continue;
    await saveAway(tx, id, away);
    changed.push(id);
  }
  return changed;
}
