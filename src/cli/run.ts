/** What every command-line tool does around its work: environment, clear words for what the operator can mend, exit code. */
import { type Config, ConfigError, parseConfig } from '../config.ts';
import { type Database, openDatabase } from '../db/connect.ts';
import { DatabaseInUse } from '../db/lock.ts';
import { NewerSchema } from '../db/migrate.ts';
import { loadEnvironment } from '../environment.ts';
import type { Ctx } from '../lib/context.ts';
import { createLog } from '../lib/log.ts';
import { systemTime } from '../lib/time.ts';
import { BackupRefused } from '../operations/backup.ts';
import { toolContext } from '../operations/context.ts';
import { ProgramFailed } from '../operations/programs.ts';
import { RestoreRefused } from '../operations/restore.ts';

const mendable = [BackupRefused, ConfigError, DatabaseInUse, NewerSchema, ProgramFailed, RestoreRefused];

/** @param tool returns the exit code */
export async function runTool(tool: (config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await tool(parseConfig(loadEnvironment()));
  } catch (error) {
    const isMendable = mendable.some((kind) => error instanceof kind);
    console.error(isMendable ? (error as Error).message : error);
    process.exitCode = 1;
  }
}

export async function withDatabase<T>(
  config: Config,
  work: (database: Database, ctx: Ctx) => Promise<T>,
): Promise<T> {
  const database = openDatabase(config.DATABASE_URL);
  try {
    return await work(database, toolContext(config, database, systemTime, createLog('silent')));
  } finally {
    await database.close();
  }
}
