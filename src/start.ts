/** Runs the server until it is told to stop. */
import { ConfigError, parseServerConfig } from './config.ts';
import { DatabaseInUse } from './db/lock.ts';
import { NewerSchema } from './db/migrate.ts';
import { loadEnvironment } from './environment.ts';
import { createLog } from './lib/log.ts';
import { systemTime } from './lib/time.ts';
import { startServer } from './server.ts';

try {
  const config = parseServerConfig(loadEnvironment());
  const log = createLog(config.LOG_LEVEL);
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
    console.error(error);
  }
  process.exit(1);
}
