import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/connect.ts';
import { transaction } from '../../src/db/transaction.ts';
import { createDeal, getDeal } from '../../src/features/deals/service.ts';
import { backUp } from '../../src/operations/backup.ts';
import { toolContext } from '../../src/operations/context.ts';
import { RestoreRefused, restore } from '../../src/operations/restore.ts';
import { listWaiting, resume } from '../../src/operations/resume.ts';
import { isPaused } from '../../src/outbox/pause.ts';
import { enqueue } from '../../src/outbox/store.ts';
import { world } from '../support/context.ts';

describe('a backup', () => {
  const folderOf = () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-backup-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  };

  async function backedUpFirm() {
    const folder = folderOf();
    const { as, database, system, time } = await world();
    const anna = await as('Anna');
    const bridge = await createDeal(anna, { name: 'Lávka přes Svratku' });
    await transaction(system, (tx) =>
      enqueue(tx, {
        kind: 'watching.nudge',
        payload: {},
        dedupeKey: 'n1',
        lane: 'person:1',
        priority: 'nudge',
      }),
    );
    const config = parseConfig({
      DATABASE_URL: `sqlite:${database.file}`,
      FILES_DIR: path.join(folder, 'files'),
    });
    await mkdir(path.join(config.FILES_DIR, 'ab'), { recursive: true });
    await writeFile(path.join(config.FILES_DIR, 'ab', 'nabidka.pdf'), 'obsah');
    const backup = await backUp(database, config, path.join(folder, 'zalohy'), time);
    const target = parseConfig({
      DATABASE_URL: `sqlite:${path.join(folder, 'novy', 'vizitka.sqlite')}`,
      FILES_DIR: path.join(folder, 'novy', 'files'),
    });
    const back = (from = backup) => restore(target, from, (db) => toolContext(target, db, time, system.log));
    return { anna, bridge, backup, target, back, system, time };
  }

  it('brings back the deals and the files on another machine', async () => {
    const { anna, bridge, target, back } = await backedUpFirm();
    await back();
    const database = openDatabase(target.DATABASE_URL);
    onTestFinished(() => database.close());
    const restored = await getDeal({ ...anna, db: database.reader, database }, bridge.id);
    expect(restored.name).toBe('Lávka přes Svratku');
    expect(await readFile(path.join(target.FILES_DIR, 'ab', 'nabidka.pdf'), 'utf8')).toBe('obsah');
  });

  it('comes back paused; resume says what would be sent and lets it go on', async () => {
    const { target, back, time, system } = await backedUpFirm();
    await back();
    const database = openDatabase(target.DATABASE_URL);
    onTestFinished(() => database.close());
    const ctx = toolContext(target, database, time, system.log);
    expect(await isPaused(ctx)).toBe(true);
    expect(await listWaiting(ctx)).toEqual([{ kind: 'watching.nudge', count: 1, since: time.now() }]);
    expect(await resume(ctx)).toBe(true);
    expect(await isPaused(ctx)).toBe(false);
  });

  it('is never restored over a database or files that are there', async () => {
    const { target, back } = await backedUpFirm();
    await back();
    await expect(back()).rejects.toThrow(RestoreRefused);
    rmSync(target.FILES_DIR, { recursive: true });
    await expect(back()).rejects.toThrow(/exists/);
  });

  it('is not made of a database without Vizitka in it, as when it runs in another folder', async () => {
    const folder = folderOf();
    const config = parseConfig({ DATABASE_URL: `sqlite:${path.join(folder, 'jina.sqlite')}` });
    const database = openDatabase(config.DATABASE_URL);
    onTestFinished(() => database.close());
    const { time } = await world();
    const refused = backUp(database, config, path.join(folder, 'zalohy'), time);
    await expect(refused).rejects.toThrow('check DATABASE_URL');
    expect(existsSync(path.join(folder, 'zalohy'))).toBe(false);
  });

  it('with the files in S3 still holds the raw mails', async () => {
    const folder = folderOf();
    const { database, time } = await world();
    const config = parseConfig({
      DATABASE_URL: `sqlite:${database.file}`,
      FILES_DIR: path.join(folder, 'files'),
      FILES_S3_URL: 's3://klic:heslo@s3.example/vizitka',
    });
    await mkdir(path.join(config.FILES_DIR, 'mail', 'ab'), { recursive: true });
    await writeFile(path.join(config.FILES_DIR, 'mail', 'ab', 'ab12.eml'), 'Subject: Nabídka');
    const backup = await backUp(database, config, path.join(folder, 'zalohy'), time);
    const kept = await readFile(path.join(backup, 'files', 'mail', 'ab', 'ab12.eml'), 'utf8');
    expect(kept).toBe('Subject: Nabídka');
  });

  it('is recognised by its folder', async () => {
    const { back } = await backedUpFirm();
    await expect(back(tmpdir())).rejects.toThrow(/There is no backup/);
  });
});
