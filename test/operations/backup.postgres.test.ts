import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemTime } from '../../src/lib/time.ts';
import { backUp } from '../../src/operations/backup.ts';
import { toolContext } from '../../src/operations/context.ts';
import { RestoreRefused, restore } from '../../src/operations/restore.ts';
import { isPaused } from '../../src/outbox/pause.ts';
import { hasDebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';

it.runIf(hasDebianPostgres())(
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
