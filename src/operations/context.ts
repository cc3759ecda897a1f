import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import type { Ctx, Ports, Settings } from '../lib/context.ts';
import type { Log } from '../lib/log.ts';
import type { Time } from '../lib/time.ts';

export const settingsOf = (config: Config): Settings => ({
  language: config.DEFAULT_LANGUAGE,
  zone: config.DEFAULT_TIME_ZONE,
  country: config.DEFAULT_COUNTRY,
  currency: config.DEFAULT_CURRENCY,
  fileLimit: config.FILE_LIMIT_MB * 1024 * 1024,
  mailSourceMonths: config.MAIL_SOURCE_MONTHS,
});

/** Acts as the product itself, for command-line tools: without ports and listeners, so for reading and settings. */
export const toolContext = (config: Config, database: Database, time: Time, log: Log): Ctx => ({
  db: database.reader,
  database,
  time,
  actor: { kind: 'system', name: 'tool' },
  language: config.DEFAULT_LANGUAGE,
  settings: settingsOf(config),
  ports: {} as Ports,
  listeners: [],
  log,
});
