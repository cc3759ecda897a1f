import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { createDeal } from '../../src/features/deals/service.ts';
import { queueWhatIsDue } from '../../src/features/watching/due.ts';
import { nudge, redraw } from '../../src/features/watching/effects.ts';
import { escalation, escalationEdit, escalationTo } from '../../src/features/watching/escalation-effects.ts';
import { added, moved } from '../../src/features/watching/notice-effects.ts';
import { followDeals } from '../../src/features/watching/part.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import { type Instant, instantOf, type LocalDateTime } from '../../src/lib/time.ts';
import { startDispatcher } from '../../src/outbox/dispatcher.ts';
import { unlimited } from '../../src/outbox/slots.ts';
import type { Timing } from '../../src/outbox/timing.ts';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { boltLogger } from '../../src/slack/logger.ts';
import { type World, world } from '../support/context.ts';
import { reopened } from '../support/database.ts';

export const sales = 'C0OBCHOD001';
export const withGuests = 'C0HOSTE0001';
const names = ['Eva', 'Tomáš', 'Zuzana', 'Petr'];
const slackIdOf = (name: string) => `U${name.toUpperCase()}`;

export const effects = [nudge, redraw, moved, added, escalation, escalationEdit, escalationTo];

export interface Stage extends World {
  slack: Sandbox;
  /** a full member who acts */
  eva: Ctx;
  tomas: Ctx;
  zuzana: Ctx;
  /** the only admin */
  petr: Ctx;
  /** what the app wrote to a person or a channel, oldest first: the first line of each message as it stands now */
  told(where: string): string[];
  /** the whole of each message: text of all its blocks */
  pages(where: string): string[];
  /** Sets the clock by the wall in Prague, and does what is due then. */
  at(local: string): Promise<void>;
  /** Does what is due now. */
  settle(): Promise<void>;
  /** Sets the clock only: the machine sleeps. */
  sleepsUntil(local: string): void;
  /** jobs and dispatcher of another process on the same database */
  other(timing?: Partial<Timing>): Process;
  /** the messages of a person's DM as Slack has them */
  messages(where: string): readonly { ts: string; text: string }[];
}

export interface Process {
  settle(): Promise<void>;
  /** queues what is due and dies before anything is sent */
  dies(): Promise<void>;
}

export const prague = (local: string): Instant => instantOf(local as LocalDateTime, 'Europe/Prague');

export const deadline = (local: string) => ({ local: local as LocalDateTime, zone: 'Europe/Prague' });

/** Eva's bid for a footbridge, due on Monday 15 March at noon. */
export const footbridge = (eva: Ctx, more: Partial<Parameters<typeof createDeal>[1]> = {}) =>
  createDeal(eva, { name: 'Lávka přes Svratku', bidDeadline: deadline('2027-03-15T12:00'), ...more });

/** Monday 1 March 2027, nine in the morning in Brno: Eva, Tomáš and Zuzana sell, Petr is the admin. */
export async function stage(now = '2027-03-01T09:00'): Promise<Stage> {
  const ports = {} as Ports;
  const it = await world({ now: prague(now), listeners: [followDeals], ports });
  const slack = await startSandbox({
    clock: { now: () => it.time.now(), advance: it.time.advance, set: (iso) => it.time.set(iso as Instant) },
    story: {
      users: [
        ...names.map((name) => ({ id: slackIdOf(name), name: name.toLowerCase(), real_name: name })),
        { id: 'UHOST', name: 'host', real_name: 'Host', is_restricted: true },
      ],
      channels: [
        { id: sales, name: 'obchod', members: [...names.map(slackIdOf), 'app'] },
        { id: withGuests, name: 'hoste', members: [...names.map(slackIdOf), 'UHOST', 'app'] },
      ],
    },
  });
  onTestFinished(() => slack.stop());
  const client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(it.system.log),
  });
  ports.slack = client;
  const process = (ctx: Ctx, other: Partial<Timing> = {}): Process => {
    const timing = { settleMs: 0, backOffMs: () => 0, probeMs: 0, ...other };
    const dispatcher = startDispatcher({
      ctx,
      client,
      handlers: effects,
      pace: { rates: unlimited, timing },
    });
    return {
      settle: async () => {
        await queueWhatIsDue(ctx);
        await dispatcher.drain();
      },
      dies: () => queueWhatIsDue(ctx),
    };
  };
  const { settle } = process(it.system);
  const messages = (where: string) => {
    const channel = [...slack.workspace.channels.values()].find(
      (one) => one.id === where || (one.is_im && one.user === slackIdOf(where)),
    );
    return channel ? slack.workspace.messages(channel.id) : [];
  };
  return {
    ...it,
    slack,
    eva: await it.as('Eva'),
    tomas: await it.as('Tomáš'),
    zuzana: await it.as('Zuzana'),
    petr: await it.as('Petr', { isAdmin: true }),
    told: (where) => messages(where).map((message) => plainSpaces(message.text)),
    pages: (where) => messages(where).map((message) => plainSpaces(textsOf(message.blocks).join('\n'))),
    settle,
    async at(local) {
      it.time.set(prague(local));
      await settle();
    },
    sleepsUntil: (local) => it.time.set(prague(local)),
    other(timing) {
      const database = reopened(it.database);
      return process({ ...it.system, db: database.reader, database }, timing);
    },
    messages,
  };
}

const plainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');

/** Every text in the blocks, labels of buttons included. */
function textsOf(block: unknown): string[] {
  if (Array.isArray(block)) return block.flatMap(textsOf);
  if (block === null || typeof block !== 'object') return [];
  return Object.entries(block).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : textsOf(value),
  );
}
