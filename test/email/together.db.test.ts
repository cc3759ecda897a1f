import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { onEvent } from '../../src/events/watchers.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { memoryBlobs } from '../../src/features/email/memory-blobs.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { mailFilesIn } from '../../src/features/email/replay.ts';
import { type World, world } from '../support/context.ts';
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

/** What is kept of the whole corpus, every column but who worked on it and random names. */
async function corpusDecided(limit: number): Promise<Record<string, unknown[]>> {
  const firm = await world({ now: '2026-03-03T12:00:00.000Z', ports: { mailBlobs: memoryBlobs() } });
  await customers(firm);
  const { system, time } = firm;
  const files = await mailFilesIn(path.join(import.meta.dirname, '../../fixtures/emails'));
  const messages = files.map((file, index) => ({
    uid: index + 1,
    raw: readFileSync(file),
    serverAt: time.now(),
  }));
  const upTo = messages.length;
  await keepBatch(system, { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', messages, upTo });
  while ((await processWaiting(system, [mailbox], { limit })) > 0);
  const tables = ['inbound_emails', 'email_texts', 'email_files', 'email_threads', 'email_identities'];
  const more = ['email_holders', 'email_invitations', 'activities', 'activity_contacts', 'events', 'outbox'];
  const kept: [string, unknown[]][] = [];
  for (const table of [...tables, ...more]) kept.push([table, await rowsOf(firm, table)]);
  return Object.fromEntries(kept);
}

/** Ids are taken ahead, and some are not used in the end: entries and events count as the first, the second ... */
async function rowsOf({ system }: World, table: string): Promise<unknown[]> {
  const rows = (await system.db(table as 'outbox')) as unknown as Record<string, unknown>[];
  const own = table === 'outbox' || table === 'email_files' ? ['id', 'uid'] : [];
  const entries = await placesOf(system, 'activities');
  const events = await placesOf(system, 'events');
  const event = (id: string): string => String(events.get(Number(id)));
  for (const row of rows) {
    for (const column of own) delete row[column];
    if (table === 'activities') row.id = entries.get(Number(row.id));
    if (table === 'events') row.id = events.get(Number(row.id));
    if (row.subject_kind === 'activity') row.subject_id = entries.get(Number(row.subject_id));
    if (row.activity_id) row.activity_id = entries.get(Number(row.activity_id));
    if (typeof row.dedupe_key === 'string')
      row.dedupe_key = row.dedupe_key.replace(/(?<=^|event:)\d+(?=:|$)/g, event);
  }
  return rows.map((row) => JSON.stringify(row)).sort();
}

async function placesOf(
  { db }: World['system'],
  table: 'activities' | 'events',
): Promise<Map<number, number>> {
  const ids: number[] = await db(table).orderBy('id').pluck('id');
  return new Map(ids.map((id, place) => [Number(id), place + 1]));
}

it('decides many mails together as it does one after another, down to the last column', {
  timeout: 120_000,
}, async () => {
  const together = await corpusDecided(100);
  const alone = await corpusDecided(1);
  expect(together.inbound_emails?.length).toBeGreaterThan(140);
  expect(together).toEqual(alone);
});
