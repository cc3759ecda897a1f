import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { buildCrm } from '../app.ts';
import { requireSlack } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import {
  BackfillBusy,
  BackfillRefused,
  backfill,
  countHistory,
  hasUndecidedHistory,
} from '../features/email/mailboxes/backfill.ts';
import type { MailboxConfig } from '../features/email/mailboxes/config.ts';
import { type Guess, totalOf } from '../features/email/mailboxes/guess.ts';
import { mailFailureOf } from '../features/email/mailboxes/mail-failure.ts';
import type { ReasonCode, Status } from '../features/email/model.ts';
import { words } from '../i18n/en/index.ts';
import type { Ctx } from '../lib/context.ts';
import { createLog } from '../lib/log.ts';
import { type PlainDate, parsePlainDate, sleep, systemTime } from '../lib/time.ts';
import { runTool, withDatabase } from './run.ts';

const usage =
  'npm run mail:backfill -- <mailbox> --since 2024-01-01 [--count] [--yes]\n' +
  '  logs the history of a mailbox, after saying what would become of it; --count says it and stops, --yes does not ask';

interface Wish {
  name: string;
  since: PlainDate;
  count: boolean;
  yes: boolean;
}

/** Exit codes: 0 done, or nothing to do; 1 not done, or not all of it; 2 not understood. */
await runTool(async (config) => {
  const wish = readArgs(process.argv.slice(2));
  if (typeof wish === 'string') return complain(wish, 2);
  const mailbox = config.MAILBOXES.find(({ name }) => name === wish.name);
  if (!mailbox) return complain(`MAILBOXES has no mailbox ${wish.name}.`, 2);
  requireSlack(config);
  const code = await withDatabase(config, async (database) => {
    await migrate(database);
    const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
    const crm = buildCrm({ config, database, time: systemTime, log });
    try {
      return await run(crm.ctx, mailbox, wish);
    } catch (error) {
      if (error instanceof BackfillRefused) return complain(error.message, 1);
      return complain(`${mailbox.host}: ${mailFailureOf(error).text}. npm run doctor says what to fix.`, 1);
    } finally {
      await crm.ctx.ports.registers.stop();
    }
  });
  // What was wired for it and never started would keep the process alive.
  process.exit(code);
});

/** @returns what is wrong with them, in words */
function readArgs(args: string[]): Wish | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch {
    return usage;
  }
  const { values, positionals } = parsed;
  const [name, ...rest] = positionals;
  if (!name || rest.length > 0 || values.since === undefined) return usage;
  const { count, yes } = values;
  try {
    return { name, since: parsePlainDate(values.since), count, yes };
  } catch {
    return `${values.since} is no day such as 2024-01-01.`;
  }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    options: {
      since: { type: 'string' },
      count: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
}

async function run(ctx: Ctx, mailbox: MailboxConfig, wish: Wish): Promise<number> {
  console.log(`Looking at the headers of ${mailbox.name} since ${wish.since} ...`);
  const guess = await countHistory(ctx, mailbox, wish.since, (looked) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${looked} `);
  });
  if (process.stdout.isTTY) process.stdout.write('\r');
  const total = totalOf(guess);
  if (total === 0 && !(await hasUndecidedHistory(ctx, mailbox))) {
    console.log('There is nothing since that day, or it is here already.');
    return 0;
  }
  for (const line of guessLines(guess, total)) console.log(line);
  if (wish.count) return 0;
  if (total > 0 && !wish.yes && !(await agreed())) {
    console.log('Nothing was fetched.');
    return 1;
  }
  return fetchAll(ctx, mailbox, wish.since, total);
}

async function fetchAll(ctx: Ctx, mailbox: MailboxConfig, since: PlainDate, total: number): Promise<number> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const outcome = await onceFree(ending.signal, () =>
    backfill(ctx, mailbox, since, { onProgress: progressLine(total), signal: ending.signal }),
  );
  if (!outcome) {
    console.log('\nInterrupted. The same command goes on from here.');
    return 1;
  }
  console.log(`\nDone. Of the history of ${mailbox.name}: ${outcomeLine(outcome)}.`);
  return (outcome.get('received') ?? 0) === 0 ? 0 : 1;
}

/** One that was killed a moment ago keeps others out for a minute. */
async function onceFree<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | null> {
  for (let waited = 0; ; waited += 5) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BackfillBusy) || waited > 70) throw error;
      if (waited === 0) console.log(`${error.message} Waiting for up to a minute, in case it was killed ...`);
      await sleep(5000, signal);
      if (signal.aborted) return null;
    }
  }
}

function guessLines({ logged, triage, quarantined, notLogged }: Guess, total: number): string[] {
  const kinds: Partial<Record<ReasonCode, string>> = words.mailboxes.kinds;
  const left = Object.entries(notLogged).sort(([, a], [, b]) => b - a);
  const sum = left.reduce((all, [, count]) => all + count, 0);
  const why = left.map(([code, count]) => `${kinds[code as ReasonCode] ?? code} ${count}`).join(', ');
  return [
    `${total} mails are not here yet. By their headers:`,
    `  ${logged} would be logged`,
    `  ${triage} would wait to be sorted, quietly, in /crm mail`,
    ...(quarantined > 0 ? [`  ${quarantined} cannot be read as they are`] : []),
    `  ${sum} would not be logged${why ? `: ${why}` : ''}`,
  ];
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('Nobody is here to be asked: --yes fetches them.');
    return false;
  }
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question('Fetch them? It may be interrupted and started again. [y/N] ');
  ask.close();
  return /^(y|yes|a|ano|áno)$/i.test(answer.trim());
}

/** One line that is written over where somebody watches; else a line for each percent. */
function progressLine(total: number): (met: number) => void {
  let said = -1;
  return (met) => {
    const percent = Math.min(100, Math.floor((met / total) * 100));
    if (process.stdout.isTTY) process.stdout.write(`\r${met} of ${total} (${percent} %)`);
    else if (percent > said) console.log(`${met} of ${total} (${percent} %)`);
    said = percent;
  };
}

function outcomeLine(outcome: Map<Status, number>): string {
  const words: Record<Status, string> = {
    logged: 'logged',
    triage: 'wait to be sorted',
    ignored: 'not logged',
    duplicate: 'were here before',
    quarantined: 'in quarantine',
    received: 'will be tried again by the server',
  };
  const parts = Object.entries(words).flatMap(([status, word]) => {
    const count = outcome.get(status as Status);
    return count ? [`${count} ${word}`] : [];
  });
  return parts.join(', ') || 'nothing to log';
}

function complain(sentence: string, code: number): number {
  console.error(sentence);
  return code;
}
