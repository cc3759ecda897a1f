import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { monotonic, sleep } from '../../src/lib/time.ts';
import { freshDatabase } from '../support/database.ts';

const now = '2027-03-08T08:00:00.000Z';

/** Another process that writes to the file for so long. */
async function writesElsewhere(file: string, ms: number): Promise<void> {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(${JSON.stringify(file)});
    database.exec("begin immediate; insert into settings (name, value) values ('elsewhere', 'x')");
    console.log('writing');
    setTimeout(() => database.exec('commit'), ${ms});`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
}

describe('queries on SQLite', () => {
  it('wait for another process that writes, and nothing else in ours waits with them', async () => {
    const { writer, file } = await freshDatabase();
    await writesElsewhere(file as string, 400);
    let beats = 0;
    const heart = setInterval(() => {
      beats += 1;
    }, 10);
    const names = await writer.transaction((trx) =>
      trx('settings').where({ name: 'elsewhere' }).pluck('name'),
    );
    clearInterval(heart);
    expect(names).toEqual(['elsewhere']);
    expect(beats).toBeGreaterThan(10);
  });

  it('let others have their turn, however many follow one another', async () => {
    const { reader } = await freshDatabase();
    let turns = 0;
    let asking = true;
    const others = (async () => {
      while (asking) {
        turns += 1;
        await sleep(0);
      }
    })();
    const from = monotonic();
    while (turns < 5 && monotonic() - from < 5000) await reader('settings').first('name');
    asking = false;
    await others;
    expect(turns).toBeGreaterThanOrEqual(5);
    expect(monotonic() - from).toBeLessThan(5000);
  });

  it('keep whole numbers whole, also in a column of text', async () => {
    const { writer } = await freshDatabase();
    await writer('handled_requests').insert({ key: 42 as never, at: now });
    expect(await writer('handled_requests').pluck('key')).toEqual(['42']);
    expect(await writer.raw('select typeof(?) as one, typeof(?) as other', [true, 1.5])).toEqual([
      { one: 'integer', other: 'real' },
    ]);
  });

  it('are synced when a commit resolves, and written back into the file beside them', async () => {
    const { writer, file } = await freshDatabase();
    const log = `${file}-wal`;
    const many = Array.from({ length: 2000 }, (_, n) => ({ key: `${n} ${'x'.repeat(1000)}`, at: now }));
    await writer.transaction(async (trx) => {
      for (let n = 0; n < many.length; n += 100) await trx('handled_requests').insert(many.slice(n, n + 100));
    });
    expect(statSync(log).size).toBeGreaterThan(4_000_000);
    const before = statSync(file as string).size;
    while (statSync(file as string).size === before) await sleep(20);
    await writer('handled_requests').insert({ key: 'after', at: now });
    expect(await writer('handled_requests').count({ n: '*' })).toEqual([{ n: 2001 }]);
  });

  it('fail with the name that SQLite gives to what went wrong', async () => {
    const { reader, writer } = await freshDatabase();
    await writer('handled_requests').insert({ key: 'once', at: now });
    await expect(writer('handled_requests').insert({ key: 'once', at: now })).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT',
    });
    await expect(reader('handled_requests').delete()).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
  });
});
