/** One mail in several copies: which of them the mail is from now on, and what the others give to it. */
import type { Ctx } from '../../lib/context.ts';
import { queueEmailEdits } from './effects.ts';
import { entryDeletedAt } from './entry.ts';
import { handIdentityOver, moveIdentity } from './identity-store.ts';
import type { Verdict } from './judge.ts';
import { type Email, type EmailId, reason } from './model.ts';
import { type Columns, finish } from './outcomes.ts';
import { readDrawer } from './privacy/drawer-store.ts';
import type { MailHead } from './reading/reader.ts';
import type { CustomerMail } from './reading/understand.ts';
import { findEmail } from './store.ts';
import { findText } from './text-store.ts';
import { decidedAt } from './triage/decision-store.ts';
import { passCardOn } from './triage/grouping.ts';

/** A mailbox that believes everybody proves nothing. */
const isProved = (sender: MailHead['sender']): boolean =>
  sender.verified && sender.by !== 'all' && sender.by !== 'outsider';

export const waysOf = (whole: CustomerMail, sender: MailHead['sender']) => ({
  isPassedOn: whole.forwardedBy !== null && sender.verified,
  isVerified: isProved(sender),
});

/** Of the first there is only the beginning, and this one is whole. */
export const isAddedTo = (
  before: Email | null,
  { truncated }: Email,
  { verified }: MailHead['sender'],
  { outcome }: Verdict,
): before is Email =>
  before?.truncated === true &&
  !truncated &&
  verified &&
  outcome !== 'ignored' &&
  (before.status === 'logged' || before.status === 'triage');

const ranks = { received: 0, quarantined: 0, duplicate: 0, ignored: 1, triage: 2, logged: 3 };

interface Copy extends Email {
  /** by a colleague, to have it logged */
  isPassedOn: boolean;
  isVerified: boolean;
}

/** The copy that says more wins: a blind copy with a tag over the same mail that waits in triage. */
export async function outranks(tx: Ctx, copy: Copy, verdict: Verdict, before: Email): Promise<boolean> {
  const { wantedBy, isPassedOn, isVerified, serverAt, history } = copy;
  if (before.reason?.code === 'ignoredByHand') {
    // A person put it away: only a person, or the tag that one wrote, brings it back.
    const putAwayAt = isPassedOn && !history ? await decidedAt(tx, before.decisionId) : null;
    const isSentInSince = putAwayAt !== null && serverAt > putAwayAt;
    if (wantedBy === null && verdict.reason.code !== 'addressTag' && !isSentInSince) return false;
  }
  const isMeant = wantedBy !== null || verdict.reason.code === 'addressTag' || (isPassedOn && !history);
  if (before.status === 'logged' && isMeant && verdict.outcome !== 'ignored') {
    const takenOutAt = await entryDeletedAt(tx, before.activityId);
    if (takenOutAt !== null && (wantedBy !== null || serverAt > takenOutAt)) return true;
  }
  // Who wrote the one that waits was in doubt, of this one it is known.
  if (before.status === 'triage' && before.senderDoubt && isVerified) return verdict.outcome !== 'ignored';
  return ranks[verdict.outcome] > ranks[before.status];
}

/** A mailbox that its server numbered anew brings everything again: the disk needs it once. */
export function sourceOf({ locator, size }: Email, first: Email | null): Columns {
  const isAgain = first?.locator.mailbox === locator.mailbox && first.size === size;
  return isAgain && first.blob && !first.truncated ? { blob: first.blob } : {};
}

export async function giveWay(tx: Ctx, first: EmailId, to: EmailId, identity: string): Promise<void> {
  await handIdentityOver(tx, first, to);
  await moveIdentity(tx, identity, to);
  await finish(tx, first, 'duplicate', reason('sameMail', { email: to }));
  await queueEmailEdits(tx, first);
  await passCardOn(tx, first);
}

/** What colleagues wrote above the form of it that gives way. */
export async function notesOf(tx: Ctx, first: EmailId, note: string | null): Promise<string | null> {
  const before = await findEmail(tx, first);
  if (!before || before.senderDoubt) return note;
  const text = before.privacy === 'full' ? await findText(tx, first) : (await readDrawer(tx, first))?.text;
  const other = text?.note ?? null;
  return note?.includes(other ?? '') ? note : [other, note].filter(Boolean).join('\n\n') || null;
}
