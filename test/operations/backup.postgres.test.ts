import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createLog } from '../../src/lib/log.ts';
import { sleep, systemTime } from '../../src/lib/time.ts';
import { backUp } from '../../src/operations/backup.ts';
import { toolContext } from '../../src/operations/context.ts';
import { RestoreRefused, restore } from '../../src/operations/restore.ts';
import { isPaused } from '../../src/outbox/pause.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { installed } from '../support/tools.ts';

// pg_dump must not be older than the server it reads, and the embedded server comes without it: Debian's has both.
const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
const binaries = `/usr/lib/postgresql/${versions.at(-1)}/bin`;

it.runIf(installed(`${binaries}/pg_ctl`, 'postgresql'))(
  'a PostgreSQL backup comes back in an empty database, paused, and never over another',
  async () => {
    const { url, createDatabase } = await startDebianPostgres();
    const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-backup-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const config = (name: string) =>
      parseConfig({ DATABASE_URL: `${url}/${name}`, FILES_DIR: path.join(folder, name) });
    await createDatabase('prvni');
    await createDatabase('druha');
    const first = openDatabase(config('prvni').DATABASE_URL);
    await migrate(first);
    await first.writer('settings').insert({ name: 'zkouška', value: 'žluťoučký kůň' });
    const backup = await backUp(first, config('prvni'), path.join(folder, 'zalohy'), systemTime);
    await first.close();

    const back = () =>
      restore(config('druha'), backup, (db) =>
        toolContext(config('druha'), db, systemTime, createLog('silent')),
      );
    await back();

    const second = openDatabase(config('druha').DATABASE_URL);
    onTestFinished(() => second.close());
    expect(await second.reader('settings').where({ name: 'zkouška' }).first('value')).toEqual({
      value: 'žluťoučký kůň',
    });
    expect(await isPaused(toolContext(config('druha'), second, systemTime, createLog('silent')))).toBe(true);
    await expect(back()).rejects.toThrow(RestoreRefused);
  },
);

async function startDebianPostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-debian-'));
  chmodSync(folder, 0o777);
  const data = path.join(folder, 'data');
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  // The server refuses to run as root.
  const run = (program: string, args: string[]): [string, string[]] =>
    isRoot
      ? ['runuser', ['-u', 'postgres', '--', path.join(binaries, program), ...args]]
      : [path.join(binaries, program), args];
  execFileSync(
    ...run('initdb', ['-D', data, '-U', 'vizitka', '--auth=trust', '--encoding=UTF8', '--locale=C']),
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'fsync=off',
  ];
  const server = spawn(...run('postgres', options), { cwd: folder, stdio: 'ignore' });
  onTestFinished(async () => {
    execFileSync(...run('pg_ctl', ['stop', '-D', data, '-m', 'immediate']), { cwd: folder, stdio: 'ignore' });
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `postgres://vizitka@127.0.0.1:${port}`;
  const admin = openDatabase(`${url}/postgres`);
  onTestFinished(() => admin.close());
  for (let attempt = 0; ; attempt += 1) {
    try {
      await admin.reader.raw('select 1');
      break;
    } catch (error) {
      if (attempt > 100) throw error;
      await sleep(100);
    }
  }
  return { url, createDatabase: (name: string) => admin.writer.raw(`create database ${name}`) };
}
