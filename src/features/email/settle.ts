import type { Ctx } from '../../lib/context.ts';
import { addNote } from './add-note.ts';
import { giveWay, isAddedTo, notesOf, outranks, sourceOf, waysOf } from './copies.ts';
import { completeCopy, completedBy, noteWhole } from './cut-copies.ts';
import { heedTag } from './heed-tag.ts';
import { takeIdentity } from './identity-store.ts';
import { isForgotten, judge } from './judge.ts';
import { saveInvitation } from './meetings-store.ts';
import { mistrust } from './mistrust.ts';
import { type Doubt, type Email, reason } from './model.ts';
import { askAbout, type Columns, finish, logDecided } from './outcomes.ts';
import { withoutNeverLogged } from './privacy/attached-messages.ts';
import { isOfErasedPerson, withoutErased } from './privacy/erased.ts';
import { isOfErased, isUnstored } from './privacy/never-log-service.ts';
import { shownAt } from './privacy/privacy.ts';
import { holdAlso, levelOf, putAway } from './privacy/privacy-service.ts';
import type { Place } from './process.ts';
import { quarantine } from './quarantine.ts';
import type { MailHead } from './reading/reader.ts';
import type { CustomerMail, Understanding } from './reading/understand.ts';
import { keptUnder, passedOnWith } from './records-store.ts';
import { findSame } from './same-mail.ts';
import { marksOf, noteReach } from './specials.ts';
import { findEmail, insertEmails, updateEmail } from './store.ts';
import { saveFiles, saveText, saveThreadIds } from './text-store.ts';
import { sorterOf } from './triage/sorter-store.ts';

export interface Prepared {
  head: MailHead;
  understood: Understanding;
  /** further messages attached to a forward, their blobs kept already */
  attached: { blob: string; size: number }[];
  /** of what goes into quarantine: by what its other copies are known */
  setAsideAs?: string | null;
}

/** Writes down what becomes of a message: the whole of it in the caller's transaction. */
export async function settle(tx: Ctx, received: Email, prepared: Prepared, place: Place): Promise<void> {
  let email = received;
  const { head } = prepared;
  const understood = await withoutOthersErased(tx, prepared.understood);
  if (understood.kind === 'quarantined') {
    const [from] = head.from;
    return quarantine(tx, email, understood.reason, {
      subject: place.mailbox.privacy === 'happened' ? null : head.subject,
      message_id: head.messageId,
      from_address: from?.address ?? null,
      from_name: from?.name ?? null,
      sent_at: head.date,
      set_aside_as: prepared.setAsideAs ?? null,
    });
  }
  let { mail: whole } = understood;
  // Written with what becomes of it: a row of so many columns and indexes is dear to write twice.
  let known: Columns = {};
  const judged = await judge(tx, understood, place, email.wantedBy);
  const sender = senderOf(email, head);
  const verdict = mistrust(judged, sender, head.from[0]?.address ?? '?', place.mailbox);
  let mail = whole;
  if (whole) {
    const first = await takeIdentity(tx, whole.identity, email.id);
    const copy =
      first !== email.id
        ? first
        : verdict.outcome === 'ignored'
          ? null
          : await findSame(tx, whole, { ...email, isVerified: sender.verified });
    const before = copy ? await findEmail(tx, copy) : null;
    const isMore =
      before !== null && (await outranks(tx, { ...email, ...waysOf(whole, sender) }, verdict, before));
    if (isMore && email.truncated && before.blob !== null && !before.truncated) {
      whole = await completedBy(tx, whole, before);
      email = { ...email, blob: before.blob, truncated: false };
      await noteWhole(tx, email.id, before.blob);
    }
    const privacy = await levelOf(tx, whole, place, copy);
    const doubt = sender.verified ? null : sender.why;
    const kept = await withoutNeverLogged(tx, whole, place);
    mail = shownAt(isUnstored(verdict.reason) ? 'happened' : privacy, kept);
    known = { ...headColumns(mail, head), privacy, sender_doubt: doubt };
    // Its source still names them.
    if (understood.mail !== readMailOf(prepared.understood) || kept !== whole)
      known.names_erased_at = tx.time.now();
    if (mail.forwardedBy && mail.counterpart) passedOnWith.foretell(tx, mail.counterpart.address, true);
    if (mail.messageId && verdict.outcome !== 'ignored') keptUnder.foretell(tx, mail.messageId, true);
    // Also where the first of them is known already: the others may not be.
    await keepAttached(tx, received, prepared.attached, whole, doubt);
    if (copy && !isMore) {
      if (isAddedTo(before, email, sender, verdict)) await completeCopy(tx, before, email, kept);
      await heedTag(tx, copy, verdict, whole, place);
      if (sender.verified) await holdAlso(tx, copy, whole, privacy, place);
      if (whole.note && sender.verified) await addNote(tx, copy, whole.note);
      // Another form of it has other ids: answers to either belong together.
      if (sender.verified) await saveThreadIds(tx, copy, whole.messageId, whole.threadIds);
      const whose = isOfErased(verdict.reason) ? nobody : {};
      const source = isForgotten(verdict, place)
        ? { blob: null, subject: null, ...whose }
        : sourceOf(email, before);
      return finish(tx, email.id, 'duplicate', reason('sameMail', { email: copy }), { ...known, ...source });
    }
    const noted = copy ? { ...whole, note: await notesOf(tx, copy, whole.note) } : whole;
    if (copy) {
      if (privacy === 'full') mail.note = noted.note;
      await giveWay(tx, copy, email.id, whole.identity);
    }
    if (!isForgotten(verdict, place)) await putAway(tx, email.id, noted, privacy, place, copy);
  }
  if (!isUnstored(verdict.reason))
    await noteReach(tx, head.report, sender, sender.verified ? whole : null, email.serverAt);
  if (isForgotten(verdict, place)) {
    const whose = isOfErased(verdict.reason) ? nobody : {};
    return finish(tx, email.id, 'ignored', verdict.reason, {
      ...known,
      blob: null,
      subject: null,
      ...whose,
    });
  }
  if (mail) {
    await saveText(tx, email.id, mail);
    await saveFiles(
      tx,
      email.id,
      mail.files.map((file) => ({ ...file, fileId: null })),
    );
  }
  if (verdict.outcome === 'ignored' || !mail) return finish(tx, email.id, 'ignored', verdict.reason, known);
  const marks = marksOf(mail, verdict.isNotice);
  if (marks.length > 0) known = { ...known, marks: JSON.stringify(marks) };
  if (mail.findings.invitation) {
    await saveInvitation(tx, email.id, mail.findings.invitation);
    // The meeting asks the row who invites.
    await updateEmail(tx, email.id, known);
  }
  await saveThreadIds(tx, email.id, mail.messageId, mail.threadIds);
  sorterOf.foretell(tx, email.id, email.triagePersonId);
  const decided = { mail, verdict, place, known };
  if (verdict.outcome === 'logged') return logDecided(tx, { ...decided, email });
  const senderDoubt = sender.verified ? null : sender.why;
  return askAbout(tx, { ...decided, email: { ...email, marks, senderDoubt } });
}

/** Who was erased does not come back by what they write later. */
const nobody = { from_address: null, from_name: null, counterpart: null, passed_on_by: null };

/** Somebody else's mail is kept, without those who were erased. */
async function withoutOthersErased(tx: Ctx, understood: Understanding): Promise<Understanding> {
  if (understood.kind === 'quarantined' || !understood.mail) return understood;
  if (await isOfErasedPerson(tx, understood.mail)) return understood;
  return { ...understood, mail: await withoutErased(tx, understood.mail) };
}

const readMailOf = (read: Understanding): CustomerMail | null =>
  read.kind === 'quarantined' ? null : read.mail;

/** A part of a forward is doubted as the forward is. */
const senderOf = ({ passedOnBy, senderDoubt }: Email, { sender }: MailHead): MailHead['sender'] =>
  passedOnBy && senderDoubt ? { verified: false, why: senderDoubt } : sender;

/** Messages beyond the first that a colleague forwarded as attachments wait as messages of their own. */
async function keepAttached(
  tx: Ctx,
  email: Email,
  attached: Prepared['attached'],
  { forwardedBy, note }: CustomerMail,
  doubt: Doubt | null,
): Promise<void> {
  if (!forwardedBy) return;
  const last = attached.length - 1;
  const emails = attached.map(({ blob, size }, index) => ({
    locator: { ...email.locator, part: String(index + 2) },
    blob,
    // Of a forward that was cut off the last of them was.
    ...(email.truncated && index === last
      ? { size: email.size, truncated: true }
      : { size, truncated: false }),
    serverAt: email.serverAt,
    history: email.history,
    cameLate: email.cameLate,
    passedOnBy: { from: forwardedBy, note },
    senderDoubt: doubt,
  }));
  await insertEmails(tx, emails);
}

const headColumns = (mail: CustomerMail, head: MailHead) => ({
  message_id: mail.messageId,
  from_address: mail.from.address,
  from_name: mail.from.name,
  sent_at: mail.sentAt,
  body_hash: head.bodyHash,
  identity: mail.identity,
  subject: mail.subject,
  direction: mail.direction,
  counterpart: mail.counterpart?.address ?? null,
  forwarded_by: mail.forwardedBy?.address ?? null,
});
