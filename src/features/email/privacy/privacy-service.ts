import { listPeople } from '../../../access/people.ts';
import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { notFound, refuse } from '../../../lib/errors.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { findActivity, rewordActivity } from '../../activities/service.ts';
import { queueEmailEdits } from '../effects.ts';
import { readWordsAnew } from '../finding/words-store.ts';
import { journalText } from '../journal.ts';
import type { Email, EmailId, EmailText, Privacy } from '../model.ts';
import { queueOwnerNewsEdits } from '../notices/owner-news.ts';
import type { Place } from '../process.ts';
import type { CustomerMail } from '../reading/understand.ts';
import { findEmail, updateEmail } from '../store.ts';
import { findText, saveText } from '../text-store.ts';
import { mailsNamed } from '../thread-store.ts';
import { queueNewsEdits } from '../triage/news-edits.ts';
import {
  type Drawer,
  emptyDrawer,
  fillDrawer,
  holds,
  listHolders,
  readDrawer,
  saveHolders,
} from './drawer-store.ts';
import { listForms } from './forms.ts';
import { holdersOf, ownersOf } from './holders.ts';
import { drawerOf, entryAt, narrowest, shownAt, subjectAt, textAt } from './privacy.ts';
import { shareFiles } from './private-files.ts';
import { meetingOf, rewriteMeeting } from './private-meetings.ts';
import { findSeenEmail } from './sight.ts';

/**
 * How much of a mail that has just come others see: as the mailbox has it, and no more than of the mails it answers, which
 * it quotes, or of another copy of it.
 */
export async function levelOf(
  tx: Ctx,
  mail: CustomerMail,
  place: Place,
  copy: EmailId | null,
): Promise<Privacy> {
  const other = copy === null ? null : await findEmail(tx, copy);
  const answered = (await listNarrow(tx, mail)).map(({ privacy }) => privacy);
  const level = narrowest([place.mailbox.privacy, ...answered, ...(other ? [other.privacy] : [])]);
  return other && level !== other.privacy && (await isSetByHand(tx, other.id)) ? other.privacy : level;
}

/** In any of its forms. */
async function isSetByHand(tx: Ctx, id: EmailId): Promise<boolean> {
  const forms = (await listForms(tx, id)).map((form) => form.id);
  const event = await tx
    .db('events')
    .where({ subject_kind: 'email', kind: 'email.privacy' })
    .whereIn('subject_id', forms)
    .whereNotNull('actor_id')
    .first('id');
  return event !== undefined;
}

/** Mails that this one answers and that are not open to all. */
async function listNarrow(
  tx: Ctx,
  { threadIds }: CustomerMail,
): Promise<{ id: EmailId; privacy: Privacy }[]> {
  if (threadIds.length === 0) return [];
  const named = await mailsNamed.many(tx, threadIds);
  return [...named.values()].flat().filter(({ own, privacy }) => own && privacy !== 'full');
}

/** Notes whose mail it is, and puts away what others do not see. @returns the mail as everybody may read it */
export async function putAway(
  tx: Ctx,
  id: EmailId,
  mail: CustomerMail,
  level: Privacy,
  place: Place,
  copy: EmailId | null,
): Promise<CustomerMail> {
  const answered = level === 'full' ? [] : (await listNarrow(tx, mail)).map((one) => one.id);
  const others: PersonId[] = [];
  // One after another: a transaction has one connection.
  for (const one of level === 'full' ? [] : [...answered, ...(copy ? [copy] : [])])
    others.push(...(await listHolders(tx, one)));
  await saveHolders(tx, id, [...(await holdersOf(tx, await ownersOf(tx, mail, place), place)), ...others]);
  if (level !== 'full') await fillDrawer(tx, id, drawerOf(mail));
  return shownAt(level, mail);
}

/**
 * A copy that came later is of the same mail: it is its people's too, and where it came from others may see less of it.
 * @param level as levelOf() has it for the copy
 */
export async function holdAlso(
  tx: Ctx,
  id: EmailId,
  copy: CustomerMail,
  level: Privacy,
  place: Place,
): Promise<void> {
  const { senders, recipients } = await ownersOf(tx, copy, place);
  await saveHolders(tx, id, [...senders, ...recipients]);
  if (level !== 'full') await readWordsAnew(tx, [id]);
  const email = level === 'full' ? null : await findEmail(tx, id);
  if (!email || email.privacy === level) return;
  await recordEvent(tx, 'email.privacy', { kind: 'email', id }, { from: email.privacy, to: level });
  await showAt(tx, id, level);
}

/**
 * Changes what others see of a mail, here and in its other forms, back and forth. Nothing of it is lost: those whose mail it
 * is see all of it in any case.
 * @throws CrmError notFound, mail.notYours
 */
export function setPrivacy(ctx: Ctx, id: EmailId, level: Privacy): Promise<void> {
  return transaction(ctx, async (tx) => {
    const email = (await findSeenEmail(tx, id)) ?? notFound('email');
    await assertHolder(tx, id);
    if (email.privacy === level) return;
    await recordEvent(tx, 'email.privacy', { kind: 'email', id }, { from: email.privacy, to: level });
    await showAt(tx, id, level);
  });
}

async function showAt(tx: Ctx, id: EmailId, level: Privacy): Promise<void> {
  for (const form of await listForms(tx, id)) {
    await rewrite(tx, form, level);
    await queueEmailEdits(tx, form.id);
    await queueNewsEdits(tx, form.id);
    await queueOwnerNewsEdits(tx, form.id);
  }
}

async function assertHolder(tx: Ctx, id: EmailId): Promise<void> {
  const me = actorId(tx);
  if (me !== null && (await holds(tx, id, me))) return;
  const people = await listPeople(tx.db, await listHolders(tx, id));
  refuse('mail.notYours', { whose: people.map(({ name }) => name).join(', ') || '–' });
}

async function rewrite(tx: Ctx, email: Email, level: Privacy): Promise<void> {
  const { id, activityId } = email;
  const text = await findText(tx, id);
  const whole = (await readDrawer(tx, id)) ?? (await wholeOf(tx, email, text));
  if (level === 'full') await emptyDrawer(tx, id);
  else await fillDrawer(tx, id, whole);
  await updateEmail(tx, id, {
    privacy: level,
    subject: subjectAt(level, whole),
    ...(email.passedOnBy ? { passed_on_by: JSON.stringify({ ...email.passedOnBy, note: null }) } : {}),
  });
  if (text) await saveText(tx, id, textAt(level, text, whole));
  if (activityId) await rewordActivity(tx, activityId, entryAt(level, whole, written(whole)));
  await rewriteMeeting(tx, email, level, whole);
  await shareFiles(tx, id);
  await readWordsAnew(tx, [id]);
}

/** Of a mail that was open to all. */
async function wholeOf(tx: Ctx, email: Email, text: EmailText | null): Promise<Drawer> {
  const { activityId, subject } = email;
  const { to, cc, ...rest } = text ?? { to: [], cc: [] };
  const drawer: Drawer = {
    subject: subject ?? '',
    text: text && (rest as Omit<EmailText, 'to' | 'cc'>),
    entry: null,
    invitation: await meetingOf(tx, email),
  };
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const entry = activityId ? await findActivity(system, activityId) : null;
  return { ...drawer, entry: entry && entry.text !== written(drawer) ? entry.text : null };
}

const written = ({ subject, text }: Drawer): string =>
  journalText({ subject, text: text?.text ?? '', quoted: text?.quoted ?? '', note: text?.note ?? null });
