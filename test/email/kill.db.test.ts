import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/db/connect.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { sleep } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { startDovecot, withoutDovecot } from '../support/dovecot.ts';

const worker = path.join(import.meta.dirname, '../support/mail-worker.ts');
const rounds = Number(process.env.KILL_ROUNDS ?? 5);
const perRound = Number(process.env.KILL_MAILS ?? 8);
const now = '2027-03-08T08:00:00.000Z';

const mail = (number: number) =>
  `From: Petr <riha@mostni-stavby.example>\r\nTo: crm@firma.example\r\nSubject: dopis ${number}\r\nMessage-ID: <dopis-${number}@posta.example>\r\nDate: Mon, 8 Mar 2027 08:00:00 +0100\r\n\r\nText dopisu ${number}. ${'x'.repeat((number * 977) % 20_000)}\r\n`;

async function addressOf({ file, writer }: Database): Promise<string> {
  if (file) return `sqlite:${file}`;
  const { rows } = await writer.raw('select current_database() as name');
  return `${inject('databases')}/${rows[0].name}`;
}

it.skipIf(withoutDovecot)(
  `loses no mail and logs none twice, killed at any moment${withoutDovecot ? ` (${withoutDovecot})` : ''}`,
  { timeout: 300_000 },
  async () => {
    const server = await startDovecot();
    onTestFinished(() => server.remove());
    const blobs = mkdtempSync(path.join(tmpdir(), 'vizitka-kill-'));
    onTestFinished(() => rmSync(blobs, { recursive: true, force: true }));
    const firm = await world({ now });
    const { database, system } = firm;
    await customers(firm);
    const settings = {
      database: await addressOf(database),
      blobs,
      now,
      mailbox: {
        name: 'crm',
        host: server.host,
        port: server.port,
        ca: server.certificate,
        user: server.user,
        pass: server.pass,
        mode: 'dropbox',
        pollSeconds: 5,
      },
    };
    const start = (): ChildProcess =>
      spawn(path.resolve('node_modules/.bin/node'), [worker], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, WORKER: JSON.stringify(settings) },
      });
    let running = start();
    const kill = async () => {
      if (running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGKILL');
      await ended;
    };
    onTestFinished(kill);

    const sent: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (let index = 0; index < perRound; index += 1) {
        const raw = mail(sent.length);
        sent.push(raw);
        await server.append(raw);
      }
      await sleep(200 + Math.random() * 1500);
      await kill();
      // The lease of a process that died is not waited for.
      await database.writer('mailbox_states').update({ claim: null, claimed_until: null });
      await database.writer('inbound_emails').update({ claimed_until: null });
      running = start();
    }
    const decided = () => system.db('inbound_emails').whereNot({ status: 'received' });
    for (let tries = 0; tries < 1200 && (await decided()).length < sent.length; tries += 1) await sleep(50);

    const rows = await system.db('inbound_emails').orderBy('uid');
    expect(rows.map(({ subject, status }) => `${status} ${subject}`)).toEqual(
      sent.map((_, number) => `logged dopis ${number}`),
    );
    expect((await system.db('activities').where({ kind: 'email' })).length).toBe(sent.length);
    const kept = await Promise.all(rows.map(({ blob }) => folderBlobs(blobs).get(blob ?? '')));
    expect(kept.map(String)).toEqual(sent);
  },
);
