/** Runs the server until it is told to stop. */
import { ConfigError, parseServerConfig } from './config.ts';
import { DatabaseInUse } from './db/lock.ts';
import { NewerSchema } from './db/migrate.ts';
import { loadEnvironment } from './environment.ts';
import { collectGarbage } from './lib/garbage.ts';
import { createLog } from './lib/log.ts';
import { systemTime } from './lib/time.ts';
import { startServer } from './server.ts';

// Refused or unknown host, wrong password, no such database, unwritable or broken file.
const databaseCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  '28P01',
  '28000',
  '3D000',
  'SQLITE_CANTOPEN',
  'SQLITE_NOTADB',
  'SQLITE_READONLY',
]);

try {
  const config = parseServerConfig(loadEnvironment());
  const log = createLog(config.LOG_LEVEL);
  // Now, when nobody waits for an answer yet: each would hold one up for some tens of milliseconds.
  if (config.MAILBOXES.length > 0) await import('imapflow');
  collectGarbage('major');
  const server = await startServer(config, systemTime, log);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      await server.stop();
      process.exit(0);
    });
  }
} catch (error) {
  if (error instanceof ConfigError) {
    console.error(`Vizitka cannot start:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`);
    console.error(
      'Set these in .env or in the environment; .env.example explains each. npm run doctor checks them.',
    );
  } else if (error instanceof DatabaseInUse || error instanceof NewerSchema) {
    console.error(error.message);
  } else {
    console.error(mendable(error) ?? error);
  }
  process.exit(1);
}

/** What the operator can mend by the environment. */
function mendable(error: unknown): string | null {
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set PORT to a free one.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${port} needs more rights. Set PORT above 1024.`;
  if (databaseCodes.has(code ?? ''))
    return `The database cannot be used (${code}): check DATABASE_URL and that it is running.`;
  return null;
}
