/** What a colleague wrote above a mail that is here already: their words belong to it all the same. */
import type { Ctx } from '../../lib/context.ts';
import { findActivity, rewordActivity } from '../activities/service.ts';
import { queueEmailEdits } from './effects.ts';
import { readWordsAnew } from './finding/words-store.ts';
import { journalText } from './journal.ts';
import type { EmailId } from './model.ts';
import { fillDrawer, readDrawer } from './privacy/drawer-store.ts';
import { findEmail } from './store.ts';
import { findText, saveText } from './text-store.ts';

/**
 * Of one that is open to all its entry says it too, unless somebody has written it anew; of another it is kept with what its
 * own people see.
 */
export async function addNote(tx: Ctx, id: EmailId, note: string): Promise<void> {
  const email = await findEmail(tx, id);
  if (email && email.privacy !== 'full') return addPrivately(tx, id, note);
  const text = await findText(tx, id);
  if (!email || !text || text.note?.includes(note)) return;
  const subject = email.subject ?? '';
  const noted = { ...text, note: [text.note, note].filter(Boolean).join('\n\n') };
  await saveText(tx, id, noted);
  await readWordsAnew(tx, [id]);
  const entry = email.activityId
    ? await findActivity({ ...tx, actor: { kind: 'system', name: 'email' } }, email.activityId)
    : null;
  if (entry && entry.text === journalText({ ...text, subject }))
    await rewordActivity(tx, entry.id, journalText({ ...noted, subject }));
  await queueEmailEdits(tx, id);
}

async function addPrivately(tx: Ctx, id: EmailId, note: string): Promise<void> {
  const drawer = await readDrawer(tx, id);
  if (!drawer?.text || drawer.text.note?.includes(note)) return;
  const noted = { ...drawer.text, note: [drawer.text.note, note].filter(Boolean).join('\n\n') };
  await fillDrawer(tx, id, { ...drawer, text: noted });
  await readWordsAnew(tx, [id]);
  await queueEmailEdits(tx, id);
}
