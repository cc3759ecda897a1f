/** Resident memory of `node src/main.ts`: when nothing happens, and while a large file passes. */
import { sleep } from '../../src/lib/time.ts';
import { memoryOf, resetPeak, startProduct, startSlack } from './processes.ts';
import { full } from './seed.ts';
import type { Stage } from './stage.ts';

const section = 'memory';
const idleSeconds = 20;
const megabytes = 99;

export async function measureMemory(stage: Stage): Promise<void> {
  const database = await stage.databaseOf('full');
  const slack = await startSlack();
  const product = await startProduct(slack, database, stage.folder);
  try {
    await sleep(idleSeconds * 1000);
    const idle = memoryOf(product.pid).now;
    stage.add(row('idle app', idle, 200));
    await slack.ask('load', { perSecond: 50, mix: 'people', deals: full.deals, seconds: 20 });
    stage.add(row('after 20 s of 50 requests a second', memoryOf(product.pid).now, null));
    // Twice: the first one loads what files need, the second one shows what a file needs.
    for (const which of ['the first file', 'a file'] as const) {
      await sleep(3000);
      resetPeak(product.pid);
      const before = memoryOf(product.pid).now;
      const { ms } = await slack.ask('file', { megabytes, deal: 42 });
      stage.add(
        row(
          `${which} of ${megabytes} MB in ${(ms / 1000).toFixed(1)} s, at most more`,
          memoryOf(product.pid).peak - before,
          40,
        ),
      );
    }
  } finally {
    await product.stop();
    await slack.stop();
  }
}

const row = (what: string, measured: number, limit: number | null) => ({
  section,
  what,
  measured: `${Math.round(measured)} MB`,
  ...(limit === null ? {} : { target: `< ${limit} MB` }),
  ok: limit === null ? null : measured < limit,
});
