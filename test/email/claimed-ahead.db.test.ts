import { expect, it } from 'vitest';
import { onEvent } from '../../src/events/watchers.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { memoryBlobs } from '../../src/features/email/memory-blobs.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { world } from '../support/context.ts';
import { customers } from '../support/customers.ts';

const mailbox = MailboxConfig.parse({
  name: 'crm',
  host: 'mail.firma.example',
  user: 'crm@firma.example',
  pass: 'secret',
  mode: 'dropbox',
});

it('the next mail is claimed while one is decided; one that may have ended the process goes alone, with nothing else under way', async () => {
  const firm = await world({ now: '2026-03-03T12:00:00.000Z', ports: { mailBlobs: memoryBlobs() } });
  await customers(firm);
  const { system, time } = firm;
  const message = (uid: number) => ({
    uid,
    raw: Buffer.from(
      `From: riha@mostni-stavby.example\r\nTo: crm@firma.example\r\nSubject: dotaz ${uid}\r\n` +
        `Message-ID: <dotaz-${uid}@mostni-stavby.example>\r\nDate: Tue, 3 Mar 2026 12:00:00 +0100\r\n\r\nDotaz ${uid}\r\n`,
    ),
    serverAt: time.now(),
  });
  const place = { mailbox: 'crm', folder: 'INBOX', uidValidity: '1' };
  const keep = (ctx: typeof system, uid: number) =>
    keepBatch(ctx, { ...place, messages: [message(uid)], upTo: uid });
  for (const uid of [1, 2, 3, 4]) await keep(system, uid);
  await firm.database.writer('inbound_emails').where({ uid: 2 }).update({ attempts: 1 });

  const underWay: [decided: number, claimed: number[]][] = [];
  system.listeners = [
    onEvent('email.logged', async (tx, event) => {
      const row = await tx.db('inbound_emails').where({ id: event.subject.id }).first('uid');
      const uid = Number(row?.uid);
      const others = tx
        .db('inbound_emails')
        .where({ status: 'received' })
        .whereNotNull('claim')
        .whereNot({ uid });
      underWay.push([uid, (await others.orderBy('uid').pluck('uid')).map(Number)]);
    }),
  ];
  expect(await processWaiting(system, [mailbox], { limit: 1 })).toBe(3);
  expect(await processWaiting(system, [mailbox], { limit: 1 })).toBe(1);
  expect(await processWaiting(system, [mailbox], { limit: 1 })).toBe(0);
  expect(underWay).toEqual([
    [1, [3]],
    [3, [4]],
    [4, []],
    [2, []],
  ]);
});
