/** Two hundred nudges due in the same minute: out by Slack's rates, and nobody who asks for a form waits for them. */
import type { Database } from '../../src/db/connect.ts';
import { addMillis, fromMillis, type Instant, localOf, millis, systemTime } from '../../src/lib/time.ts';
import { startProduct, startSlack } from './processes.ts';
import { peopleCount } from './seed.ts';
import type { Stage } from './stage.ts';
import { percentile, timeRow } from './table.ts';

const section = 'nudges';
const limitMs = 90_000;

export async function measureNudges(stage: Stage): Promise<void> {
  // The next full minute that leaves the app time to start and twenty seconds to be idle.
  const due = fromMillis(Math.ceil((millis(systemTime.now()) + 45_000) / 60_000) * 60_000);
  await stage.open('small', (database) => planNudges(database, due));
  const slack = await startSlack({ rates: true });
  const product = await startProduct(slack, await stage.databaseOf('small'), stage.folder);
  try {
    const seen = await slack.ask('nudges', { due, count: peopleCount });
    const idle = percentile(seen.idle, 0.95);
    stage.add(
      {
        section,
        what: `${peopleCount} nudges due at once, the last one out (${seen.sent} sent, ${seen.refused} refused by rates)`,
        measured: `${(seen.outAfterMs / 1000).toFixed(1)} s`,
        floor: `${((peopleCount - 1) / 4).toFixed(1)} s`,
        ratio: seen.outAfterMs / 1000 / ((peopleCount - 1) / 4),
        target: `<= ${limitMs / 1000} s`,
        ok: seen.sent === peopleCount && seen.outAfterMs <= limitMs,
      },
      timeRow(section, 'a form opened meanwhile; floor: while idle', seen.busy, 0.95, {
        floor: idle,
        limit: 1.5 * idle + 10,
        target: `<= 1.5 x floor + 10 ms`,
      }),
    );
    for (const trouble of seen.troubles) console.error(`trouble: ${trouble}`);
  } finally {
    await product.stop();
    await slack.stop();
  }
}

/** Each person watches another open deal, and nothing else is watched. */
async function planNudges({ writer }: Database, due: Instant): Promise<void> {
  const deals: { id: number }[] = await writer('deals')
    .where({ is_open: true, restricted: false })
    .orderBy('id')
    .limit(peopleCount)
    .select('id');
  await writer.transaction(async (trx) => {
    for (const table of ['nudges', 'watchers', 'watched_dates']) await trx(table).delete();
    for (const [index, { id }] of deals.entries()) {
      const at = addMillis(due, 3 * 86_400_000);
      const deadline = {
        bid_deadline: localOf(at, 'Europe/Prague'),
        bid_zone: 'Europe/Prague',
        bid_deadline_at: at,
      };
      await trx('deals').where({ id }).update(deadline);
      const stamp = `${deadline.bid_deadline} Europe/Prague`;
      await trx('watched_dates').insert({ deal_id: id, kind: 'bid', stamp, version: 1, is_on: true });
      const [watcher] = await trx('watchers')
        .insert({
          deal_id: id,
          kind: 'bid',
          person_id: index + 1,
          days: '[3]',
          told: stamp,
          zone: 'Europe/Prague',
          country: 'CZ',
          created_at: systemTime.now(),
        })
        .returning('id');
      await trx('nudges').insert({ watcher_id: watcher?.id, version: 1, rung: 'd3', days: 3, due_at: due });
    }
  });
}
