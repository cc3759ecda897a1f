import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/db/connect.ts';
import { sleep } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { startDovecot, withoutDovecot } from '../support/dovecot.ts';
import { faultyLine } from '../support/faulty-line.ts';
import { surePost } from '../support/sure-post.ts';

const now = '2027-03-08T08:00:00.000Z';

async function addressOf({ file, writer }: Database): Promise<string> {
  if (file) return `sqlite:${file}`;
  const { rows } = await writer.raw('select current_database() as name');
  return `${inject('databases')}/${rows[0].name}`;
}

it.skipIf(withoutDovecot)(
  `loses no mail and logs none twice, whatever befalls the line and the server${withoutDovecot ? ` (${withoutDovecot})` : ''}`,
  { timeout: 120_000 },
  async () => {
    const server = await startDovecot();
    onTestFinished(() => server.remove());
    const line = await faultyLine(server.plainPort);
    onTestFinished(() => line.close());
    const blobs = mkdtempSync(path.join(tmpdir(), 'vizitka-faults-'));
    onTestFinished(() => rmSync(blobs, { recursive: true, force: true }));
    const firm = await world({ now });
    await customers(firm);
    const { database } = firm;
    const post = surePost({ append: (raw) => server.append(raw), database, blobs, now });
    const settings = {
      database: await addressOf(database),
      blobs,
      now,
      mailbox: {
        name: 'crm',
        mode: 'dropbox',
        pollSeconds: 5,
        host: '127.0.0.1',
        port: line.port,
        secure: false,
        user: server.user,
        pass: server.pass,
      },
    };
    const reader: ChildProcess = spawn(
      process.execPath,
      [path.join(import.meta.dirname, '../support/mail-worker.ts')],
      { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, WORKER: JSON.stringify(settings) } },
    );
    onTestFinished(async () => {
      const ended = new Promise((resolve) => reader.once('exit', resolve));
      reader.kill('SIGKILL');
      await ended;
    });

    const faults: [string, () => Promise<unknown>][] = [
      ['cut at the login', () => line.cutAt(/^AUTHENTICATE/)],
      ['cut in the middle of a mail', () => line.cutAt(/^UID FETCH .*BODY/, 1500)],
      ['cut while it waits', () => line.cutAt(/^IDLE/)],
      [
        'slow line',
        async () => {
          line.trickle(64);
          await sleep(1000);
          line.trickle(null);
        },
      ],
      ['numbers forgotten', () => post.meanwhile(server.renumber)],
    ];
    for (const [fault, happens] of faults) {
      const [isMet] = await Promise.all([happens(), post.bring(4)]);
      expect(isMet, fault).not.toBe(false);
      expect(await post.untilKept(30), `reading again after: ${fault}`).toBe(true);
    }
    expect(await post.untilDecided(30)).toBe(true);
    expect(await post.tally()).toEqual({
      sent: 20,
      once: 20,
      exact: 20,
      again: expect.any(Number),
      other: [],
    });
  },
);
