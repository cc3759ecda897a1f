import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import axios from 'axios';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/connect.ts';
import { DatabaseInUse } from '../../src/db/lock.ts';
import { migrate, NewerSchema } from '../../src/db/migrate.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemTime } from '../../src/lib/time.ts';
import { startServer } from '../../src/server.ts';
import { freshDatabase } from '../support/database.ts';
import { story } from '../support/story.ts';

describe('the server', () => {
  it('refuses a database that a newer version has migrated', async () => {
    const database = await freshDatabase();
    await database.writer('schema_migrations').insert({ name: '9999_from_the_future.ts', batch: 9 } as never);
    await expect(migrate(database)).rejects.toThrow(NewerSchema);
  });

  it('keeps a copy of an SQLite file before it migrates it', async () => {
    const database = await freshDatabase();
    const [last] = await database.reader('schema_migrations').orderBy('id', 'desc').limit(1);
    await database.writer('settings').insert({ name: 'zkouška', value: 'před migrací' });
    // Takes the last migration for a new one; that it then fails on what is there is what the copy is for.
    await database.writer('schema_migrations').where({ name: last.name }).del();
    await migrate(database).catch(() => undefined);
    const folder = path.join(path.dirname(database.file as string), 'before-migration');
    const copy = readdirSync(folder).find((name) => name.startsWith(path.basename(database.file as string)));
    const opened = openDatabase(`sqlite:${path.join(folder, copy as string)}`);
    onTestFinished(() => opened.close());
    expect(await opened.reader('settings').where({ name: 'zkouška' }).first('value')).toEqual({
      value: 'před migrací',
    });
  });

  it('is one per SQLite file, and the next may start as soon as the first is gone', async () => {
    const { server } = await story();
    const file = server.crm.ctx.database.file as string;
    const config = parseConfig({
      DATABASE_URL: `sqlite:${file}`,
      SLACK_BOT_TOKEN: 'xoxb-druhy',
      SLACK_APP_TOKEN: 'xapp-druhy',
    });
    await expect(startServer(config, systemTime, createLog('silent'))).rejects.toThrow(DatabaseInUse);
    expect(existsSync(file)).toBe(true);
  });

  it('answers 503 in /health when the database is unusable, and 200 again when it is back', async () => {
    const { server, url } = await story();
    const { reader } = server.crm.ctx.database;
    await reader.destroy();
    const down = await axios.get(`${url}/health`, { validateStatus: () => true });
    expect([down.status, down.data]).toEqual([503, { status: 'down' }]);
    reader.initialize();
    expect((await axios.get(`${url}/health`)).status).toBe(200);
  });
});
