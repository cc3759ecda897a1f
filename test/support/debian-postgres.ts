/** A PostgreSQL of Debian, for a test that needs its programs too. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../src/db/connect.ts';
import { sleep } from '../../src/lib/time.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { installed } from './tools.ts';

// pg_dump must not be older than the server it reads, and the embedded server comes without it: Debian's has both.
const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
const binaries = `/usr/lib/postgresql/${versions.at(-1)}/bin`;

export const hasDebianPostgres = (): boolean => installed(`${binaries}/pg_ctl`, 'postgresql');

/** Empty, on a port of its own; gone when the test ends. */
export async function startDebianPostgres() {
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
  return {
    url,
    createDatabase: (name: string) => admin.writer.raw(`create database ${name}`),
    dropDatabase: (name: string) => admin.writer.raw(`drop database ${name} with (force)`),
  };
}
