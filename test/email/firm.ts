/** A firm with customers and a dropbox, into which mail arrives and is decided at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openStorage } from '../../src/features/documents/open-storage.ts';
import { filesFollowActivity } from '../../src/features/documents/part.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import type { Email, EmailId } from '../../src/features/email/model.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { followActivity } from '../../src/features/email/slack.ts';
import { findEmail } from '../../src/features/email/store.ts';
import { type World, world } from '../support/context.ts';
import { customers } from '../support/customers.ts';

const dropbox = {
  name: 'crm',
  host: 'mail.firma.example',
  user: 'crm@firma.example',
  pass: 'secret',
  mode: 'dropbox',
};

export interface Letter {
  from: string;
  to?: string;
  cc?: string;
  bcc?: string;
  subject?: string;
  text?: string;
  id?: string;
  answers?: string;
  /** the firm's own server says that the sender's domain stands by it */
  verified?: boolean;
  /** a file of this name */
  file?: string;
}

export interface Firm extends World {
  /** @returns the mail as it was decided */
  receives(letter: Letter): Promise<Email>;
  mail(id: EmailId): Promise<Email>;
}

/** @param mailbox what is different about the dropbox */
export async function firm(mailbox: object = {}): Promise<Firm> {
  const files = mkdtempSync(path.join(tmpdir(), 'vizitka-firm-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const made = await world({
    now: '2026-03-03T12:00:00.000Z',
    ports: { mailBlobs: folderBlobs(path.join(files, 'mail')), storage: openStorage({ FILES_DIR: files }) },
  });
  made.system.listeners = [filesFollowActivity, followActivity];
  await customers(made);
  const config = MailboxConfig.parse({ ...dropbox, ...mailbox });
  let uid = 0;
  const mail = async (id: EmailId) => {
    const found = await findEmail(made.system, id);
    if (!found) throw new Error(`no mail ${id}`);
    return found;
  };
  return {
    ...made,
    mail,
    async receives(letter) {
      uid += 1;
      const raw = Buffer.from(write(letter, uid));
      const message = { uid, raw, size: raw.length, serverAt: made.time.now() };
      await keepBatch(made.system, {
        mailbox: 'crm',
        folder: 'INBOX',
        uidValidity: '1',
        messages: [message],
        upTo: uid,
      });
      while ((await processWaiting(made.system, [config])) > 0);
      const row = await made.system.db('inbound_emails').where({ uid }).first('id');
      return mail(row?.id as EmailId);
    },
  };
}

function write(letter: Letter, uid: number): string {
  const {
    from,
    to = 'eva@firma.example',
    cc = 'crm@firma.example',
    subject = 'Dotaz',
    text = 'Dobrý den.',
  } = letter;
  const head = [
    ...(letter.verified
      ? [`Authentication-Results: mx.firma.example; dmarc=pass header.from=${from.replace(/.*@|>/g, '')}`]
      : []),
    `From: ${from}`,
    `To: ${to}`,
    ...(letter.bcc ? [`Delivered-To: ${letter.bcc}`] : [`Cc: ${cc}`]),
    `Subject: ${subject}`,
    `Message-ID: ${letter.id ?? `<mail${uid}@posta.example>`}`,
    ...(letter.answers ? [`In-Reply-To: ${letter.answers}`] : []),
    'Date: Tue, 3 Mar 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
  ];
  const plain = ['Content-Type: text/plain; charset=utf-8', '', text, ''];
  if (!letter.file) return [...head, ...plain].join('\r\n');
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    ...plain,
    '--b',
    `Content-Type: application/pdf; name="${letter.file}"`,
    `Content-Disposition: attachment; filename="${letter.file}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('%PDF-1.4 výkres').toString('base64'),
    '--b--',
    '',
  ].join('\r\n');
}
