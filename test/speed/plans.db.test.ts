import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/connect.ts';
import { listEvents, listEventsBetween } from '../../src/events/record.ts';
import { contentKeys } from '../../src/features/reports/model.ts';
import { readDigestContent } from '../../src/features/reports/reading.ts';
import { addHours, type Instant } from '../../src/lib/time.ts';
import type { Driver, Message } from '../../src/sandbox/protocol.ts';
import { seed, small } from '../bench/seed.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { queriesDuring, wholeReads } from '../support/queries.ts';
import { type Story, story } from '../support/story.ts';

/** What grows with the years. */
const growing = [
  ...['deals', 'deal_dates', 'deal_people', 'deal_contacts', 'companies', 'company_domains', 'contacts'],
  ...['company_field_sources', 'company_answers', 'company_watch', 'company_register_changes'],
  ...['contact_emails', 'contact_phones'],
  ...['activities', 'activity_contacts', 'activity_people', 'events', 'files', 'blobs', 'search_terms'],
  ...['outbox', 'slack_messages', 'handled_requests', 'watched_dates', 'watchers', 'nudges', 'people'],
  ...['inbound_emails', 'email_identities', 'email_texts', 'email_files', 'email_threads'],
];

const obchod = { channel: '#obchod' };

/** What a person or the clock does, and what happens before that is not looked at. */
interface Doing {
  what: string;
  first?(story: Story): Promise<unknown>;
  work(story: Story): Promise<unknown>;
}

const answer = (person: Driver): Message => person.lastEphemeral('obchod') as Message;

const openWindow = async ({ eva }: Story) => {
  await eva.command('/deal', '42', obchod);
  await eva.click(answer(eva), /^deals\.open/);
  return eva.modal();
};

const doings: Doing[] = [
  { what: 'a card', work: ({ eva }) => eva.command('/deal', '42', obchod) },
  { what: 'my deals', work: ({ eva }) => eva.command('/deal', '', obchod) },
  { what: 'everybody’s deals', work: ({ eva }) => eva.command('/deal', 'vše', obchod) },
  { what: 'deals by name', work: ({ eva }) => eva.command('/deal', 'brno', obchod) },
  { what: 'everything by name', work: ({ eva }) => eva.command('/crm', 'najít most', obchod) },
  {
    what: 'a company’s window',
    first: ({ eva }) => eva.command('/company', 'mostni stavby', obchod),
    work: async ({ eva }) => {
      await eva.click(answer(eva), /^companies\.open/);
      await eva.modal();
    },
  },
  { what: 'a company by name', work: ({ eva }) => eva.command('/company', 'mostni stavby', obchod) },
  { what: 'a deal’s window', work: openWindow },
  {
    what: 'a deal’s history',
    first: openWindow,
    work: async ({ eva }) => eva.click(await eva.modal(), /^activities\.timeline/),
  },
  {
    what: 'a type-ahead of companies',
    first: ({ eva }) => eva.command('/deal', 'new', obchod),
    work: async ({ eva }) => eva.typeAhead(await eva.modal(), 'companies.pick', 'brno'),
  },
  {
    what: 'a type-ahead of what to log to',
    first: ({ eva }) => eva.command('/log', '', obchod),
    work: async ({ eva }) => {
      await eva.typeAhead(await eva.modal(), 'activities.target', 'most');
      await eva.typeAhead(await eva.modal(), 'activities.target', 'D-42');
    },
  },
  {
    what: 'a type-ahead of contacts',
    first: ({ eva }) => eva.command('/log', 'D-42', obchod),
    work: async ({ eva }) => eva.typeAhead(await eva.modal(), 'activities.contacts', 'petr bre'),
  },
  {
    what: 'a new deal',
    first: ({ eva }) => eva.command('/deal', 'new', obchod),
    work: async ({ eva }) => {
      await eva.fill({ name: 'Lávka přes Svratku', bidDate: '2027-04-15', bidTime: '12:00' });
      await eva.submit();
    },
  },
  {
    what: 'a logged call',
    first: ({ eva }) => eva.command('/log', 'D-42', obchod),
    work: async ({ eva }) => {
      await eva.fill({ text: 'Chtějí variantu s ocelovou mostovkou.' });
      await eva.submit();
    },
  },
  { what: 'Home', work: ({ eva }) => eva.openHome() },
  {
    what: 'jobs and effects that are due',
    work: async ({ server }) => {
      await server.crm.settle();
    },
  },
  {
    what: 'a digest',
    work: async ({ server }) => {
      const { ctx } = server.crm;
      const period = { from: addHours(ctx.time.now(), -24), to: ctx.time.now() };
      await readDigestContent(ctx, { contents: [...contentKeys], zone: 'Europe/Prague' }, period);
    },
  },
  {
    what: 'what happened since',
    work: async ({ server }) => {
      const { ctx } = server.crm;
      await listEvents(ctx, { kind: 'deal', id: 42 }, 20);
      await listEventsBetween(ctx, ['deal.created'], addHours(ctx.time.now(), -24), ctx.time.now(), 100);
    },
  },
];

it('nothing that people or the clock do often reads a whole table', { timeout: 120_000 }, async () => {
  const url = await freshDatabaseUrl();
  const years = openDatabase(url);
  await seed(years, small, '2027-03-08T08:00:00.000Z' as Instant);
  await years.close();
  const it = await story({ env: { DATABASE_URL: url } });
  const { database } = it.server.crm.ctx;
  await it.eva.command('/deal', '42', obchod);
  // The nightly jobs of a first start are none of the doings below, and would be counted among them.
  await it.settles();
  await it.server.crm.jobs.stop();
  const found: Record<string, string[]> = {};
  for (const { what, first, work } of doings) {
    await first?.(it);
    const queries = await queriesDuring(database, () => work(it));
    expect(queries.length, what).toBeGreaterThan(1);
    for (const { table, how, sql } of await wholeReads(database, queries, growing)) {
      found[what] ??= [];
      found[what].push(`${table}: ${how}\n${sql}`);
    }
    while (it.eva.modals().length > 0) await it.eva.close();
  }
  expect(found).toEqual({});
});

it('would notice a query that reads a whole table', async () => {
  const { server } = await story();
  const { ctx } = server.crm;
  const queries = await queriesDuring(ctx.database, async () => {
    await ctx.db('deals').where('customer_reference', 'x').first();
    await ctx.db('activities as a').where('a.text', 'like', '%x%');
    await ctx.db('deals').where('id', 42).first();
  });
  const found = await wholeReads(ctx.database, queries, growing);
  expect(found.map(({ table }) => table)).toEqual(['deals', 'activities']);
});
