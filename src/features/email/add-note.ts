/** What a colleague wrote above a mail that is here already: their words belong to it all the same. */
import type { Ctx } from '../../lib/context.ts';
import { findActivity, rewordActivity } from '../activities/service.ts';
import { queueEmailEdits } from './effects.ts';
import { journalText } from './journal.ts';
import type { EmailId } from './model.ts';
import { findEmail } from './store.ts';
import { findText, saveText } from './text-store.ts';

/** To one that is open to all; its entry says it too, unless somebody has written it anew. */
export async function addNote(tx: Ctx, id: EmailId, note: string): Promise<void> {
  const email = await findEmail(tx, id);
  const text = await findText(tx, id);
  if (!email || !text || email.privacy !== 'full' || text.note?.includes(note)) return;
  const subject = email.subject ?? '';
  const noted = { ...text, note: [text.note, note].filter(Boolean).join('\n\n') };
  await saveText(tx, id, noted);
  const entry = email.activityId
    ? await findActivity({ ...tx, actor: { kind: 'system', name: 'email' } }, email.activityId)
    : null;
  if (entry && entry.text === journalText({ ...text, subject }))
    await rewordActivity(tx, entry.id, journalText({ ...noted, subject }));
  await queueEmailEdits(tx, id);
}
