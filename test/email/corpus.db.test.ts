import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { memoryBlobs } from '../../src/features/email/memory-blobs.ts';
import { mailFilesIn, type ReplayLine, replay } from '../../src/features/email/replay.ts';
import { world } from '../support/context.ts';
import { customers } from '../support/customers.ts';

const folder = path.join(import.meta.dirname, '../../fixtures/emails');

const dropbox = MailboxConfig.parse({
  name: 'crm',
  host: 'mail.firma.example',
  user: 'crm@firma.example',
  pass: 'secret',
  mode: 'dropbox',
  ownDomains: ['firma-export.example'],
  ownAddresses: ['tomas.dvorsky@seznam.example'],
});

it('puts every mail of the corpus where its expectation says, one after another', {
  timeout: 120_000,
}, async () => {
  const firm = await world({ now: '2026-03-03T12:00:00.000Z', ports: { mailBlobs: memoryBlobs() } });
  await customers(firm);
  const lines: ReplayLine[] = [];
  await replay(
    firm.system,
    await mailFilesIn(folder),
    async () => dropbox,
    (line) => lines.push(line),
  );

  const found = new Map<string, object[]>();
  for (const { file, ...line } of lines) {
    const name = path.basename(file, '.eml');
    found.set(name, [...(found.get(name) ?? []), line]);
  }
  expect(found.size).toBeGreaterThanOrEqual(100);
  for (const [name, records] of found) {
    const file = path.join(folder, `${name}.json`);
    if (process.env.WRITE_EXPECTATIONS && !existsSync(file))
      writeFileSync(file, `${JSON.stringify(records, null, 2)}\n`);
  }
  for (const [name, records] of found) {
    expect.soft(records, name).toEqual(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')));
  }
});
