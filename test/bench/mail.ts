/** `node src/main.js` reads a mailbox: how fast, in how much memory, and who waits for it meanwhile. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Database, openDatabase } from '../../src/db/connect.ts';
import { monotonic, sleep, systemTime } from '../../src/lib/time.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { largeLetter, letter, type Target } from './letters.ts';
import { seedMail, targets } from './mail-seed.ts';
import {
  type FeltProcess,
  memoryOf,
  type SlackProcess,
  startReader,
  startSlack,
  workOf,
} from './processes.ts';
import { type SlowLine, slowLine } from './slow-line.ts';
import type { SizeName, Stage } from './stage.ts';
import { timeRow } from './table.ts';

const section = 'mail';
const many = 5000;
const fewer = 2000;

/** Each part with a server of its own. */
const withServer =
  (measure: (stage: Stage, server: MailServer) => Promise<void>) =>
  async (stage: Stage): Promise<void> => {
    const server = await startMailServer(systemTime.now());
    console.error(`mail: ${server.name}`);
    try {
      await measure(stage, server);
    } finally {
      await server.stop();
    }
  };

export const mailSections = {
  'mail-speed': withServer(async (stage, server) => {
    await measureThroughput(stage, server, { series: 'rychle', count: many, delayMs: 0, share: 0.8 });
    await measureThroughput(stage, server, { series: 'zdaleka', count: fewer, delayMs: 15, share: 1 });
  }),
  'mail-live': withServer(measureOneByOne),
  'mail-large': withServer(measureLarge),
  'mail-growth': withServer(measureGrowth),
};

interface Throughput {
  series: string;
  count: number;
  /** each way */
  delayMs: number;
  /** of the floor, at least */
  share: number;
}

async function measureThroughput(stage: Stage, server: MailServer, plan: Throughput): Promise<void> {
  const { series, count, delayMs, share } = plan;
  await server.empty();
  const line = await slowLine(server.login.port, delayMs);
  await withReader(stage, 'small', async ({ database, aims, start }) => {
    await server.appendAll(lettersOf(series, count, aims));
    const floor = await floorOf(server, line);
    line.forget();
    const { slack, reader } = await start(mailboxOf(server, line, series));
    const before = workOf(reader.pid);
    const meanwhile =
      delayMs === 0
        ? slack.ask('load', { perSecond: 5, mix: 'people', deals: await stage.dealsOf('small'), seconds: 8 })
        : null;
    await until(async () => (await countDecided(database, series)) >= count);
    const perSecond = (count * 1000) / (monotonic() - line.firstAt());
    stage.add({
      section,
      what: `${count} mails decided${delayMs > 0 ? ` over a line of ${2 * delayMs} ms` : ''} (${server.name}); floor: 50 + simpleParser`,
      measured: `${Math.round(perSecond)}/s`,
      floor: `${Math.round(floor)}/s`,
      ratio: perSecond / floor,
      target: `>= ${share} x floor`,
      ok: perSecond >= share * floor,
    });
    const after = workOf(reader.pid);
    const each = (name: keyof typeof after) => ((after[name] - before[name]) / count).toFixed(2);
    stage.add({
      section,
      what: 'processor time of a mail, all threads / the one that answers people',
      measured: `${each('all')} / ${each('first')} ms`,
      ok: null,
    });
    if (meanwhile) {
      const { samples, troubles } = await meanwhile;
      for (const kind of ['command', 'button'])
        stage.add(
          timeRow(section, `ack of a ${kind} meanwhile`, samples[`ack ${kind}`], 0.99, { limit: 100 }),
        );
      for (const trouble of troubles) console.error(`trouble: ${trouble}`);
      await until(async () => (await countFilesDue(database)) === 0);
      const whole = (count * 1000) / (monotonic() - line.firstAt());
      stage.add({
        section,
        what: 'the same, their files kept with the deals',
        measured: `${Math.round(whole)}/s`,
        ok: null,
      });
    }
  });
  await line.close();
}

/** From APPEND to the activity, with IDLE; each of them wakes the connection once. */
async function measureOneByOne(stage: Stage, server: MailServer): Promise<void> {
  const line = await slowLine(server.login.port, 0);
  await withReader(stage, 'small', async ({ database, aims, start }) => {
    const { reader } = await start(mailboxOf(server, line, 'zive'));
    const samples: number[] = [];
    let heap = 0;
    for (let number = 0; samples.length < 500; number += 1) {
      if (number % 5 === 4) continue;
      const from = monotonic();
      await server.append(letter('zive', number, aims));
      await until(async () => (await countDecided(database, 'zive')) > samples.length, 2);
      samples.push(monotonic() - from);
      if (samples.length === 50) heap = (await reader.pulse()).heap;
    }
    stage.add(timeRow(section, 'from APPEND to the activity, with IDLE', samples, 0.95, { limit: 1000 }));
    const grown = ((await reader.pulse()).heap - heap) / 1e6;
    stage.add({
      section,
      what: 'the heap grew in 450 IDLE cycles by',
      measured: `${grown.toFixed(1)} MB`,
      target: '< 5 MB',
      ok: grown < 5,
    });
  });
  await line.close();
}

async function measureLarge(stage: Stage, server: MailServer): Promise<void> {
  const line = await slowLine(server.login.port, 0);
  // The first start after an update compiles what changed, with a compiler of 17 MB.
  await withReader(stage, 'small', async ({ start }) => void (await start(mailboxOf(server, line, 'velke'))));
  await withReader(stage, 'small', async ({ database, aims, start }) => {
    for (let number = 0; number < 10; number += 1)
      await server.append(largeLetter('velke', number, aims, 25));
    const { reader } = await start(mailboxOf(server, line, 'velke'));
    // Before, it loaded itself, and nobody could ask it for anything.
    reader.forget();
    await until(
      async () => (await countDecided(database, 'velke')) >= 10 && (await countFilesDue(database)) === 0,
    );
    const { stoodStill, longestTurn } = await reader.pulse();
    const { peak } = memoryOf(reader.pid);
    stage.add(
      {
        section,
        what: 'ten mails of 25 MB and their files, at most',
        measured: `${Math.round(peak)} MB`,
        target: '< 250 MB',
        ok: peak < 250,
      },
      {
        section,
        what: 'the event loop stood still, from its connection to Slack on, for at most',
        measured: `${Math.round(stoodStill)} ms`,
        target: '<= 50 ms',
        ok: stoodStill <= 50,
      },
      {
        section,
        what: 'and worked in one go for at most, in processor time',
        measured: `${Math.round(longestTurn)} ms`,
        ok: null,
      },
    );
  });
  await line.close();
}

/** The same mails into a firm that has logged a hundred times as many before. */
async function measureGrowth(stage: Stage, server: MailServer): Promise<void> {
  const perMail: Record<string, number> = {};
  for (const [size, logged] of [
    ['young', 10_000],
    ['full', 1_000_000],
  ] as const) {
    const line = await slowLine(server.login.port, 0);
    const seeded = openDatabase(await stage.databaseOf(size));
    await seedMail(seeded, logged);
    await seeded.close();
    await withReader(stage, size, async ({ database, aims, start }) => {
      await server.appendAll(lettersOf(`po-${size}`, fewer, aims));
      await start(mailboxOf(server, line, `po-${size}`));
      await until(async () => (await countDecided(database, `po-${size}`)) >= fewer);
      perMail[size] = (monotonic() - line.firstAt()) / fewer;
    });
    await line.close();
  }
  const { young = Number.NaN, full = Number.NaN } = perMail;
  stage.add({
    section,
    what: 'a mail after 1,000,000 logged ones; floor: after 10,000',
    measured: `${full.toFixed(2)} ms`,
    floor: `${young.toFixed(2)} ms`,
    ratio: full / young,
    target: '<= 1.2 x floor',
    ok: full <= 1.2 * young,
  });
}

interface Ground {
  database: Database;
  aims: Target[];
  start(mailbox: object): Promise<{ slack: SlackProcess; reader: FeltProcess }>;
}

async function withReader(
  stage: Stage,
  size: SizeName,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  const url = await stage.databaseOf(size);
  const database = openDatabase(url);
  const slack = await startSlack();
  let reader: FeltProcess | null = null;
  try {
    await work({
      database,
      aims: await targets(database),
      async start(mailbox) {
        reader = await startReader(slack, url, stage.folder, [mailbox]);
        return { slack, reader };
      },
    });
  } finally {
    await (reader as FeltProcess | null)?.stop();
    await slack.stop();
    await database.close();
  }
}

function* lettersOf(series: string, count: number, aims: Target[]): Generator<Buffer> {
  for (let number = 0; number < count; number += 1) yield letter(series, number, aims);
}

const mailboxOf = ({ login }: MailServer, line: SlowLine, name: string): object => ({
  ...login,
  port: line.port,
  name,
  mode: 'dropbox',
  addresses: ['crm@firma.example'],
});

/** Mails a second, from the first connection on, as for the product. */
async function floorOf({ login }: MailServer, line: SlowLine): Promise<number> {
  line.forget();
  const child = fork(path.join(import.meta.dirname, 'mail-floor.ts'), {
    env: { ...process.env, LOGIN: JSON.stringify({ ...login, port: line.port }) },
  });
  const [count] = await once(child, 'message');
  const seconds = (monotonic() - line.firstAt()) / 1000;
  await once(child, 'exit');
  return count / seconds;
}

async function countDecided({ reader }: Database, mailbox: string): Promise<number> {
  const [row] = await reader('inbound_emails')
    .where({ mailbox })
    .whereNot({ status: 'received' })
    .count({ total: '*' });
  return Number(row?.total ?? 0);
}

async function countFilesDue({ reader }: Database): Promise<number> {
  const [row] = await reader('inbound_emails').whereNotNull('files_due_at').count({ total: '*' });
  return Number(row?.total ?? 0);
}

const patienceMs = 10 * 60_000;

async function until(isSo: () => Promise<boolean>, pauseMs = 100): Promise<void> {
  const from = monotonic();
  while (!(await isSo())) {
    if (monotonic() - from > patienceMs) throw new Error('it takes too long');
    await sleep(pauseMs);
  }
}
