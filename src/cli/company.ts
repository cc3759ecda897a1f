import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Config, ConfigError, parseConfig } from '../config.ts';
import { openDatabase } from '../db/connect.ts';
import { migrate, NewerSchema } from '../db/migrate.ts';
import { type Lookup, readTypedCompany, type TypedCompany } from '../features/registers/model.ts';
import { createRegisters, registerUrls } from '../features/registers/port.ts';
import { lookupByIco, searchByName } from '../features/registers/service.ts';
import { lookupMessage, nameSearchMessage, sourceAndAge, typedProblem } from '../features/registers/views.ts';
import { type Reader, readerOf } from '../i18n/reader.ts';
import type { Ctx } from '../lib/context.ts';
import { createLog } from '../lib/log.ts';
import { systemTime } from '../lib/time.ts';

const usage = 'npm run company -- <IČO or name> [--refresh]';

/** Exit codes: 0 found, 1 not found, 2 not understood, 3 the register does not answer. */
export async function company(args: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const wish = readArgs(args);
  if (!wish) return complain(usage, 2);
  const config = parseConfig(environment);
  const database = openDatabase(config.DATABASE_URL);
  const registers = createRegisters({ ...registerUrls(config), time: systemTime });
  try {
    await migrate(database);
    const ctx = contextOf(config, database, registers);
    const typed = readTypedCompany(wish.text);
    if (typed.kind === 'ico') return await byIco(ctx, typed, wish.refresh);
    if (typed.kind === 'name') return await byName(ctx, typed.name);
    return complain(typedProblem(readerOf(ctx), typed) ?? usage, 2);
  } finally {
    await registers.stop();
    await database.close();
  }
}

async function byIco(ctx: Ctx, typed: TypedCompany & { kind: 'ico' }, refresh: boolean): Promise<number> {
  const lookup = await lookupByIco(ctx, typed.ico, { refresh, timeoutMs: 15_000 });
  const reader = readerOf(ctx);
  const warning = typedProblem(reader, typed);
  if (warning) complain(warning, 0);
  const message = lookupMessage(reader, lookup);
  if (message) complain(message, 0);
  if (lookup.kind === 'found') print(recordOf(reader, lookup));
  return { found: 0, notFound: 1, unavailable: 3 }[lookup.kind];
}

const recordOf = (reader: Reader, lookup: Lookup & { kind: 'found' }) => ({
  ...lookup.company,
  age: sourceAndAge(reader, lookup.fetchedAt),
  stale: lookup.stale,
});

async function byName(ctx: Ctx, name: string): Promise<number> {
  const search = await searchByName(ctx, name, { waitMs: 15_000 });
  const message = nameSearchMessage(readerOf(ctx), name, search);
  if (message) complain(message, 0);
  if (search.kind === 'unavailable') return 3;
  if (search.kind === 'tooMany') return 2;
  print(search);
  return search.companies.length > 0 ? 0 : 1;
}

function readArgs(args: string[]): { text: string; refresh: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { refresh: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const text = positionals.join(' ').trim();
    return text === '' ? null : { text, refresh: values.refresh };
  } catch {
    return null;
  }
}

const contextOf = (config: Config, database: Ctx['database'], registers: Ctx['ports']['registers']): Ctx => ({
  db: database.reader,
  database,
  time: systemTime,
  actor: { kind: 'system', name: 'company' },
  language: config.DEFAULT_LANGUAGE,
  settings: {
    language: config.DEFAULT_LANGUAGE,
    zone: config.DEFAULT_TIME_ZONE,
    country: config.DEFAULT_COUNTRY,
    currency: config.DEFAULT_CURRENCY,
    fileLimit: config.FILE_LIMIT_MB * 1024 * 1024,
  },
  ports: { registers } as Ctx['ports'],
  log: createLog('warn'),
});

const print = (record: unknown) => process.stdout.write(`${JSON.stringify(record, null, 2)}\n`);

function complain(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = await company(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof NewerSchema)) throw error;
    process.exitCode = complain(error.message, 2);
  }
}
