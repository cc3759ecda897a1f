/** Fifty requests a second: how soon they are acknowledged, how soon people see the answer, and whether size matters. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { monotonic, sleep } from '../../src/lib/time.ts';
import type { Loaded } from './load.ts';
import { type SlackProcess, startBare, startProduct, startSlack } from './processes.ts';
import type { Samples } from './samples.ts';
import { full, young } from './seed.ts';
import type { SizeName, Stage } from './stage.ts';
import { percentile, type Row, timeRow } from './table.ts';

const section = 'slack';
const perSecond = 50;
const warmUp = 6;
/** In turns, so that what else the machine does falls on both. */
const rounds = 3;
const seconds = 20;

export async function measureSlack(stage: Stage): Promise<void> {
  await stage.databaseOf('full');
  await stage.databaseOf('young');
  const empty = await bare('');
  const answer = await bare('answer');
  const measured: Record<'full' | 'young', Samples> = { full: {}, young: {} };
  const troubles: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const size of ['young', 'full'] as const) {
      const loaded = await loadProduct(stage, size);
      merge(measured[size], loaded.samples);
      troubles.push(...loaded.troubles);
      console.error(
        `${size}: ${loaded.perSecond.toFixed(1)} requests a second, ${loaded.troubles.length} troubles`,
      );
    }
  }
  const commit = commitFloor(stage.folder);
  const ackFloor = percentile(empty['ack command'], 0.99);
  const shownFloor = percentile(answer['shown card'], 0.95);
  const big = measured.full;
  const limit = 1.5 * ackFloor + 10;
  const judged = { floor: ackFloor, limit, target: `<= 1.5 x floor + 10 ms = ${limit.toFixed(0)} ms` };
  stage.add(
    timeRow(section, 'ack of a command', big['ack command'], 0.99, judged),
    timeRow(section, 'ack of a button', big['ack button'], 0.99, judged),
    timeRow(section, 'ack of a view submission, committed', big['ack submission'], 0.99, {
      floor: ackFloor + percentile(commit, 0.99),
      limit: 300,
    }),
    timeRow(section, 'type-ahead from own data', big['ack typeAhead'], 0.95, {
      floor: percentile(empty['ack command'], 0.95),
      limit: 100,
    }),
  );
  for (const kind of ['list', 'card', 'window', 'form', 'home'])
    stage.add(
      timeRow(section, `answer shown: ${words[kind]}`, big[`shown ${kind}`], 0.95, {
        floor: shownFloor,
        limit: 100,
      }),
    );
  stage.add(growth(measured), troubleRow(troubles));
}

const words: Record<string, string> = {
  list: '/deal, my deals',
  card: '/deal 42, a card',
  window: 'button, a window',
  form: '/deal new, /log, a form',
  home: 'Home',
};

const all = (samples: Samples): number[] =>
  Object.entries(samples).flatMap(([name, list]) => (name.startsWith('shown ') ? list : []));

function growth({ full: big, young: little }: Record<'full' | 'young', Samples>): Row {
  const [now, before] = [percentile(all(big), 0.95), percentile(all(little), 0.95)];
  return {
    section,
    what: `all answers shown at ${full.activities} activities; floor: at ${young.activities}, p95`,
    measured: `${Math.round(now)} ms`,
    floor: `${Math.round(before)} ms`,
    ratio: now / before,
    target: '<= 1.3 x',
    ok: now / before <= 1.3,
  };
}

const troubleRow = (troubles: string[]): Row => {
  for (const trouble of [...new Set(troubles)].slice(0, 10)) console.error(`trouble: ${trouble}`);
  return {
    section,
    what: 'requests that went wrong',
    measured: String(troubles.length),
    target: '0',
    ok: troubles.length === 0,
  };
};

async function bare(text: string): Promise<Samples> {
  return withSlack(async (slack) => {
    const app = await startBare(slack);
    try {
      const plan = { perSecond, mix: 'commands' as const, deals: [], text };
      await slack.ask('load', { ...plan, seconds: warmUp });
      return (await slack.ask('load', { ...plan, seconds })).samples;
    } finally {
      await app.stop();
    }
  });
}

async function loadProduct(stage: Stage, size: SizeName): Promise<Loaded> {
  const database = await stage.databaseOf(size);
  const deals = await stage.dealsOf(size);
  return withSlack(async (slack) => {
    const app = await startProduct(slack, database, stage.folder);
    try {
      await slack.ask('load', { perSecond, mix: 'people', deals, seconds: warmUp });
      return await slack.ask('load', { perSecond, mix: 'people', deals, seconds });
    } finally {
      await app.stop();
    }
  });
}

async function withSlack<T>(work: (slack: SlackProcess) => Promise<T>): Promise<T> {
  const slack = await startSlack();
  try {
    return await work(slack);
  } finally {
    await slack.stop();
    await sleep(200);
  }
}

function merge(into: Samples, from: Samples): void {
  for (const [name, list] of Object.entries(from)) into[name] = [...(into[name] ?? []), ...list];
}

/** What it takes this disk to keep one page. */
function commitFloor(folder: string): number[] {
  const file = openSync(path.join(folder, 'floor'), 'w');
  const page = Buffer.alloc(4096, 1);
  const samples = Array.from({ length: 300 }, () => {
    const from = monotonic();
    writeSync(file, page);
    fsyncSync(file);
    return monotonic() - from;
  });
  closeSync(file);
  return samples;
}
