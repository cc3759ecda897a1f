import { expect, it } from 'vitest';
import { activitiesOnDeal } from '../../src/features/activities/card-part.ts';
import { likelyTarget } from '../../src/features/activities/guess.ts';
import { usualKind } from '../../src/features/activities/prepare.ts';
import { findBySource, listTimeline, logActivity } from '../../src/features/activities/service.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { filesOfActivity, filesOnDeal } from '../../src/features/documents/part.ts';
import { listFiles, listFoldersOf } from '../../src/features/documents/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { type World, world } from '../support/context.ts';

interface Query {
  sql: string;
  bindings: unknown[];
}

/** The plans of all queries that the work makes, when the planner avoids reading a whole table if it can. */
async function plansOf({ database }: World, work: () => Promise<unknown>): Promise<string[]> {
  const queries: Query[] = [];
  const note = (query: Query) => queries.push({ sql: query.sql, bindings: query.bindings });
  database.reader.on('query', note);
  await work();
  database.reader.off('query', note);
  return database.writer.transaction(async (trx) => {
    await trx.raw('set local enable_seqscan = off');
    const plans: string[] = [];
    for (const { sql, bindings } of queries) {
      const { rows } = await trx.raw(`explain ${sql.replace(/\$\d+/g, '?')}`, bindings as never);
      plans.push((rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  });
}

async function office() {
  const it = await world();
  const anna = await it.as('Anna');
  const company = await keepCompany(anna, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
  const deal = await createDeal(anna, { name: 'Lávka', companyId: company.id, restricted: true });
  const contact = await createContact(anna, { name: 'Petr Říha', companyId: company.id });
  const call = await logActivity(anna, { kind: 'call', dealId: deal.id, contactIds: [contact.id] });
  return { it, anna, company, deal, contact, call };
}

const page = { limit: 10, offset: 0 };
type Office = Awaited<ReturnType<typeof office>>;

const uses: [string, (office: Office, ctx: Ctx) => Promise<unknown>][] = [
  ['a deal’s timeline', ({ deal }, ctx) => listTimeline(ctx, { of: 'deal', id: deal.id }, {}, page)],
  [
    'a company’s timeline',
    ({ company }, ctx) => listTimeline(ctx, { of: 'company', id: company.id }, {}, page),
  ],
  [
    'a contact’s timeline',
    ({ contact }, ctx) => listTimeline(ctx, { of: 'contact', id: contact.id }, {}, page),
  ],
  ['the activities on a card', ({ deal }, ctx) => activitiesOnDeal.card!(ctx, deal)],
  ['the files on a card', ({ deal }, ctx) => filesOnDeal.card!(ctx, deal)],
  ['the files of activities', ({ call }, ctx) => filesOfActivity.marks!(ctx, [call.id])],
  ['the likely deal of a channel', (_, ctx) => likelyTarget(ctx, 'C0OBCHOD01')],
  ['the usual kind', (_, ctx) => usualKind(ctx)],
  ['a message logged before', (_, ctx) => findBySource(ctx, 'message:C1:1.1')],
  ['a deal’s files', ({ deal }, ctx) => listFiles(ctx, { kind: 'deal', id: deal.id }, {}, page)],
  ['a company’s files', ({ company }, ctx) => listFiles(ctx, { kind: 'company', id: company.id }, {}, page)],
  ['a deal’s folders', ({ deal }, ctx) => listFoldersOf(ctx, { kind: 'deal', id: deal.id })],
];

it.each(uses)('%s is found without reading a whole table', async (_, use) => {
  const there = await office();
  const plans = await plansOf(there.it, () => use(there, there.anna));
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter(readsAll)).toEqual([]);
});

const big = '(activities|activity_contacts|activity_people|files|deals|events)';

/** In order of the table or of an index: either is a walk through all of it when nothing narrows it. */
function readsAll(plan: string): boolean {
  const nodes = plan.split(/\n(?=\s*->|\s*SubPlan|\s*InitPlan)/);
  const walk = new RegExp(`(Seq Scan|Index (Only )?Scan (Backward )?using \\S+) on ${big}\\b`);
  return nodes.some((node) => walk.test(node) && !/Index Cond/.test(node));
}
