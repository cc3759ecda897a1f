import { expect, it } from 'vitest';
import { getPerson } from '../../src/access/people.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { readHome } from '../../src/features/home/service.ts';
import { contentKeys } from '../../src/features/reports/model.ts';
import { readDigestContent } from '../../src/features/reports/reading.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { addHours, type LocalDateTime } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';

interface Query {
  sql: string;
  bindings: unknown[];
}

/** The plans of all queries of deals that the work makes, when the planner avoids reading a whole table if it can. */
async function plansOf({ database }: World, work: () => Promise<unknown>): Promise<string[]> {
  const queries: Query[] = [];
  const note = (query: Query) => queries.push({ sql: query.sql, bindings: query.bindings });
  database.reader.on('query', note);
  await work();
  database.reader.off('query', note);
  const ofDeals = queries.filter(({ sql }) => /from "deals"/.test(sql));
  return database.writer.transaction(async (trx) => {
    await trx.raw('set local enable_seqscan = off');
    const plans: string[] = [];
    for (const { sql, bindings } of ofDeals) {
      const { rows } = await trx.raw(`explain ${sql.replace(/\$\d+/g, '?')}`, bindings as never);
      plans.push((rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  });
}

async function someDeals(anna: Ctx): Promise<void> {
  for (let day = 10; day < 25; day += 1) {
    const bidDeadline = { local: `2027-03-${day}T12:00` as LocalDateTime, zone: 'Europe/Prague' };
    await createDeal(anna, { name: `Hala ${day}`, bidDeadline });
  }
}

it('no query of Home reads all deals', async () => {
  const it = await world();
  const anna = await it.as('Anna');
  await someDeals(anna);
  const person = await getPerson(anna.db, (anna.actor as { id: PersonId }).id);
  const plans = await plansOf(it, () => readHome(anna, person));
  expect(plans.length).toBeGreaterThan(3);
  expect(plans.filter((plan) => plan.includes('Seq Scan on deals'))).toEqual([]);
});

it('no query of a digest reads all deals', async () => {
  const it = await world();
  await someDeals(await it.as('Anna'));
  const period = { from: addHours(it.time.now(), -24), to: addHours(it.time.now(), 1) };
  const everything = { contents: [...contentKeys], zone: 'Europe/Prague' };
  const plans = await plansOf(it, () => readDigestContent(it.system, everything, period));
  expect(plans.length).toBeGreaterThan(5);
  expect(plans.filter((plan) => plan.includes('Seq Scan on deals'))).toEqual([]);
});
