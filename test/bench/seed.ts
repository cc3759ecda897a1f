/** A firm of two hundred with years of work behind it, written by SQL alone: seconds for a million activities. */
import type { Database } from '../../src/db/connect.ts';
import { isPostgres } from '../../src/db/dialect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { fold } from '../../src/lib/text.ts';
import { addDays, dateIn, type Instant } from '../../src/lib/time.ts';
import { seedTerms } from './seed-terms.ts';
import { forms, names, places, steps, things, trades, works } from './words.ts';

export interface Size {
  deals: number;
  companies: number;
  activities: number;
}

export const full: Size = { deals: 100_000, companies: 20_000, activities: 1_000_000 };
/** The same firm before it logged much: what grows is the history alone. */
export const young: Size = { ...full, activities: 10_000 };
/** A hundredth of each, for tests. */
export const small: Size = { deals: 1000, companies: 200, activities: 10_000 };

const vocabulary = { things, works, places, trades, forms, steps, names };

export const peopleCount = 200;
export const slackIdOf = (person: number): string => `U0BENCH${String(person).padStart(3, '0')}`;

/** Migrates an empty database and fills it. @param now what deadlines and ages count from */
export async function seed(database: Database, size: Size, now: Instant): Promise<void> {
  await migrate(database);
  const db = database.writer;
  if (database.dialect === 'sqlite') await db.raw('PRAGMA synchronous = OFF');
  // The usual 2 MB would be read and written anew for each row of a large index.
  if (database.dialect === 'sqlite') await db.raw('PRAGMA cache_size = -1500000');
  await db.transaction(async (trx) => {
    const run = (sql: string) => trx.raw(sql);
    for (const [kind, words] of Object.entries(vocabulary)) {
      await run(`create table seed_${kind} (i integer primary key, word text, folded text)`);
      await trx(`seed_${kind}`).insert(words.map((word, i) => ({ i, word, folded: fold(word) })));
    }
    for (const sql of statements(isPostgres(trx), size, now)) await run(sql);
    await seedTerms(trx);
    for (const kind of Object.keys(vocabulary)) await run(`drop table seed_${kind}`);
    if (isPostgres(trx))
      for (const table of [
        'people',
        'companies',
        'contacts',
        'deals',
        'activities',
        'events',
        'files',
        'watchers',
      ])
        await run(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  });
  if (database.dialect === 'sqlite') {
    await db.raw('PRAGMA synchronous = FULL');
    await db.raw('PRAGMA cache_size = -2000');
    await db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  } else await db.raw('vacuum analyze');
}

function statements(postgres: boolean, size: Size, now: Instant): string[] {
  const contacts = size.companies * 3;
  const ago = (seconds: string) =>
    postgres
      ? `to_char(timestamp '${now.slice(0, -1)}' - (${seconds}) * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : `strftime('%Y-%m-%dT%H:%M:%fZ', '${now}', '-' || (${seconds}) || ' seconds')`;
  const ahead = (seconds: string) => ago(`0 - (${seconds})`).replace(`'-' || (0 - (`, `'+' || ((`);
  const day = (instant: string) => `substr(${instant}, 1, 10)`;
  const years = 5 * 365 * 86_400;
  const yes = postgres ? 'true' : '1';
  const no = postgres ? 'false' : '0';
  const bid = ahead(`${pick(7, 120)} * 86400 - 20 * 86400`);
  const today = dateIn(now, 'Europe/Prague');
  return [
    `insert into people (id, slack_id, name, folded_name, email, zone, slack_locale, kind, updated_at)
     select i, 'U0BENCH' || ${postgres ? `lpad(i::text, 3, '0')` : `printf('%03d', i)`}, 'Obchodník ' || i, 'obchodnik ' || i,
       'obchodnik' || i || '@firma.example', 'Europe/Prague', 'cs-CZ', 'member', '${now}'
     from ${series(peopleCount, postgres)}`,

    `insert into companies (id, name, folded_name, country, street, city, owner_id, created_at, updated_at)
     select n.i, t.word || ' ' || p.word || ' ' || n.i || f.word, t.folded || ' ' || p.folded || ' ' || n.i || f.word,
       'CZ', 'Příční 118', p.word, ${pick(1, peopleCount)} + 1, '${now}', '${now}'
     from ${series(size.companies, postgres)} left join seed_trades t on t.i = ${pick(2, trades.length)}
     left join seed_places p on p.i = ${pick(3, places.length)} left join seed_forms f on f.i = ${pick(4, forms.length)}`,

    `insert into company_domains (company_id, domain) select i, 'firma' || i || '.example' from ${series(size.companies, postgres)}`,

    `insert into contacts (id, company_id, name, folded_name, email, phone, created_at, updated_at)
     select n.i, n.i % ${size.companies} + 1, f.word || ' ' || p.word || 'ský ' || n.i, f.folded || ' ' || p.folded || 'sky ' || n.i,
       f.folded || n.i || '@firma' || (n.i % ${size.companies} + 1) || '.example', '+420601000' || (100 + n.i % 900), '${now}', '${now}'
     from ${series(contacts, postgres)} left join seed_places p on p.i = ${pick(5, places.length)}
     left join seed_names f on f.i = ${pick(32, names.length)}`,
    `insert into contact_emails (contact_id, address, place) select id, lower(email), 0 from contacts`,
    `insert into contact_phones (contact_id, number, typed, kind, place) select id, phone, phone, 'mobile', 0 from contacts`,

    // Three in ten are open; a few people have most of the work; deadlines lie from 20 days ago to 100 days ahead.
    `insert into deals (id, name, folded_name, company_id, amount, currency, stage, is_open, owner_id, restricted,
       bid_deadline, bid_zone, bid_deadline_at, next_step, next_step_on, closed_at, created_by, created_at, updated_at)
     select n.i, w.word || ' ' || t.word || ' ' || p.word || ' ' || n.i, w.folded || ' ' || t.folded || ' ' || p.folded || ' ' || n.i,
       ${pick(6, size.companies)} + 1, (${pick(8, 5000)} + 1) * 100000, case when ${pick(9, 10)} < 8 then 'CZK' else 'EUR' end,
       case when ${open} then ${stage} when ${pick(11, 3)} = 0 then 'won' else 'lost' end,
       case when ${open} then ${yes} else ${no} end, ${owner}, case when ${pick(12, 50)} = 0 then ${yes} else ${no} end,
       case when ${pick(13, 4)} > 0 then substr(${bid}, 1, 16) end, case when ${pick(13, 4)} > 0 then 'Europe/Prague' end,
       case when ${pick(13, 4)} > 0 then ${bid} end,
       case when ${pick(14, 3)} > 0 then s.word end, case when ${pick(14, 3)} > 0 then ${day(bid)} end,
       case when ${open} then null else ${ago(pick(15, years))} end,
       ${owner}, ${ago(`${pick(15, years)} + 86400`)}, ${ago(pick(15, years))}
     from ${series(size.deals, postgres)} left join seed_works w on w.i = ${pick(16, works.length)}
     left join seed_things t on t.i = ${pick(17, things.length)} left join seed_places p on p.i = ${pick(18, places.length)}
     left join seed_steps s on s.i = ${pick(19, steps.length)}`,

    `insert into deal_contacts (deal_id, contact_id, role)
     select i, ${pick(20, contacts)} + 1, 'decides' from ${series(size.deals, postgres)}`,
    `insert into deal_people (deal_id, person_id)
     select i, i % ${peopleCount} + 1 from ${series(size.deals, postgres)} where i % 20 = 0`,
    `insert into deal_dates (deal_id, kind, "on") select i, 'preparation', '${addDays(today, 30)}'
     from ${series(size.deals, postgres)} where i % 2 = 0`,

    `insert into activities (id, kind, at, minutes_long, direction, deal_id, company_id, text, author_id, source, created_at, updated_at)
     select n.i, case ${pick(21, 4)} when 0 then 'meeting' when 1 then 'email' else 'call' end, ${ago(pick(22, years))},
       15 + ${pick(23, 60)}, case when ${pick(21, 4)} = 0 then null else 'out' end, d.id, d.company_id,
       'Domluveno: ' || s.word || '. Zavolat znovu příští týden a poslat upravený rozpočet ' || n.i || '.',
       ${pick(24, peopleCount)} + 1, '{"by":"person"}', ${ago(pick(22, years))}, ${ago(pick(22, years))}
     from ${series(size.activities, postgres)} left join deals d on d.id = ${dealOf(size)} + 1 left join seed_steps s on s.i = ${pick(25, steps.length)}`,
    `insert into activity_people (person_id, activity_id) select author_id, id from activities`,
    `insert into activity_contacts (contact_id, activity_id)
     select c.contact_id, a.id from activities a join deal_contacts c on c.deal_id = a.deal_id where a.id % 2 = 0`,

    `insert into events (id, kind, subject_kind, subject_id, actor_id, details, at)
     select id, 'deal.created', 'deal', id, owner_id, '{"name":"' || name || '"}', created_at from deals`,
    `insert into events (id, kind, subject_kind, subject_id, actor_id, details, at)
     select ${size.deals} + id, 'deal.stageChanged', 'deal', id, owner_id, '{"from":"new","to":"rfp"}', updated_at from deals`,
    `insert into events (id, kind, subject_kind, subject_id, actor_id, details, at)
     select ${2 * size.deals} + id, 'activity.logged', 'activity', id, author_id, '{"kind":"call","dealId":' || deal_id || '}', at from activities`,

    // The owner of each open deal watches its deadline; every second one was nudged once.
    `insert into watched_dates (deal_id, kind, stamp, version, is_on)
     select id, 'bid', bid_deadline || ' Europe/Prague', 1, ${yes} from deals where ${watched}`,
    `insert into watchers (id, deal_id, kind, person_id, days, told, zone, country, created_at)
     select id, id, 'bid', owner_id, '[7,3,1]', bid_deadline || ' Europe/Prague', 'Europe/Prague', 'CZ', '${now}' from deals where ${watched}`,
    `insert into nudges (watcher_id, version, rung, days, due_at, queued_at, sent_at, sent_to, reaction)
     select id, 1, 'd3', 3, '${now}', '${now}', '${now}', owner_id, 'known' from deals where ${watched} and id % 2 = 0`,
    `insert into nudges (watcher_id, version, rung, days, due_at)
     select id, 1, 'd1', 1, bid_deadline_at from deals where ${watched} and bid_deadline_at > '${addDays(today, 3)}'`,

    `insert into blobs (sha256, size, stored_at) select 'seed' || i, 20000 + i, '${now}' from ${series(size.deals / 2, postgres)}`,
    `insert into files (id, sha256, name, mime, size, deal_id, author_id, origin, created_at)
     select i, 'seed' || i, 'rozpocet-' || i || '.xlsx', 'application/vnd.ms-excel', 20000 + i, i * 2, 1, '{"by":"person"}', '${now}'
     from ${series(size.deals / 2, postgres)}`,
  ];
}

const series = (count: number, postgres: boolean): string =>
  postgres
    ? `(select generate_series(1::bigint, ${count}::bigint) as i) n`
    : `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n) n`;

/** SQL: a number below `count` that is the same in each run and looks like chance; each `salt` gives other ones. */
const pick = (salt: number, count: number): string =>
  `(((n.i * ${7919 + salt * 104_729} + ${salt * 15_485_863}) % 2147483647 * 48271 % 2147483647) % ${count})`;

const watched = 'is_open and bid_deadline is not null';
const open = `${pick(10, 10)} < 3`;
const stage = `case ${pick(26, 6)} when 0 then 'new' when 1 then 'qualified' when 2 then 'rfi' when 3 then 'rfp' when 4 then 'offer' else 'negotiation' end`;
/** The smaller of two: some have far more work than others. */
const owner = `(case when ${pick(27, peopleCount)} < ${pick(31, peopleCount)} then ${pick(27, peopleCount)} else ${pick(31, peopleCount)} end + 1)`;
/** A third of the work goes to a tenth of the deals. */
const dealOf = ({ deals }: Size): string =>
  `(case when ${pick(28, 3)} = 0 then ${pick(29, deals / 10)} else ${pick(30, deals)} end)`;
