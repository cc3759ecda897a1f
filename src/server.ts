/** The server: config -> database -> crm -> Slack, jobs, mail; stops in reverse. */
import { buildCrm, type Crm } from './app.ts';
import { type Config, requireSlack } from './config.ts';
import { openDatabase } from './db/connect.ts';
import { lockSqlite } from './db/lock.ts';
import { migrate } from './db/migrate.ts';
import type { Log } from './lib/log.ts';
import type { Time } from './lib/time.ts';
import type { Pace } from './outbox/dispatcher.ts';

export interface Server {
  crm: Crm;
  stop(): Promise<void>;
}

/**
 * @throws ConfigError, DatabaseInUse, NewerSchema; in each case nothing is left running
 */
export async function startServer(config: Config, time: Time, log: Log, pace: Pace = {}): Promise<Server> {
  requireSlack(config);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const database = openDatabase(config.DATABASE_URL);
    undo.push(() => database.close());
    if (database.file) {
      const lock = await lockSqlite(database.file);
      undo.push(() => lock.release());
    }
    const ran = await migrate(database);
    if (ran.length > 0) log.info({ migrations: ran }, 'the database was brought up to date');
    const crm = buildCrm({ config, database, time, log, pace });
    undo.push(() => crm.stop());
    await crm.start();
    log.info({ mode: crm.slack.mode, database: database.dialect }, 'Vizitka is running');
    return { crm, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
