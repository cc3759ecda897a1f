/**
 * Two copies of one mail of which one is over the size limit of its mailbox: of that one only the beginning was fetched. The
 * entry is one, and has what the whole one brings, whichever came first.
 */
import { wordsFor } from '../../i18n/catalog.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import { editActivity, findActivity } from '../activities/service.ts';
import { filesDueAt } from './attachments.ts';
import { queueEmailEdits } from './effects.ts';
import { readWordsAnew } from './finding/words-store.ts';
import { megabytesOf } from './mailboxes/mailbox-effects.ts';
import type { Email, EmailFile, EmailId, EmailText } from './model.ts';
import { fillDrawer, readDrawer } from './privacy/drawer-store.ts';
import { drawerOf, shownAt } from './privacy/privacy.ts';
import type { CustomerMail } from './reading/understand.ts';
import { updateEmail } from './store.ts';
import { findText, forgetFiles, listFiles, saveFiles, saveText } from './text-store.ts';

/** Puts what the beginning lacks to it. @param first the beginning, logged or asked about @param mail the whole one */
export async function completeCopy(
  tx: Ctx,
  first: Email,
  { blob }: Pick<Email, 'blob'>,
  mail: CustomerMail,
): Promise<void> {
  const drawer = await readDrawer(tx, first.id);
  const text = drawer?.text ?? (await findText(tx, first.id));
  const whole = { ...mail, note: text?.note ?? null };
  await saveText(tx, first.id, shownAt(first.privacy, whole));
  if (drawer) await fillDrawer(tx, first.id, { ...drawer, text: drawerOf(whole).text });
  const before = await listFiles(tx, first.id);
  const kept = new Map(before.map(({ sha256, fileId }) => [sha256, fileId]));
  const files = mail.files.map((file) => ({ ...file, fileId: kept.get(file.sha256) ?? null }));
  await forgetFiles(tx, first.id);
  await saveFiles(tx, first.id, files);
  await noteWhole(tx, first.id, blob);
  if (first.status === 'logged')
    await updateEmail(tx, first.id, { files_due_at: filesDueAt(tx, files), files_attempts: 0 });
  if (first.activityId) await withdrawNote(tx, first.activityId, first, before);
  await readWordsAnew(tx, [first.id]);
  await queueEmailEdits(tx, first.id);
}

/** @param blob where all of it is */
export async function noteWhole(tx: Ctx, id: EmailId, blob: string | null): Promise<void> {
  await tx.db('inbound_emails').where({ id }).update({ blob, truncated: false });
}

/** The entry says no more that something is missing. */
async function withdrawNote(tx: Ctx, id: ActivityId, { size }: Email, files: EmailFile[]): Promise<void> {
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const entry = await findActivity(system, id);
  const missing = files.find(({ details }) => details?.is === 'broken')?.name ?? null;
  const { note } = wordsFor(tx.settings.language).mailboxes.tooLarge;
  const said = [missing, null].map((name) => note(megabytesOf(size), name));
  const parts = entry?.text.split('\n\n') ?? [];
  const left = parts.filter((part) => !said.includes(part));
  if (entry && left.length < parts.length) await editActivity(system, id, { text: left.join('\n\n') });
}

/** The beginning with what the whole one brought, which came first and says less of where it belongs. */
export async function completedBy(tx: Ctx, mail: CustomerMail, whole: Email): Promise<CustomerMail> {
  const found: Omit<EmailText, 'to' | 'cc'> | null =
    (await readDrawer(tx, whole.id))?.text ?? (await findText(tx, whole.id));
  const files = (await listFiles(tx, whole.id)).map(({ fileId, ...file }) => {
    return { ...file, content: Buffer.alloc(0) };
  });
  if (!found) return { ...mail, files };
  const { text, quoted, signature, full } = found;
  return { ...mail, text, quoted, signature, full, files };
}
