/** The firm with its customers and a mailbox that colleagues send copies to; its mail and files lie in a folder of their own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { awayOnDeal } from '../../src/features/contacts/deal-part.ts';
import { openStorage } from '../../src/features/documents/open-storage.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { type World, world } from './context.ts';
import { customers } from './customers.ts';

export const letter = (name: string): Buffer =>
  readFileSync(path.join(import.meta.dirname, `../../fixtures/emails/${name}.eml`));

export interface MailFirm extends World {
  /** Mail arrives and is decided. @returns the ids of all, in order */
  receives(...raws: (Buffer | string)[]): Promise<EmailId[]>;
  mails(): Promise<{ status: string; reason: string; deal_id: number | null; activity_id: number | null }[]>;
}

export async function mailFirm(
  options: { now?: string; portals?: string[]; authservId?: string } = {},
): Promise<MailFirm> {
  const files = mkdtempSync(path.join(tmpdir(), 'vizitka-mail-firm-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const made = await world({
    now: options.now ?? '2026-03-03T12:00:00.000Z',
    ports: {
      mailBlobs: folderBlobs(path.join(files, 'mail')),
      storage: openStorage({ FILES_DIR: files }),
      dealParts: [awayOnDeal],
    },
  });
  await customers(made);
  const mailbox = MailboxConfig.parse({
    name: 'crm',
    host: 'mail.firma.example',
    user: 'crm@firma.example',
    pass: 'secret',
    mode: 'dropbox',
    portals: options.portals ?? [],
    authservId: options.authservId,
  });
  let uid = 0;
  return {
    ...made,
    async receives(...raws) {
      const messages = raws.map((raw, index) => ({
        uid: uid + index + 1,
        raw: Buffer.from(raw),
        size: Buffer.from(raw).length,
        serverAt: made.time.now(),
      }));
      uid += raws.length;
      const place = { mailbox: mailbox.name, folder: 'INBOX', uidValidity: '1' };
      await keepBatch(made.system, { ...place, messages, upTo: uid });
      while ((await processWaiting(made.system, [mailbox])) > 0);
      return (await made.system.db('inbound_emails').orderBy('id').pluck('id')) as EmailId[];
    },
    mails: () =>
      made.system.db('inbound_emails').orderBy('id').select('status', 'reason', 'deal_id', 'activity_id'),
  };
}
