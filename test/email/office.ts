/** A firm whose mail comes and is decided, for tests of what is kept of it and who sees it. */

import { openStorage } from '../../src/features/documents/open-storage.ts';
import { filesOfActivity } from '../../src/features/documents/part.ts';
import { attachWaiting } from '../../src/features/email/attachments.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { memoryBlobs } from '../../src/features/email/memory-blobs.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { newsListeners } from '../../src/features/email/notices/news-listeners.ts';
import { emailOnActivity } from '../../src/features/email/part.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { followActivity } from '../../src/features/email/slack.ts';
import type { Instant } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { freshFolder } from '../support/storage.ts';

export interface Letter {
  from?: string;
  to?: string;
  cc?: string;
  subject?: string;
  text?: string;
  /** further header lines, on top */
  head?: string[];
  attachment?: { name: string; content: string };
}

export interface Office extends World {
  mailbox: MailboxConfig;
  /** Mail arrives in the given folder and is decided, its attachments too. @returns its id */
  receives(
    letter: Letter | string,
    options?: { folder?: string; truncated?: boolean; serverAt?: string; history?: boolean },
  ): Promise<EmailId>;
  row(id: EmailId): Promise<Record<string, unknown>>;
}

let count = 0;

export async function office(
  config: Record<string, unknown> = {},
  options: { now?: string } = {},
): Promise<Office> {
  const mailbox = MailboxConfig.parse({
    name: 'crm',
    host: 'imap.firma.example',
    user: 'crm@firma.example',
    pass: 'secret',
    mode: 'dropbox',
    ...config,
  });
  const made = await world({
    now: options.now ?? '2027-03-08T08:00:00.000Z',
    ports: {
      mailBlobs: memoryBlobs(),
      storage: openStorage({ FILES_DIR: freshFolder() }),
      mailboxes: [mailbox],
      activityParts: [filesOfActivity, emailOnActivity],
    },
  });
  made.system.listeners = [followActivity, ...newsListeners];
  await customers(made);
  let uid = 0;
  return {
    ...made,
    mailbox,
    async receives(
      letter,
      { folder = 'INBOX', truncated = false, serverAt = made.time.now(), history = false } = {},
    ) {
      uid += 1;
      const raw = Buffer.from(typeof letter === 'string' ? letter : written(letter, serverAt));
      await keepBatch(made.system, {
        mailbox: mailbox.name,
        folder,
        uidValidity: '1',
        messages: [
          {
            uid,
            raw,
            serverAt: serverAt as Instant,
            ...(truncated ? { size: raw.length + 60_000_000 } : {}),
          },
        ],
        upTo: uid,
        history,
      });
      while ((await processWaiting(made.system, [mailbox])) > 0);
      while ((await attachWaiting(made.system)) > 0);
      const row = await made.system.db('inbound_emails').where({ uid, folder }).orderBy('id').first('id');
      return row?.id as EmailId;
    },
    row: async (id) => (await made.system.db('inbound_emails').where({ id }).first()) as never,
  };
}

export function written(letter: Letter, at: string): string {
  count += 1;
  const {
    from = 'Petr Říha <riha@mostni-stavby.example>',
    to = 'crm@firma.example',
    cc,
    subject = 'Dotaz',
    text = 'Dobrý den.',
    head = [],
    attachment,
  } = letter;
  const fields = [
    ...head,
    ...(head.some((line) => /^message-id:/i.test(line))
      ? []
      : [`Message-ID: <letter.${count}@posta.example>`]),
    `From: ${from}`,
    `To: ${to}`,
    ...(cc ? [`Cc: ${cc}`] : []),
    `Subject: ${subject}`,
    `Date: ${new Date(at).toUTCString()}`,
    'MIME-Version: 1.0',
  ];
  if (!attachment) return [...fields, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n');
  return [
    ...fields,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--b',
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename="${attachment.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(attachment.content).toString('base64'),
    '--b--',
    '',
  ].join('\r\n');
}
