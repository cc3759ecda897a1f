/** Nobody is asked twice about one sender: while a card about them waits, their other mails join it. */
import { personOf } from '../../../access/people.ts';
import { recall } from '../../../db/recall.ts';
import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { refuse } from '../../../lib/errors.ts';
import { queueEmailEdits, queueTriageCard } from '../effects.ts';
import type { Email, EmailId } from '../model.ts';
import { queueQuestion } from '../notices/held-cards.ts';
import { isRecent, quietEnd } from '../notices/sent-in.ts';
import { findSeenEmail, onlySeen } from '../privacy/sight.ts';
import { isNoticeMail } from '../reading/portals.ts';
import { type AskedMail, askedAbout, listJoined, setLead } from './waiting-store.ts';

/** A mail that begins to wait. */
export type Waiting = Pick<
  Email,
  | 'id'
  | 'counterpart'
  | 'marks'
  | 'reason'
  | 'senderDoubt'
  | 'history'
  | 'receivedAt'
  | 'cameLate'
  | 'triagePersonId'
  | 'considered'
>;

/** A portal writes about many tenders, and a new deal was asked for one mail. */
export const mayBeJoined = (email: Waiting): email is Waiting & { counterpart: string } =>
  Boolean(email.counterpart) && !isNoticeMail(email) && email.reason?.code !== 'newDealTag';

/** The mail on whose card one that begins to wait is asked about; null when it needs a card of its own. */
export async function findCardOf(tx: Ctx, email: Waiting): Promise<AskedMail | null> {
  if (!mayBeJoined(email)) return null;
  const asked = await askedAbout.one(tx, email.counterpart);
  const fits = (lead: AskedMail): boolean =>
    lead.senderDoubt === email.senderDoubt &&
    lead.id !== email.id &&
    // Older mails wait without a card.
    (isRecent(tx, lead) || !isRecent(tx, email)) &&
    // What may belong to a deal hides from whom the deal does: only who would be asked anyway sees it.
    (lead.triagePersonId === email.triagePersonId || email.considered.length === 0);
  return asked.find(fits) ?? null;
}

/** Its card tells of one more; of several that join together once. */
export const tellOfMore = (tx: Ctx, lead: EmailId): Promise<void> =>
  recall(tx, `edits of ${lead}`, () => queueEmailEdits(tx, lead));

/** The mail with those on its card that the actor sees, unless it is wanted alone. */
export const groupOf = async (ctx: Ctx, lead: Email, alone: boolean): Promise<Email[]> =>
  alone ? [lead] : [lead, ...(await onlySeen(ctx, await listJoined(ctx, lead.id)))];

/** Its own mail is decided: the next one asks for those that still wait on its card. */
export async function passCardOn(tx: Ctx, lead: EmailId): Promise<void> {
  const [next, ...others] = await listJoined(tx, lead);
  if (!next) return;
  await setLead(tx, [next.id], null);
  await setLead(
    tx,
    others.map(({ id }) => id),
    next.id,
  );
  await askAbout(tx, next);
}

/** Whoever decides or parts them by hand is here. */
async function askAbout(tx: Ctx, email: Email): Promise<void> {
  const event = await recordEvent(tx, 'email.triage', { kind: 'email', id: email.id }, { alone: true });
  const { id, triagePersonId } = email;
  if (!triagePersonId) return;
  const isHere = actorId(tx) === triagePersonId;
  if (isHere || isRecent(tx, email)) return queueTriageCard(tx, id, triagePersonId, event, isHere);
  // The morning's list holds what came in the last days.
  const person = await personOf.one(tx, triagePersonId);
  const runAt = person ? quietEnd(tx, person, tx.time.now()) : tx.time.now();
  await queueQuestion(tx, id, triagePersonId, `alone:${event}`, runAt);
}

/** Each mail of the card gets a card of its own. @throws CrmError notFound */
export function splitCard(ctx: Ctx, id: EmailId): Promise<void> {
  return transaction(ctx, async (tx) => {
    const lead = await findSeenEmail(tx, id);
    if (lead?.status !== 'triage') refuse('notFound', { what: 'email' });
    const joined = await listJoined(tx, id);
    await setLead(
      tx,
      joined.map((one) => one.id),
      null,
    );
    for (const one of joined) await askAbout(tx, one);
    await queueEmailEdits(tx, id);
  });
}
