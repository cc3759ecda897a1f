/** Whatever happens between planning and sending: each nudge at most once, and none missed. */
import { afterAll, expect, it } from 'vitest';
import { changeDeal } from '../../src/features/deals/service.ts';
import { ladder } from '../../src/features/watching/ladder.ts';
import { offeredDays, type WatchedDate } from '../../src/features/watching/model.ts';
import { watchDate } from '../../src/features/watching/service.ts';
import { addMinutes, type Instant, type LocalDateTime, localOf } from '../../src/lib/time.ts';
import { footbridge, prague, type Stage, stage } from './stage.ts';

const brno = { zone: 'Europe/Prague', country: 'CZ' as const };

/** What a careful secretary with a paper calendar would have told. */
class Secretary {
  readonly told: string[] = [];
  private ahead = new Map<string, Instant>();
  private version = 0;
  private date: WatchedDate | null = null;

  dateIs(local: string, days: number[], now: Instant): void {
    this.version += 1;
    this.date = { kind: 'moment', local: local as LocalDateTime, zone: brno.zone, at: prague(local) };
    this.ahead.clear();
    this.daysAre(days, now);
  }

  daysAre(days: number[], now: Instant): void {
    for (const [key, at] of this.ahead) if (at > now) this.ahead.delete(key);
    for (const rung of ladder(this.date as WatchedDate, days, brno)) {
      const key = `${this.version} ${rung.key}`;
      if (rung.at > now && !this.told.includes(key)) this.ahead.set(key, rung.at);
    }
  }

  works(now: Instant): void {
    for (const [key, at] of [...this.ahead].sort((a, b) => (a[1] < b[1] ? -1 : 1))) {
      if (at > now) continue;
      this.told.push(key);
      this.ahead.delete(key);
    }
  }
}

/** A row of numbers that looks random and is the same each time (mulberry32). */
function chances(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    one: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    some: <T>(list: readonly T[]): T[] => list.filter(() => next() < 0.5),
  };
}

const clocks = ['00:00', '09:00', '10:00', '11:30', '12:00', '15:00', '23:59'];
const daysAhead = (now: Instant, days: number, clock: string) =>
  `${localOf(addMinutes(now, days * 24 * 60), brno.zone).slice(0, 10)}T${clock}`;

async function anOrdinaryMonth(seed: number): Promise<{ it: Stage; secretary: Secretary }> {
  const it = await stage('2027-03-01T09:30');
  const random = chances(seed);
  const secretary = new Secretary();
  const newDate = () => daysAhead(it.time.now(), 1 + random.below(20), random.one(clocks));
  const newDays = () => [random.one(offeredDays), ...random.some(offeredDays)];
  let date = newDate();
  let days = newDays();
  const deal = await footbridge(it.eva, { bidDeadline: { local: date as LocalDateTime, zone: brno.zone } });
  const people = [(await it.person('Tomáš')).id];
  const watch = () => watchDate(it.tomas, { dealId: deal.id, kind: 'bid', people, days });
  await watch();
  secretary.dateIs(date, days, it.time.now());
  let [one, other] = [it.other(), it.other()];
  const works = async (work: () => Promise<unknown>) => {
    await work();
    secretary.works(it.time.now());
  };
  const happenings: (() => Promise<unknown>)[] = [
    () => works(() => one.settle()),
    () => works(() => one.settle()),
    () => works(() => Promise.all([one.settle(), other.settle()])),
    () => one.dies(),
    async () => {
      await one.dies();
      [one, other] = [other, it.other()];
    },
    async () => it.slack.weather.dropAnswer('chat.postMessage', 1),
    async () => it.slack.weather.fail('chat.postMessage', 1),
    async () => {
      const again = newDate();
      if (again === date) return;
      date = again;
      await changeDeal(it.eva, deal.id, { bidDeadline: { local: date as LocalDateTime, zone: brno.zone } });
      secretary.dateIs(date, days, it.time.now());
    },
    async () => {
      days = newDays();
      await watch();
      secretary.daysAre(days, it.time.now());
    },
  ];
  for (let step = 0; step < 40; step += 1) {
    it.time.advance(random.one([1, 7, 60, 600, 1440, 4000]) * 60_000);
    await random.one(happenings)();
  }
  it.slack.weather.clear();
  await works(() => one.settle());
  return { it, secretary };
}

/** `MONTHS=200` for a longer proof. */
const months = Array.from({ length: Number(process.env.MONTHS ?? 3) }, (_, seed) => seed + 1);

let toldInAll = 0;
afterAll(() => expect(toldInAll).toBeGreaterThan(0));

it.each(months)('in a month of moves, crashes and bad weather (number %i)', async (seed) => {
  const { it, secretary } = await anOrdinaryMonth(seed);
  const nudges = await it.system.db('nudges').whereNotNull('sent_at').orderBy(['due_at', 'id']);
  const told = nudges.map((nudge) => `${nudge.version} ${nudge.rung}`);
  expect([...told].sort()).toEqual([...secretary.told].sort());
  toldInAll += told.length;
  // Each message of Slack's belongs to nudges that know it: none was posted twice.
  const posted = it.messages('Tomáš').filter((message) => !/^⏰ (Posunutý|Zrušený)/.test(message.text));
  expect(new Set(posted.map((message) => message.ts))).toEqual(new Set(nudges.map((nudge) => nudge.ts)));
});
