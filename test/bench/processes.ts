/** The sandbox, the product and a bare Bolt app, each in a process of its own. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Errands } from './slack-process.ts';

const root = path.join(import.meta.dirname, '../..');

export interface SlackProcess {
  ask<N extends keyof Errands>(name: N, plan?: Parameters<Errands[N]>[0]): ReturnType<Errands[N]>;
  stop(): Promise<void>;
}

export async function startSlack(options: { rates?: boolean } = {}): Promise<SlackProcess> {
  const child = fork(path.join(import.meta.dirname, 'slack-process.ts'), options.rates ? ['--rates'] : []);
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', ({ id, result, error }: { id: number; result: never; error?: string }) => {
    if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.on('exit', (code) => {
    for (const one of waiting.values()) one.reject(new Error(`the sandbox ended (${code})`));
  });
  await once(child, 'message');
  return {
    ask: (name, plan) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: resolve as never, reject });
        child.send({ id: last, name, plan });
      }) as never,
    stop: () => ended(child),
  };
}

export interface AppProcess {
  pid: number;
  stop(): Promise<void>;
}

const productOn = (database: string, folder: string) => ({
  DATABASE_URL: database,
  FILES_DIR: path.join(folder, 'files'),
  // A closed port: what is measured is our own.
  ARES_URL: 'http://127.0.0.1:9/ares',
  RPO_URL: 'http://127.0.0.1:9/rpo',
  CRPDPH_URL: 'http://127.0.0.1:9/crpdph',
  ISIR_URL: 'http://127.0.0.1:9/isir',
});

/** `npm start`, as a service unit runs it. */
export const startProduct = (slack: SlackProcess, database: string, folder: string): Promise<AppProcess> =>
  startApp(['--max-semi-space-size=4', 'src/main.js'], slack, productOn(database, folder));

export interface Pulse {
  /** the longest the event loop stood still since the last question, milliseconds */
  stoodStill: number;
  /** the most that its thread worked in one go since it was told to forget, milliseconds of processor time */
  longestTurn: number;
  /** bytes, after everything unused was collected */
  heap: number;
}

export interface FeltProcess extends AppProcess {
  pulse(): Promise<Pulse>;
  /** what was felt so far, such as the start, does not count */
  forget(): void;
}

/** The same with its pulse felt, and with mailboxes. */
export async function startReader(
  slack: SlackProcess,
  database: string,
  folder: string,
  mailboxes: object[],
): Promise<FeltProcess> {
  const environment = { ...productOn(database, folder), MAILBOXES: JSON.stringify(mailboxes) };
  const app = await startApp(
    ['--expose-gc', '--max-semi-space-size=4', 'test/bench/mail-product.js'],
    slack,
    environment,
  );
  return {
    ...app,
    forget: () => void app.child.send('forget'),
    async pulse() {
      app.child.send('pulse');
      const [pulse] = await once(app.child, 'message');
      return pulse;
    },
  };
}

/** The same receiver and nothing behind it. */
export const startBare = (slack: SlackProcess): Promise<AppProcess> =>
  startApp(['test/bench/bare.ts'], slack, {});

async function startApp(
  command: string[],
  slack: SlackProcess,
  environment: Record<string, string>,
): Promise<AppProcess & { child: ChildProcess }> {
  const { apiUrl, botToken, appToken } = await slack.ask('addresses');
  const file = path.join(root, command.at(-1) ?? '');
  const child = spawn(process.execPath, [...command.slice(0, -1), file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // No .env of the machine's: an empty value counts as unset.
    env: {
      PATH: process.env.PATH,
      // As the service unit of the README sets it.
      MALLOC_ARENA_MAX: '1',
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_SIGNING_SECRET: '',
      PORT: '0',
      MAILBOXES: '[]',
      LOG_LEVEL: 'error',
      ...environment,
    },
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended (${code})`);
  });
  await Promise.race([slack.ask('connected'), failed]);
  failed.catch(() => undefined);
  return { child, pid: child.pid as number, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** Resident memory in MB: now, and the most since the last reset. Linux only. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** Processor time so far in ms: of all its threads, and of the first one, which answers people. Linux only. */
export function workOf(pid: number): { all: number; first: number } {
  const ticks = (file: string): number => {
    const stat = readFileSync(file, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return Number(user) + Number(system);
  };
  // The kernel counts in hundredths of a second.
  return { all: ticks(`/proc/${pid}/stat`) * 10, first: ticks(`/proc/${pid}/task/${pid}/stat`) * 10 };
}

export const resetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');
