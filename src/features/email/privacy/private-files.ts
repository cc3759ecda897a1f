/** Attachments are seen as far as their mail. */
import type { Ctx } from '../../../lib/context.ts';
import type { FileId } from '../../../lib/ids.ts';
import { showFilesTo } from '../../documents/service.ts';
import type { EmailId } from '../model.ts';
import { findEmail } from '../store.ts';
import { listFiles } from '../text-store.ts';
import { listHolders } from './drawer-store.ts';

/** After its privacy changed, or a file of it was kept. What another mail brought that is open to all stays open. */
export async function shareFiles(tx: Ctx, id: EmailId): Promise<void> {
  const email = await findEmail(tx, id);
  const files = (await listFiles(tx, id)).flatMap(({ fileId }) => fileId ?? []);
  if (!email || files.length === 0) return;
  if (email.privacy === 'full') return showFilesTo(tx, files, null);
  const open = await listOpenElsewhere(tx, files);
  const own = files.filter((file) => !open.has(file));
  await showFilesTo(tx, own, await listHolders(tx, id));
}

async function listOpenElsewhere(tx: Ctx, files: FileId[]): Promise<Set<FileId>> {
  const ids = await tx
    .db('email_files')
    .join('inbound_emails', 'inbound_emails.id', 'email_files.email_id')
    .whereIn('email_files.file_id', files)
    .where('inbound_emails.privacy', 'full')
    .distinct('email_files.file_id')
    .pluck('email_files.file_id');
  return new Set(ids as FileId[]);
}
