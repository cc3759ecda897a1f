import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, PersonId } from '../../lib/ids.ts';
import { lookUp } from './lookup.ts';
import { isKnownThread, someKnown } from './mailboxes/known-store.ts';
import { type Decision, decide } from './match.ts';
import { asGuesses } from './mistrust.ts';
import { type Reason, type ReasonCode, reason } from './model.ts';
import { withNamedDeal } from './named-deals.ts';
import { ownIdKey, readOwnId } from './own-ids.ts';
import { isUnstored, neverLogged } from './privacy/never-log-service.ts';
import type { Place } from './process.ts';
import type { CustomerMail, Understanding } from './reading/understand.ts';
import { decideSpecial } from './specials.ts';

export type Verdict =
  | (Decision & {
      companyId: CompanyId | null;
      contactId: ContactId | null;
      /** of a portal that somebody vouches for */
      isNotice?: boolean;
    })
  | { outcome: 'ignored'; reason: Reason };
export type Placed = Extract<Verdict, { deal: unknown }>;

/**
 * What would become of it. Changes nothing, and needs no more of the message than its header where that decides.
 * @param askedBy who asked for it: then it is ignored only for the sake of somebody else
 */
export async function judge(
  tx: Ctx,
  understood: Exclude<Understanding, { kind: 'quarantined' }>,
  place: Place,
  askedBy: PersonId | null = null,
): Promise<Verdict> {
  const asked = askedBy !== null;
  const never = understood.mail ? await neverLogged(tx, understood.mail, place, askedBy) : null;
  if (never) return { outcome: 'ignored', reason: never };
  const isMail = understood.kind !== 'ignored' || (asked && understood.mail) || isTagged(understood, place);
  if (understood.kind === 'ignored' && !isMail && !(await isAnswer(tx, understood)))
    return (await fromKnown(tx, understood)) ?? { outcome: 'ignored', reason: understood.reason };
  const mail = understood.mail as CustomerMail;
  if (mail.messageId && !asked && readOwnId(await ownIdKey(tx), mail.messageId) !== null)
    return { outcome: 'ignored', reason: reason('ourOwn', {}) };
  const known = await lookUp(tx, mail);
  const usual: Decision =
    understood.kind === 'unclear' && known.threadDeals.length === 0 && !known.taggedDeal && !known.subjectDeal
      ? { outcome: 'triage', deal: null, reason: understood.reason, considered: [] }
      : decide(known);
  const decision = await decideSpecial(tx, mail, place.own, usual, known);
  const isStranger =
    (['unknownSender', 'freeMailSender'].includes(decision.reason.code) && !known.usualIsOwn) ||
    (decision.reason.code === 'bulkMail' && !known.contact && !known.company);
  if (isStranger && place.mailbox.mode === 'team' && !mail.forwardedBy && !asked) {
    const others = mail.outside.map(({ address }) => address);
    if (!(await someKnown(tx, others, place.own)))
      return {
        outcome: 'ignored',
        reason: reason('notKnownHere', { address: known.counterpart?.address ?? '' }),
      };
  }
  // A guess by it would tell what a hidden subject says.
  const isReadable = mail.direction === 'in' && place.mailbox.privacy !== 'happened';
  if (decision.contacts) return { ...decision, companyId: null, contactId: null };
  return {
    ...(isReadable ? await withNamedDeal(tx, mail.subject, decision) : decision),
    companyId: decision.company ?? known.company?.id ?? null,
    contactId: known.contact?.id ?? null,
  };
}

const marked: ReadonlySet<ReasonCode> = new Set(['mailingList', 'robot']);

/**
 * Of a contact, or by a tag of a deal's own people: their servers mark as a machine's what people write too. And what a known
 * company's own machine sends may be an order.
 */
async function fromKnown(
  tx: Ctx,
  { mail, reason: { code } }: Understanding & { kind: 'ignored' },
): Promise<Placed | null> {
  if (mail?.direction !== 'in' || !marked.has(code)) return null;
  if (mail.messageId && readOwnId(await ownIdKey(tx), mail.messageId) !== null) return null;
  const known = await lookUp(tx, mail);
  const { contact, company, lead, taggedDeal } = known;
  const isTheirOrder = code === 'robot' && company !== null;
  if (!contact && !lead && !isTheirOrder && !(taggedDeal && known.familiar.has(taggedDeal.id))) return null;
  return {
    outcome: 'triage',
    deal: null,
    reason: reason('machineMarks', {
      who: contact?.name ?? lead?.name ?? company?.name ?? mail.from.address,
    }),
    considered: asGuesses(decide(known)),
    companyId: company?.id ?? null,
    contactId: contact?.id ?? null,
  };
}

/** By the firm itself, to a customer: what writes bills and circulars marks them, and the tag says where they belong. */
const isTagged = (
  { mail, reason: { code } }: Understanding & { kind: 'ignored' },
  { mailbox }: Place,
): boolean =>
  mailbox.mode === 'dropbox' &&
  marked.has(code) &&
  mail?.direction === 'out' &&
  mail.counterpart !== null &&
  mail.tag !== null;

/** A customer's answer that came through a list is not the list's. */
const isAnswer = async (tx: Ctx, { mail, reason: { code } }: Understanding & { kind: 'ignored' }) =>
  mail !== null && code === 'mailingList' && (await isKnownThread(tx, mail.threadIds));

/**
 * What a team's mailbox holds beyond customers' mail is none of our business, and what is never logged is nobody's: no text,
 * no subject, no source.
 */
export const isForgotten = ({ outcome, reason: why }: Verdict, { mailbox }: Place): boolean =>
  outcome === 'ignored' && (mailbox.mode === 'team' || isUnstored(why));
