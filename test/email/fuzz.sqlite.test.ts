import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { memoryBlobs } from '../../src/features/email/memory-blobs.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { mailFilesIn } from '../../src/features/email/replay.ts';
import { chanceOf, mutated } from '../proof/mutations.ts';
import { world } from '../support/context.ts';
import { customers } from '../support/customers.ts';

const count = 2000;
/** FUZZ_SEED=11 tries other mutations, or those of a failure again; test/proof/fuzz-mail.ts tries a hundred thousand. */
const seed = Number(process.env.FUZZ_SEED ?? 7);

const dropbox = MailboxConfig.parse({
  name: 'crm',
  host: 'mail.firma.example',
  user: 'crm@firma.example',
  pass: 'secret',
  mode: 'dropbox',
});

it(`gives ${count} broken mails an outcome each, and stumbles over none (seed ${seed})`, {
  timeout: 300_000,
}, async () => {
  const firm = await world({ now: '2026-03-03T12:00:00.000Z', ports: { mailBlobs: memoryBlobs() } });
  await customers(firm);
  const { system } = firm;
  const fixtures = await mailFilesIn(path.join(import.meta.dirname, '../../fixtures/emails'));
  const mails = fixtures.map((file) => readFileSync(file)).filter(({ length }) => length < 200_000);
  const chance = chanceOf(seed);
  for (let from = 0; from < count; from += 50) {
    const messages = Array.from({ length: 50 }, (_, index) => {
      const raw = mutated(mails, chance, from + index);
      return { uid: from + index + 1, raw, size: raw.length, serverAt: system.time.now() };
    });
    await keepBatch(system, {
      mailbox: 'crm',
      folder: 'INBOX',
      uidValidity: '1',
      messages,
      upTo: from + 50,
    });
    while ((await processWaiting(system, [dropbox])) > 0);
  }
  const rows = await system.db('inbound_emails').where({ part: '' });
  expect(rows).toHaveLength(count);
  const troubles = await system
    .db('inbound_emails')
    .where({ status: 'received' })
    .orWhereNotNull('last_error')
    .orWhereIn('reason', ['unreadable', 'timedOut', 'failedRepeatedly'])
    .select('uid', 'part', 'status', 'reason_details', 'last_error');
  expect(troubles, `FUZZ_SEED=${seed}: mutation number uid - 1 of each`).toEqual([]);
});
