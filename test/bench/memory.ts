/** Resident memory of `node src/main.js`: when nothing happens, and while a large file passes. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { sleep } from '../../src/lib/time.ts';
import {
  type AppProcess,
  memoryOf,
  resetPeak,
  type SlackProcess,
  startProduct,
  startSlack,
} from './processes.ts';
import type { Stage } from './stage.ts';

const section = 'memory';
const idleSeconds = 15;
const megabytes = 99;

export async function measureMemory(stage: Stage): Promise<void> {
  const database = await stage.databaseOf('full');
  const deals = await stage.dealsOf('full');
  // The first start after an update compiles what changed.
  await withProduct(stage, database, async (_, product) => {
    await sleep(idleSeconds * 1000);
    stage.add(row('idle app, first start', memoryOf(product.pid).now, 200));
  });
  await withProduct(stage, database, async (slack, product) => {
    await sleep(idleSeconds * 1000);
    stage.add(row('idle app', memoryOf(product.pid).now, 200));
    for (const which of ['the first file', 'the second file'] as const) {
      await sleep(3000);
      resetPeak(product.pid);
      const before = memoryOf(product.pid).now;
      const kept = keptBytes(stage);
      const { ms } = await slack.ask('file', { megabytes, deal: deals[0] as number });
      const more = memoryOf(product.pid).peak - before;
      if (keptBytes(stage) - kept < megabytes * 1024 * 1024) throw new Error('the file was not kept');
      stage.add(row(`${which} of ${megabytes} MB, in ${(ms / 1000).toFixed(1)} s, at most more`, more, 40));
    }
    await slack.ask('load', { perSecond: 50, mix: 'people', deals, seconds: 20 });
    stage.add(row('after 20 s of 50 requests a second', memoryOf(product.pid).now, null));
  });
}

async function withProduct(
  stage: Stage,
  database: string,
  work: (slack: SlackProcess, product: AppProcess) => Promise<void>,
): Promise<void> {
  const slack = await startSlack();
  const product = await startProduct(slack, database, stage.folder);
  try {
    await work(slack, product);
  } finally {
    await product.stop();
    await slack.stop();
  }
}

function keptBytes({ folder }: Stage): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile() && entry.parentPath.includes(`${path.sep}files`))
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

const row = (what: string, measured: number, limit: number | null) => ({
  section,
  what,
  measured: `${Math.round(measured)} MB`,
  ...(limit === null ? {} : { target: `< ${limit} MB` }),
  ok: limit === null ? null : measured < limit,
});
