/** A process that reads mail and nothing else, to be killed at any moment: `node mail-worker.ts` with its settings in WORKER. */
import { openDatabase } from '../../src/db/connect.ts';
import { folderStorage } from '../../src/features/documents/folder-storage.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { startMailPollers } from '../../src/features/email/mailboxes/poller.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { createLog } from '../../src/lib/log.ts';
import { frozenTime } from '../../src/lib/time.ts';

const { database: url, blobs, files, mailbox, now } = JSON.parse(process.env.WORKER ?? '{}');
const database = openDatabase(url);
const ctx: Ctx = {
  db: database.reader,
  database,
  time: frozenTime(now),
  actor: { kind: 'system', name: 'mail-worker' },
  language: 'cs',
  settings: { language: 'cs', zone: 'Europe/Prague', country: 'CZ', currency: 'CZK', fileLimit: 100_000_000 },
  ports: {
    mailBlobs: folderBlobs(blobs),
    ...(files ? { storage: folderStorage(files) } : {}),
  } as Ctx['ports'],
  log: createLog(process.env.WORKER_LOG ?? 'silent'),
};
startMailPollers(ctx, [MailboxConfig.parse(mailbox)]).start();
