import { expect, it } from 'vitest';
import { onEvent } from '../../src/events/watchers.ts';
import { memoryBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
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

const fromRiha = (number: number): Buffer =>
  Buffer.from(
    `From: riha@mostni-stavby.example\r\nTo: crm@firma.example\r\nSubject: dotaz ${number}\r\n` +
      `Message-ID: <dotaz-${number}@mostni-stavby.example>\r\nDate: Tue, 3 Mar 2026 12:00:00 +0100\r\n\r\nDotaz ${number}\r\n`,
  );

it('decides the neighbours of a mail that fails, and that mail when it fails no more', async () => {
  const firm = await world({ now: '2026-03-03T12:00:00.000Z', ports: { mailBlobs: memoryBlobs() } });
  await customers(firm);
  const { system, time } = firm;
  let isBroken = true;
  system.listeners = [
    onEvent('email.logged', async (tx, event) => {
      const [row] = await tx.db('inbound_emails').where({ id: event.subject.id });
      if (isBroken && row?.uid?.toString() === '2') throw new Error('the disk is full');
    }),
  ];
  const messages = [1, 2, 3].map((uid) => {
    const raw = fromRiha(uid);
    return { uid, raw, size: raw.length, serverAt: time.now() };
  });
  await keepBatch(system, { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', messages, upTo: 3 });

  while ((await processWaiting(system, [mailbox])) > 0);
  expect(await system.db('inbound_emails').orderBy('uid').pluck('status')).toEqual([
    'logged',
    'received',
    'logged',
  ]);
  expect(await system.db('activities').where({ kind: 'email' })).toHaveLength(2);

  isBroken = false;
  time.advance(5 * 60_000);
  while ((await processWaiting(system, [mailbox])) > 0);
  expect(await system.db('inbound_emails').orderBy('uid').pluck('status')).toEqual([
    'logged',
    'logged',
    'logged',
  ]);
  expect(await system.db('activities').where({ kind: 'email' })).toHaveLength(3);
  expect(await system.db('events').where({ kind: 'email.logged' })).toHaveLength(3);
});
