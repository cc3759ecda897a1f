import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/db/connect.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { BackfillRefused, backfill, countHistory } from '../../src/features/email/mailboxes/backfill.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { totalOf } from '../../src/features/email/mailboxes/guess.ts';
import { startMailPollers } from '../../src/features/email/mailboxes/poller.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { type PlainDate, sleep } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts';

const root = path.join(import.meta.dirname, '../..');
const since = '2024-01-01' as PlainDate;

const letter = (number: number, from = 'riha@mostni-stavby.example', more = ''): string =>
  `From: Petr <${from}>\r\nTo: crm@firma.example\r\nSubject: dopis ${number}\r\n` +
  `Message-ID: <dopis-${number}@posta.example>\r\nDate: Mon, 3 Feb 2025 08:00:00 +0100\r\n${more}\r\nText dopisu ${number}.\r\n`;

const title = `the history of a mailbox${withoutDovecot ? ` (${withoutDovecot})` : ''}`;

describe.skipIf(withoutDovecot)(title, { timeout: 180_000 }, () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.remove());
  afterEach(() => server.empty());

  const config = (more: object = {}) => ({
    name: 'crm',
    host: server.host,
    port: server.port,
    ca: server.certificate,
    user: server.user,
    pass: server.pass,
    mode: 'dropbox',
    since: '2026-01-01',
    for: ['eva@firma.example'],
    pollSeconds: 5,
    ...more,
  });
  const mailbox = (more: object = {}): MailboxConfig => MailboxConfig.parse(config(more));

  const blobFolder = (): string => {
    const files = mkdtempSync(path.join(tmpdir(), 'vizitka-history-'));
    onTestFinished(() => rmSync(files, { recursive: true, force: true }));
    return files;
  };

  async function firm(): Promise<World> {
    const made = await world({
      now: '2026-03-09T08:00:00.000Z',
      ports: { mailBlobs: folderBlobs(blobFolder()) },
    });
    await customers(made);
    return made;
  }

  const append = (raw: string, date = '2025-02-03T08:00:00Z') => server.append(raw, { date: new Date(date) });

  async function reading(ctx: Ctx): Promise<void> {
    const pollers = startMailPollers(ctx, [mailbox()]);
    onTestFinished(() => pollers.stop());
    pollers.start();
    await until(async () => (await ctx.db('mail_cursors')).length > 0);
  }

  async function until(what: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      if (await what()) return;
      await sleep(50);
    }
    throw new Error('it did not happen in time');
  }

  const statuses = async (ctx: Ctx): Promise<string[]> =>
    (await ctx.db('inbound_emails').orderBy('uid')).map(({ subject, status }) => `${status} ${subject}`);

  it('is counted first, by what would become of it, and nothing is stored', async () => {
    const { system } = await firm();
    await append(letter(1));
    await append(letter(2, 'nekdo@neznama-firma.example'));
    await append(letter(3, 'news@eshop.example', 'List-Unsubscribe: <https://eshop.example/x>\r\n'));
    await append(letter(4), '2023-05-05T08:00:00Z');
    const guess = await countHistory(system, mailbox(), '2024-06-01' as PlainDate);
    expect(guess).toEqual({ logged: 1, triage: 1, quarantined: 0, notLogged: { mailingList: 1 } });
    expect(totalOf(guess)).toBe(3);
    expect(await system.db('inbound_emails')).toEqual([]);
  });

  it('is logged beside the live reading, and nobody is told', async () => {
    const { system } = await firm();
    await append(letter(1));
    await append(letter(2, 'nekdo@neznama-firma.example'));
    await append(`Subject: nikoho\r\n\r\nBez odesilatele.\r\n`);
    await append(letter(4), '2023-05-05T08:00:00Z');
    await reading(system);
    expect(await statuses(system)).toEqual([]);
    const met: number[] = [];
    const outcome = await backfill(system, mailbox(), '2025-01-01' as PlainDate, {
      onProgress: (count) => met.push(count),
    });
    expect(Object.fromEntries(outcome ?? [])).toEqual({ logged: 1, triage: 1, quarantined: 1 });
    expect(met.at(-1)).toBe(3);
    expect(await system.db('outbox').whereNot({ kind: 'home.push' })).toEqual([]);
    const news = await append(letter(5), '2026-03-09T07:00:00Z');
    await until(
      async () => (await system.db('inbound_emails').where({ uid: news, status: 'logged' })).length > 0,
    );
    const told = await system.db('outbox').whereNot({ kind: 'home.push' });
    expect(told.map(({ kind }) => kind)).toHaveLength(1);
  });

  it('asks once about new mail although old mail of the same sender waits in silence', async () => {
    const { system } = await firm();
    await append(letter(1, 'nekdo@neznama-firma.example'), '2026-03-08T08:00:00Z');
    await backfill(system, mailbox(), since);
    expect(await system.db('outbox').where({ kind: 'email.triageCard' })).toEqual([]);
    await append(letter(2, 'nekdo@neznama-firma.example'), '2026-03-09T07:00:00Z');
    await reading(system);
    const cards = () => system.db('outbox').where({ kind: 'email.triageCard' });
    await until(async () => (await cards()).length > 0);
    await append(letter(3, 'nekdo@neznama-firma.example'), '2026-03-09T07:30:00Z');
    await until(
      async () =>
        (await statuses(system)).length === 3 &&
        (await statuses(system)).every((one) => one.startsWith('triage')),
    );
    expect(await cards()).toHaveLength(1);
  });

  it('brings nothing twice, whether the live reading had it or another copy came', async () => {
    const { system } = await firm();
    await append(letter(1), '2026-02-03T08:00:00Z');
    await reading(system);
    await until(async () => (await statuses(system)).includes('logged dopis 1'));
    await append(`Received: from jinudy\r\n${letter(1)}`, '2025-02-03T08:00:00Z');
    const last = await append(letter(2));
    await until(async () => Number((await system.db('mail_cursors').first())?.last_uid) >= last);
    const outcome = await backfill(system, mailbox(), since);
    expect(await system.db('activities').where({ kind: 'email' })).toHaveLength(2);
    expect(outcome?.get('logged')).toBe(1);
    expect(totalOf(await countHistory(system, mailbox(), since))).toBe(0);
  });

  it('of a team stores what concerns customers and of the rest the reason', async () => {
    const { system } = await firm();
    await append(letter(1));
    await append(letter(2, 'kamarad@soukrome.example'));
    const team = mailbox({ mode: 'team', folders: ['INBOX'] });
    expect(await countHistory(system, team, since)).toMatchObject({
      logged: 1,
      notLogged: { notKnownHere: 1 },
    });
    await backfill(system, team, since);
    const rows = await system.db('inbound_emails').orderBy('uid');
    expect(rows.map(({ status, subject, blob }) => [status, subject, blob !== null])).toEqual([
      ['logged', 'dopis 1', true],
      ['ignored', null, false],
    ]);
  });

  it('is read by one at a time', async () => {
    const { system } = await firm();
    await append(letter(1));
    const both = await Promise.allSettled([1, 2].map(() => backfill(system, mailbox(), since)));
    const refused = both.flatMap((one) => (one.status === 'rejected' ? one.reason.message : []));
    expect(refused).toEqual([expect.stringContaining('Another process reads')]);
    expect(await system.db('mail_backfills').first()).toMatchObject({ since, claim: null });
  });

  it('ends in good order when it is told to, and goes on', async () => {
    const { system } = await firm();
    for (let number = 0; number < 120; number += 1) await append(letter(number));
    const ending = new AbortController();
    const ended = await backfill(system, mailbox(), since, {
      onProgress: () => ending.abort(),
      signal: ending.signal,
    });
    expect(ended).toBeNull();
    expect(await system.db('mail_backfills').first()).toMatchObject({ claim: null, finished_at: null });
    expect(await system.db('inbound_emails').whereNotNull('claim')).toEqual([]);
    const outcome = await backfill(system, mailbox(), since);
    expect(outcome?.get('logged')).toBe(120);
  });

  it('of a person is read with their consent only, and no further back than they agreed to', async () => {
    const { system, time } = await firm();
    const petr = mailbox({ person: 'eva@firma.example' });
    await expect(countHistory(system, petr, since)).rejects.toThrow('has not switched it on');
    const eva = await system.db('people').where({ email: 'eva@firma.example' }).first();
    expect(eva).toBeDefined();
    await system.database.writer('mailbox_switches').insert({
      mailbox: 'crm',
      person: 'eva@firma.example',
      is_on: true,
      reads_from: time.now(),
      asked_at: time.now(),
      changed_at: time.now(),
    });
    await expect(countHistory(system, petr, since)).rejects.toBeInstanceOf(BackfillRefused);
    await expect(countHistory(system, petr, since)).rejects.toThrow('agreed to mail of 2026-03-09 and later');
  });

  async function addressOf({ file, writer }: Database): Promise<string> {
    if (file) return `sqlite:${file}`;
    const { rows } = await writer.raw('select current_database() as name');
    return `${inject('databases')}/${rows[0].name}`;
  }

  it('goes on where it was when the command was killed, again and again', async () => {
    const made = await firm();
    const { system, database } = made;
    const count = 320;
    await server.asClient(async (client) => {
      for (let number = 0; number < count; number += 1) {
        await client.append('INBOX', Buffer.from(letter(number)), [], new Date('2025-02-03T08:00:00Z'));
      }
    });
    const environment = {
      PATH: process.env.PATH,
      NODE_NO_WARNINGS: '1',
      DATABASE_URL: await addressOf(database),
      FILES_DIR: blobFolder(),
      MAILBOXES: JSON.stringify([config()]),
      SLACK_BOT_TOKEN: 'xoxb-zkouska',
      SLACK_APP_TOKEN: 'xapp-zkouska',
    };
    const start = (
      onSaid: (child: ChildProcess, said: string) => void,
    ): Promise<{ code: number | null; said: string }> =>
      new Promise((resolve) => {
        const node = path.join(root, 'node_modules/.bin/node');
        const args = ['src/cli/mail-backfill.ts', 'crm', '--since', since, '--yes'];
        const child = spawn(node, args, { cwd: root, env: environment });
        let said = '';
        const hear = (chunk: Buffer) => {
          said += chunk;
          onSaid(child, said);
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('close', (code) => resolve({ code, said }));
      });
    let kills = 0;
    for (; kills < 2; kills += 1) {
      const { code } = await start((child, said) => {
        if (/\(\d+ %\)/.test(said)) setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
      });
      if (code === 0) break;
      // The leases of a process that died are not waited for.
      await database.writer('mail_backfills').update({ claim: null, claimed_until: null });
      await database.writer('inbound_emails').update({ claim: null, claimed_until: null });
    }
    expect(kills).toBeGreaterThan(0);
    const last = await start(() => {});
    expect(last).toMatchObject({ code: 0, said: expect.stringMatching(/Done|here already/) });
    expect(await statuses(system)).toEqual(
      Array.from({ length: count }, (_, number) => `logged dopis ${number}`),
    );
    expect(await system.db('activities').where({ kind: 'email' })).toHaveLength(count);
  });
});
