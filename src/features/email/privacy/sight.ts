/** Mail as one person may see it: what speaks of a deal hidden from them is not there. */
import { isAdmin } from '../../../access/policy.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { DealId } from '../../../lib/ids.ts';
import { listDealNames } from '../../deals/service.ts';
import { isUserOf, mailboxOf } from '../mailboxes/mailbox-people.ts';
import { type Email, type EmailId, type Reason, reason } from '../model.ts';
import { findEmail } from '../store.ts';
import { dealsOfForms } from './forms.ts';
import { withOwnSubjects } from './insight.ts';

/** null when there is none, or the actor may not see it */
export async function findSeenEmail(ctx: Ctx, id: EmailId): Promise<Email | null> {
  const email = await findEmail(ctx, id);
  if (!email || !(await mayKnowOf(ctx, email))) return null;
  return (await emailsAsSeen(ctx, [email]))[0] ?? null;
}

/** Of a mail that was not logged and therefore not stored only the people of its mailbox know: nobody, once it is gone. */
async function mayKnowOf(ctx: Ctx, { status, blob, locator }: Email): Promise<boolean> {
  if (status !== 'ignored' || blob !== null || ctx.actor.kind === 'system') return true;
  const mailbox = mailboxOf(ctx, locator.mailbox);
  return mailbox !== null && (mailbox.mode !== 'team' || isUserOf(ctx, mailbox));
}

/** In one query, however many there are. */
export async function emailsAsSeen(ctx: Ctx, emails: Email[]): Promise<Email[]> {
  if (isAdmin(ctx)) return withOwnSubjects(ctx, emails);
  const elsewhere = await dealsOfForms(ctx, emails);
  const ids = [...emails.flatMap(dealsOf), ...elsewhere.values()];
  const named = await listDealNames(ctx, [...new Set(ids)]);
  const isSeen = (id: DealId | null) => id === null || named.has(id);
  const isOpen = ({ id }: Email) => isSeen(elsewhere.get(id) ?? null);
  const seen = emails
    .filter((email) => maySee(ctx, email, isSeen) && isOpen(email))
    .map((email) => without(email, isSeen));
  return withOwnSubjects(ctx, seen);
}

/** Those of the mails that the actor may see, as they are: for changing them. */
export async function onlySeen(ctx: Ctx, emails: Email[]): Promise<Email[]> {
  const seen = new Set((await emailsAsSeen(ctx, emails)).map(({ id }) => id));
  return emails.filter(({ id }) => seen.has(id));
}

/** What of a mail says who sees it. */
type Seen = Pick<Email, 'dealId' | 'considered' | 'triagePersonId' | 'colleagueId'>;

/** Those of the mails that wait, or kinds of them, that the actor may see: none of them is another once more. */
export async function waitingSeen<T extends Seen>(ctx: Ctx, waiting: T[]): Promise<T[]> {
  if (isAdmin(ctx)) return waiting;
  const named = await listDealNames(ctx, [...new Set(waiting.flatMap(({ considered }) => considered))]);
  return waiting.filter((one) => maySee(ctx, one, (id) => named.has(id)));
}

const dealsOf = ({ dealId, considered, reason }: Email): DealId[] =>
  [dealId, ...considered, dealOf(reason)].filter((id): id is DealId => id !== null);

/**
 * A mail in a deal is seen as far as the deal, and so are its other forms. One that waits and may belong to a hidden deal is seen by whom it was
 * put to and by the colleague it came from.
 */
function maySee(ctx: Ctx, email: Seen, isSeen: (id: DealId) => boolean): boolean {
  if (email.dealId !== null) return isSeen(email.dealId);
  const me = actorId(ctx);
  return email.considered.every(isSeen) || email.triagePersonId === me || email.colleagueId === me;
}

function without(email: Email, isSeen: (id: DealId) => boolean): Email {
  const considered = email.considered.filter(isSeen);
  return { ...email, considered, reason: email.reason && reasonSeen(email, email.reason, isSeen) };
}

/** A reason that names hidden deals gives way to what is true without them. */
function reasonSeen(email: Email, why: Reason, isSeen: (id: DealId) => boolean): Reason {
  const { deal = null, deals = null } = why.details as { deal?: DealId | null; deals?: DealId[] };
  const unknown = reason('unknownSender', { address: email.counterpart ?? '' });
  if (deals !== null) {
    const seen = deals.filter(isSeen);
    return seen.length > 0 ? ({ ...why, details: { ...why.details, deals: seen } } as Reason) : unknown;
  }
  if (deal === null || isSeen(deal)) return why;
  // It is no longer where this reason put it: somebody moved it.
  return email.status === 'logged' ? reason('byHand', { deal: email.dealId }) : unknown;
}

const dealOf = (why: Reason | null): DealId | null =>
  ((why?.details ?? {}) as { deal?: DealId | null }).deal ?? null;
