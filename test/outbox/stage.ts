import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { type Dispatcher, startDispatcher } from '../../src/outbox/dispatcher.ts';
import { type Collapse, type Delivery, type EffectHandler, effect } from '../../src/outbox/effects.ts';
import { enqueue, type OutboxRow, type Queued } from '../../src/outbox/store.ts';
import type { Timing } from '../../src/outbox/timing.ts';
import { undelivered } from '../../src/outbox/undelivered.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { boltLogger } from '../../src/slack/logger.ts';
import { type World, world } from '../support/context.ts';
import { reopened } from '../support/database.ts';

/** Anna, Tomáš and Eva, who is the admin; #obchod, where the app is; #archiv, where it is not. */
export const people = ['Anna', 'Tomáš', 'Eva'];
export const sales = 'C0OBCHOD001';
export const archive = 'C0ARCHIV001';

const slackId = (name: string) => `U${name.toUpperCase()}`;

export interface Note {
  to: { person: PersonId } | { channel: string; thread?: string };
  text: string;
}

/** A message about nothing but itself, remembered as the card of deal 1. */
export const note = effect<Note>('test.note', async (_ctx, { to, text }) => ({
  do: 'post',
  to,
  text,
  blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
  remember: { subject: { kind: 'deal', id: 1 }, view: 'note' },
}));

export const edited = effect<{ channel: string; ts: string; text: string }>(
  'test.edit',
  async (_ctx, { channel, ts, text }) => ({
    do: 'edit',
    channel,
    ts,
    text,
    blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
  }),
);

export const picture = effect<{ channel: string; text: string }>(
  'test.picture',
  async (_ctx, { channel, text }) => ({
    do: 'upload',
    to: { channel },
    name: `${text}.txt`,
    alt: text,
    content: async () => Buffer.from(text),
    size: Buffer.byteLength(text),
  }),
);

/** Notes of which the missed ones are told in one. */
export const reminder = (collapse: Collapse): EffectHandler =>
  effect<Note>('test.reminder', async (_ctx, { to, text }) => ({ do: 'post', to, text, blocks: [] }), {
    collapse,
  });

export interface Stage extends World {
  slack: Sandbox;
  /** another process on the same database and workspace; `lossy` sees each of its calls */
  dispatcher(options?: {
    fetch?: typeof fetch;
    handlers?: EffectHandler[];
    timing?: Partial<Timing>;
    ctx?: Ctx;
  }): Dispatcher;
  /** a second process has connections of its own */
  secondCtx(): Ctx;
  queue(effect: Partial<Queued> & { payload: unknown; lane: string }): Promise<void>;
  say(to: string, text: string, more?: Partial<Queued>): Promise<void>;
  /** texts in a channel, or in a person's DM with the app, oldest first */
  texts(where: string): string[];
  /** so many messages of others in a channel */
  chatter(channel: string, count: number): Promise<void>;
  rows(): Promise<OutboxRow[]>;
  /** as if the process that held the claims had died more than a minute ago */
  leasesLapse(): Promise<void>;
}

/** Waits as short as they can be; a lease never lapses by itself in a test. */
const hasty: Partial<Timing> = { settleMs: 0, backOffMs: () => 0, probeMs: 0 };

export async function stage(options: SandboxOptions = {}): Promise<Stage> {
  const it = await world();
  const slack = await startSandbox({
    clock: { now: () => it.time.now(), advance: it.time.advance, set: (iso) => it.time.set(iso as Instant) },
    story: {
      users: people.map((name) => ({ id: slackId(name), name: name.toLowerCase(), real_name: name })),
      channels: [
        { id: sales, name: 'obchod', members: [...people.map(slackId), 'app'] },
        { id: archive, name: 'archiv', members: people.map(slackId) },
      ],
    },
    ...options,
  });
  onTestFinished(() => slack.stop());
  for (const name of people) await it.as(name, { isAdmin: name === 'Eva' });
  // A name as people write it; the id as the world makes it.
  let queued = 0;
  const kinds = [note, edited, picture, undelivered];
  const queue: Stage['queue'] = async (effect) => {
    queued += 1;
    await transaction(it.system, (tx) =>
      enqueue(tx, { kind: note.kind, dedupeKey: `test:${queued}`, priority: 'answer', ...effect }),
    );
  };
  return {
    ...it,
    slack,
    queue,
    dispatcher: ({ fetch, handlers = kinds, timing, ctx = it.system } = {}) =>
      startDispatcher({
        ctx,
        client: new WebClient(slack.botToken, {
          slackApiUrl: slack.apiUrl,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          timeout: 2000,
          logger: boltLogger(it.system.log),
          ...(fetch ? { fetch } : {}),
        }),
        handlers,
        pace: { timing: { ...hasty, ...timing } },
      }),
    secondCtx() {
      const database = reopened(it.database);
      return { ...it.system, db: database.reader, database };
    },
    async say(to, text, more = {}) {
      const person = await findPersonBySlackId(it.system.db, slackId(to));
      const destination = person ? { person: person.id } : { channel: to };
      const lane = person ? `person:${person.id}` : `channel:${to}`;
      await queue({ payload: { to: destination, text }, lane, ...more });
    },
    texts(where) {
      const channel = [...slack.workspace.channels.values()].find(
        (one) => one.id === where || (one.is_im && one.user === slackId(where)),
      );
      return channel ? slack.workspace.messages(channel.id).map((message) => message.text) : [];
    },
    async chatter(channel, count) {
      const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
      const texts = Array.from({ length: count }, (_, n) => `zpráva ${n}`);
      await Promise.all(texts.map((text) => client.chat.postMessage({ channel, text })));
    },
    rows: () => it.system.db('outbox').orderBy('id'),
    async leasesLapse() {
      await it.database
        .writer('outbox')
        .whereNotNull('claim')
        .update({ claimed_until: '2020-01-01T00:00:00.000Z' });
    },
  };
}

/** A context that acts as the person. */
export const actingAs = (it: Stage, person: Person): Ctx => asPerson(it.system, person);

export type { Delivery };
