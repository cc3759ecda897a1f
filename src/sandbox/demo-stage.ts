/** The stage of the demo: the real app against a Slack, registers and a mailbox of its own, offline. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { demoWorkspace, firstMail, seedDemo } from '../../fixtures/demo.ts';
import { workspace } from '../../fixtures/workspace.ts';
import { type Config, parseConfig } from '../config.ts';
import { createLog } from '../lib/log.ts';
import {
  addDays,
  addMillis,
  at,
  dateIn,
  daysBetween,
  type Instant,
  instantOf,
  type MovableTime,
  millis,
  systemTime,
} from '../lib/time.ts';
import type { Pace } from '../outbox/dispatcher.ts';
import { unlimited } from '../outbox/slots.ts';
import { type Server, startServer } from '../server.ts';
import { type SandboxMailbox, startMailbox } from './mailbox.ts';
import { appOfManifest } from './manifest.ts';
import type { MailItem, Sandbox, SandboxClock, TimeExtra } from './protocol.ts';
import { startRegisters } from './registers.ts';
import { startSandbox } from './server.ts';
import { forget, readBeside } from './workspace/memory.ts';

/** The sandbox has no rates to keep, and whoever moves its clock waits for what came due. */
const hasty: Pace = { rates: unlimited };

/** Addresses that deliver into the demo's mailbox. */
const addresses = ['crm@ocel-vir.example', 'obchod@ocel-vir.example'];

export interface DemoOptions {
  /** where the database, the files and the Slack are kept; the story is told anew when there is no database */
  folder: string;
  /** of the page; 0 is one that the system picks */
  port: number;
  time: MovableTime;
  logLevel?: string;
}

export interface Demo {
  slack: Sandbox;
  server: Server;
  stop(): Promise<void>;
}

/** @throws EADDRINUSE when the port is taken; nothing is left running then */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { folder, port, time } = options;
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const database = path.join(folder, 'vizitka.sqlite');
    const isNew = !existsSync(database);
    if (isNew) forget(folder);
    const before = readBeside<Beside>(folder);
    // The database lives by the clock that was moved: it goes on from there.
    if (before) time.set(addMillis(systemTime.now(), before.aheadMs));
    const registers = await startRegisters();
    undo.push(() => registers.stop());
    const mailbox = await startMailbox({ time, addresses, senders, mails: before?.mails });
    undo.push(() => mailbox.stop());
    let server: Server | null = null;
    const clock = { now: time.now, advance: time.advance, set: (iso: string) => time.set(iso as Instant) };
    const slack = await startSandbox({
      port,
      clock,
      story: demoWorkspace,
      app: appOfManifest(),
      memory: {
        folder,
        beside: (): Beside => ({ aheadMs: aheadOf(time), mails: [...mailbox.list()] }),
      },
      extras: { mail: mailbox, time: settling(clock, async () => server?.crm.settle()) },
    });
    undo.push(() => slack.stop());
    const config = configOf(options, { slack, mailbox, registers: registers.env, database });
    const started = await startServer(config, time, createLog(config.LOG_LEVEL), hasty);
    server = started;
    undo.push(() => started.stop());
    await slack.connected();
    if (isNew) {
      await seedDemo(started.crm.ctx);
      await mailbox.send(firstMail);
    }
    return { slack, server: started, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the demo keeps beside its Slack. */
interface Beside {
  /** how far the clock was moved */
  aheadMs: number;
  mails: MailItem[];
}

const aheadOf = (time: MovableTime): number => millis(time.now()) - millis(systemTime.now());

/** When things come due, by a clock in Prague: digests, nudges here and in London, what is told to others. */
const stops = ['08:00', '09:00', '10:00', '12:00', '15:00', '18:00'];
const mostDays = 60;

/** Whoever moves the clock sees at once what came due, each thing at its own hour as if the time had passed. */
function settling(clock: SandboxClock, settle: () => Promise<void>): TimeExtra {
  const walk = async (to: Instant) => {
    for (const stop of stopsBetween(clock.now() as Instant, to)) {
      clock.set(stop);
      await settle();
    }
    if (to > clock.now()) clock.set(to);
    await settle();
  };
  return {
    now: clock.now,
    advance: (ms) => walk(addMillis(clock.now() as Instant, ms)),
    set: (iso) => walk(iso as Instant),
  };
}

function stopsBetween(from: Instant, to: Instant): Instant[] {
  const zone = 'Europe/Prague';
  const first = dateIn(from, zone);
  const days = Math.min(daysBetween(first, dateIn(to, zone)), mostDays);
  return Array.from({ length: Math.max(0, days + 1) }, (_, day) => addDays(first, day))
    .flatMap((day) => stops.map((clock) => instantOf(at(day, clock), zone)))
    .filter((stop) => stop > from && stop < to);
}

interface Surroundings {
  slack: Sandbox;
  mailbox: SandboxMailbox;
  registers: Record<string, string>;
  database: string;
}

const configOf = (options: DemoOptions, { slack, mailbox, registers, database }: Surroundings): Config =>
  parseConfig({
    DATABASE_URL: `sqlite:${database}`,
    FILES_DIR: path.join(options.folder, 'files'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    ...registers,
    // Nothing in the sandbox is anybody's: a key that everybody knows will do.
    SECRETS_KEY: 'klic-piskoviste-ktery-nic-nehlida',
    PORT: '0',
    LOG_LEVEL: options.logLevel ?? 'warn',
    MAILBOXES: JSON.stringify([
      {
        name: 'crm',
        host: mailbox.host,
        port: mailbox.port,
        secure: false,
        user: mailbox.user,
        pass: mailbox.pass,
        mode: 'dropbox',
        addresses,
        pollSeconds: 5,
      },
    ]),
  });

const senders = [
  ...workspace.users
    .filter((user) => user.email?.endsWith('@ocel-vir.example'))
    .map((user) => ({ name: user.real_name, address: user.email as string, colleague: true })),
  { name: 'Petr Říha', address: 'riha@mostni-stavby.example', colleague: false },
  { name: 'Jan Dvořák', address: 'dvorak@kovovyroba-h.example', colleague: false },
];
