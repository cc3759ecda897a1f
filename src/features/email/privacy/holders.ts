/** Whose a mail is. */
import { isActiveMember, listSalesLeads } from '../../../access/people.ts';
import { recall } from '../../../db/recall.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { isOwn } from '../addresses.ts';
import { findColleague } from '../lookup.ts';
import type { Place } from '../process.ts';
import type { CustomerMail } from '../reading/understand.ts';
import type { Owners } from './never-log.ts';

/** A circular to the whole firm is nobody's own. */
const mostRecipients = 20;

/** Who sent or forwarded it or has the mailbox, and which colleagues received it. */
export async function ownersOf(tx: Ctx, mail: CustomerMail, place: Place): Promise<Owners> {
  const { mailbox, own } = place;
  const senders = [
    mail.forwardedBy?.address,
    mail.direction === 'in' ? null : mail.from.address,
    mailbox.person,
  ];
  const recipients = [...mail.to, ...mail.cc]
    .map(({ address }) => address)
    .filter((address) => isOwn(address, own) && !own.mailbox.has(address));
  return {
    senders: await peopleOf(tx, senders, place),
    recipients: recipients.length > mostRecipients ? [] : await peopleOf(tx, recipients, place),
  };
}

/**
 * Those who see all of a mail, whatever others see. One that no colleague sent or received is the mail of those for whom
 * the mailbox is read, else of the sales leads: somebody must be able to read it.
 */
export async function holdersOf(tx: Ctx, owners: Owners, place: Place): Promise<PersonId[]> {
  const own = [...owners.senders, ...owners.recipients];
  if (own.length > 0) return own;
  const shared = await peopleOf(tx, place.mailbox.for, place);
  if (shared.length > 0) return shared;
  return recall(tx, 'sales leads', async () => (await listSalesLeads(tx.db)).map(({ id }) => id));
}

async function peopleOf(
  tx: Ctx,
  addresses: (string | null | undefined)[],
  place: Place,
): Promise<PersonId[]> {
  const ids: PersonId[] = [];
  for (const address of new Set(addresses)) {
    const person = await findColleague(tx, address, place);
    if (isActiveMember(person) && !ids.includes(person.id)) ids.push(person.id);
  }
  return ids;
}
