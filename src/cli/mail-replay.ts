import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigError, parseConfig } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { NewerSchema } from '../db/migrate.ts';
import { loadEnvironment } from '../environment.ts';
import { folderBlobs } from '../features/email/blobs.ts';
import { memoryBlobs } from '../features/email/memory-blobs.ts';
import { mailFilesIn, replay, withDatabase } from '../features/email/replay.ts';
import { guessMailboxes } from '../features/email/replay-mailbox.ts';
import type { Ctx } from '../lib/context.ts';
import { createLog } from '../lib/log.ts';
import { systemTime } from '../lib/time.ts';

const usage =
  'npm run mail:replay -- <folder or .eml> [--mailbox name] [--database url] [--own domain]\n' +
  '  one JSON line per message; without --database in a database of its own, gone afterwards';

/** Exit codes: 0 every message has an outcome, 1 some has none, 2 not understood. */
export async function mailReplay(
  args: string[],
  environment: Record<string, string | undefined>,
): Promise<number> {
  const wish = readArgs(args);
  if (!wish) return complain(usage, 2);
  const config = parseConfig(environment);
  const files = await mailFilesIn(wish.place).catch(() => null);
  if (!files) return complain(`${wish.place}: no such file or folder`, 2);
  const configured = config.MAILBOXES.find(({ name }) => name === wish.mailbox);
  if (wish.mailbox && !configured) return complain(`MAILBOXES has no mailbox ${wish.mailbox}`, 2);
  const mailboxOf = configured ? async () => configured : await guessMailboxes(files, wish.own);
  let unfinished = 0;
  await withDatabase(wish.database, async (database) => {
    const blobs = wish.database ? folderBlobs(path.join(config.FILES_DIR, 'mail')) : memoryBlobs();
    await replay(contextOf(config, database, blobs), files, mailboxOf, (line) => {
      if (line.outcome === 'received') unfinished += 1;
      process.stdout.write(`${JSON.stringify(line)}\n`);
    });
  });
  return unfinished === 0 ? 0 : 1;
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        mailbox: { type: 'string' },
        database: { type: 'string' },
        own: { type: 'string', multiple: true, default: [] },
      },
      allowPositionals: true,
    });
    const [place, ...rest] = positionals;
    if (place === undefined || rest.length > 0) return null;
    return { place, mailbox: values.mailbox ?? null, database: values.database ?? null, own: values.own };
  } catch {
    return null;
  }
}

const contextOf = (
  config: ReturnType<typeof parseConfig>,
  database: Database,
  mailBlobs: Ctx['ports']['mailBlobs'],
): Ctx => ({
  db: database.reader,
  database,
  time: systemTime,
  actor: { kind: 'system', name: 'mail-replay' },
  language: config.DEFAULT_LANGUAGE,
  settings: {
    language: config.DEFAULT_LANGUAGE,
    zone: config.DEFAULT_TIME_ZONE,
    country: config.DEFAULT_COUNTRY,
    currency: config.DEFAULT_CURRENCY,
    fileLimit: config.FILE_LIMIT_MB * 1024 * 1024,
  },
  ports: { mailBlobs } as Ctx['ports'],
  log: createLog('silent'),
});

function complain(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // Whoever reads it (`| head`) may have seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  try {
    process.exitCode = await mailReplay(process.argv.slice(2), loadEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof NewerSchema)) throw error;
    process.exitCode = complain(error.message, 2);
  }
}
