import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Config, ConfigError, parseConfig } from '../config.ts';
import { openDatabase } from '../db/connect.ts';
import { migrate, NewerSchema } from '../db/migrate.ts';
import { loadEnvironment } from '../environment.ts';
import { nothingMessage } from '../features/companies/nothing.ts';
import { type Anywhere, lookUpAnywhere, lookUpIn, searchAnywhere } from '../features/registers/anywhere.ts';
import {
  type CompanyRegister,
  companyRegisters,
  countryOf,
  type NameSearch,
  readTypedCompany,
  registerOf,
  type TypedCompany,
} from '../features/registers/model.ts';
import { createRegisters, registerUrls } from '../features/registers/port.ts';
import { askRecord } from '../features/registers/record.ts';
import { searchByName } from '../features/registers/service.ts';
import { lookupMessage, nameSearchMessage, typedProblem } from '../features/registers/views.ts';
import { readerOf } from '../i18n/reader.ts';
import type { Ctx } from '../lib/context.ts';
import { createLog } from '../lib/log.ts';
import { systemTime } from '../lib/time.ts';
import { officialOf, recordOf, searchStates, statesOf } from './company-report.ts';

const usage = 'npm run company -- <IČO or name> [--country CZ|SK] [--refresh]';

/** Exit codes: 0 found, 1 not found, 2 not understood, 3 the register does not answer. */
export async function company(
  args: string[],
  environment: Record<string, string | undefined>,
): Promise<number> {
  const wish = readArgs(args);
  if (!wish) return complain(usage, 2);
  const config = parseConfig(environment);
  const database = openDatabase(config.DATABASE_URL);
  const registers = createRegisters({ ...registerUrls(config), time: systemTime, database });
  try {
    await migrate(database);
    const ctx = contextOf(config, database, registers);
    const typed = readTypedCompany(wish.text);
    if (typed.kind === 'ico') return await byIco(ctx, typed, wish);
    if (typed.kind === 'name') return await byName(ctx, typed.name, wish);
    return complain(typedProblem(readerOf(ctx), typed) ?? usage, 2);
  } finally {
    await registers.stop();
    await database.close();
  }
}

async function byIco(ctx: Ctx, typed: TypedCompany & { kind: 'ico' }, wish: Wish): Promise<number> {
  const reader = readerOf(ctx);
  const options = { refresh: wish.refresh, timeoutMs: 15_000, extrasMs: 20_000 };
  const answers: Partial<Anywhere> = wish.register
    ? { [wish.register]: await lookUpIn(ctx, wish.register, typed.ico, options) }
    : await lookUpAnywhere(ctx, typed.ico, options);
  const asked = companyRegisters.flatMap((register) => answers[register] ?? []);
  const found = asked.filter((answer) => answer.kind === 'found');
  const warning = typedProblem(reader, typed);
  if (warning) complain(warning, 0);
  if (found.length === 0) {
    const known = asked.every((answer) => answer.kind === 'notFound');
    return complain(nothingMessage({ kind: 'nothing', ico: typed.ico, answers }, reader), known ? 1 : 3);
  }
  for (const answer of found) {
    const message = lookupMessage(reader, answer, answer.company.source);
    if (message) complain(message, 0);
  }
  const records = await Promise.all(
    found.map((answer) =>
      askRecord(ctx, typed.ico, countryOf(answer.company.source), {
        ...options,
        vies: true,
        lookup: answer,
      }),
    ),
  );
  const registers = statesOf(answers, records, reader);
  const [record, other] = found.map((answer, index) => ({
    ...recordOf(answer, reader),
    ...officialOf(records[index]!),
  }));
  if (!other) print({ ...record, registers });
  else {
    complain(reader.t.companies.whichCountry(typed.ico), 0);
    print({ companies: [record, other], registers });
  }
  return 0;
}

async function byName(ctx: Ctx, name: string, wish: Wish): Promise<number> {
  const reader = readerOf(ctx);
  const options = { waitMs: 15_000 };
  const answers: Partial<Record<CompanyRegister, NameSearch>> = wish.register
    ? { [wish.register]: await searchByName(ctx, name, { ...options, register: wish.register }) }
    : await searchAnywhere(ctx, name, options);
  const asked = companyRegisters.flatMap((register) => {
    const answer = answers[register];
    return answer ? [{ register, answer }] : [];
  });
  const lists = asked.flatMap(({ answer }) => (answer.kind === 'matches' ? [answer] : []));
  const companies = lists.flatMap((list) => list.companies);
  for (const { register, answer } of asked) {
    const isQuiet = companies.length > 0 && answer.kind === 'matches' && !answer.stale;
    const message = isQuiet ? null : nameSearchMessage(reader, name, answer, register);
    if (message) complain(message, 0);
  }
  if (companies.length === 0) {
    if (asked.some(({ answer }) => answer.kind === 'tooMany')) return 2;
    return asked.some(({ answer }) => answer.kind === 'unavailable') ? 3 : 1;
  }
  const total = lists.reduce((sum, list) => sum + list.total, 0);
  print({ companies, total, registers: searchStates(answers, reader) });
  return 0;
}

interface Wish {
  text: string;
  refresh: boolean;
  /** null: both countries */
  register: CompanyRegister | null;
}

function readArgs(args: string[]): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { refresh: { type: 'boolean', default: false }, country: { type: 'string' } },
      allowPositionals: true,
    });
    const text = positionals.join(' ').trim();
    const country = values.country?.toUpperCase() ?? null;
    if (text === '' || (country !== null && country !== 'CZ' && country !== 'SK')) return null;
    return { text, refresh: values.refresh, register: country && registerOf(country) };
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
    process.exitCode = await company(process.argv.slice(2), loadEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof NewerSchema)) throw error;
    process.exitCode = complain(error.message, 2);
  }
}
