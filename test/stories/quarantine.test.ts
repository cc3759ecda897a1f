import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { frozenTime, sleep } from '../../src/lib/time.ts';
import { startMailbox } from '../../src/sandbox/mailbox.ts';
import { story } from '../support/story.ts';

const now = '2027-03-08T08:00:00.000Z';
const twoFroms = readFileSync(path.join(import.meta.dirname, '../../fixtures/emails/two_from_fields.eml'));

it('an admin hears of a mail that cannot be read, looks at it, and puts it out of the way', async () => {
  const files = mkdtempSync(path.join(tmpdir(), 'vizitka-story-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const crm = 'crm@ocel-vir.example';
  const mailbox = await startMailbox({ time: frozenTime(now), addresses: [crm], senders: [] });
  onTestFinished(() => mailbox.stop());
  const { host, port, user, pass } = mailbox;
  const MAILBOXES = [
    { name: 'crm', host, port, secure: false, user, pass, mode: 'dropbox', addresses: [crm], pollSeconds: 5 },
  ];
  const { eva, zuzana, server, settles, passes, slack } = await story({
    now,
    env: { FILES_DIR: files, MAILBOXES: JSON.stringify(MAILBOXES) },
  });
  const { ctx } = server.crm;
  await seedStory(ctx);
  await keepBatch(ctx, {
    mailbox: 'crm',
    folder: 'INBOX',
    uidValidity: '0',
    messages: [{ uid: 1, raw: twoFroms, serverAt: ctx.time.now() }],
    upTo: null,
  });
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await ctx.db('inbound_emails').where({ status: 'quarantined' })).length > 0) break;
    await sleep(50);
  }
  await settles();

  const notice = eva.inbox().at(-1)!;
  expect(eva.reads(notice)).toContain('V karanténě je 1 e-mail');
  expect(zuzana.inbox().filter((message) => /karant/i.test(zuzana.reads(message)))).toEqual([]);
  await eva.click(notice, 'Stáhnout');
  await settles();
  const copies = () => eva.inbox().flatMap(({ files }) => files ?? []);
  expect(copies().map(({ name }) => name)).toEqual(['mail-1.eml']);
  expect(Buffer.from(eva.download(copies()[0]!)).equals(twoFroms)).toBe(true);
  await passes({ hours: 25 });
  expect(copies()).toEqual([]);

  await eva.click(eva.inbox().find((message) => eva.reads(message).includes('V karanténě'))!, 'Vyřadit');
  await settles();
  expect(await ctx.db('inbound_emails').pluck('status')).toEqual(['ignored']);
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});
