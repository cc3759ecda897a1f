import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { aresSubject } from '../../fixtures/registers/ares.ts';
import { companies } from '../../fixtures/registers/companies.ts';
import { transaction } from '../../src/db/transaction.ts';
import type { Ares, AresByIco, AresByName } from '../../src/features/registers/ares.ts';
import { AresSubject } from '../../src/features/registers/ares-answer.ts';
import { factsOf } from '../../src/features/registers/ares-company.ts';
import { unavailable } from '../../src/features/registers/http.ts';
import { createManners } from '../../src/features/registers/manners.ts';
import { Ico, type RegisterFacts } from '../../src/features/registers/model.ts';
import type { Registers } from '../../src/features/registers/port.ts';
import {
  forgetTypedNames,
  lookupByIco,
  searchByAddress,
  searchByName,
} from '../../src/features/registers/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { MovableTime } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const bridges = Ico.parse('00000019');
const hour = 3_600_000;

/** Anna's context, and an ARES whose answers the test sets; `asked` are the questions that reached it. */
async function office() {
  const asked: string[] = [];
  let time: MovableTime;
  const ares: Ares & {
    says: (answer: () => Promise<AresByIco | AresByName> | AresByIco | AresByName) => void;
  } = {
    says: (answer) => {
      ares.byIco = async (ico) => {
        asked.push(ico);
        return (await answer()) as AresByIco;
      };
      ares.byName = async (name) => {
        asked.push(name);
        return (await answer()) as AresByName;
      };
    },
    byIco: async () => ({ kind: 'notFound' }),
    byName: async () => ({ kind: 'matches', companies: [], total: 0 }),
    byAddress: async () => ({ kind: 'matches', companies: [], total: 0 }),
    taxNumber: async () => ({ kind: 'notFound' }),
    leadership: async () => ({ kind: 'notFound' }),
  };
  const aresManners = createManners({ perMinute: 1000, parallel: 10 });
  const registers = { ares, aresManners, stop: aresManners.settled } as unknown as Registers;
  const here = await world({ ports: { registers } });
  time = here.time;
  onTestFinished(() => aresManners.settled());
  const record = (ico: string): RegisterFacts => {
    const company = companies.find((candidate) => candidate.ico === ico)!;
    return factsOf(AresSubject.parse(aresSubject(company)), time.now())!;
  };
  return { anna: await here.as('Anna'), time, ares, aresManners, asked, record };
}

describe('looking a company up by its IČO', () => {
  let anna: Ctx;
  let time: MovableTime;
  let it19: { kind: 'found'; facts: RegisterFacts };
  let place: Awaited<ReturnType<typeof office>>;

  beforeEach(async () => {
    place = await office();
    ({ anna, time } = place);
    it19 = { kind: 'found', facts: place.record('00000019') };
    place.ares.says(() => it19);
  });

  it('asks ARES once, and then answers from memory for a day', async () => {
    const first = await lookupByIco(anna, bridges);
    time.advance(23 * hour);
    const second = await lookupByIco(anna, bridges);
    expect(first).toMatchObject({
      kind: 'found',
      stale: false,
      company: { name: 'Mostní stavby Brno, a.s.', state: 'active' },
    });
    expect(second).toEqual(first);
    expect(place.asked).toEqual(['00000019']);
    time.advance(2 * hour);
    await lookupByIco(anna, bridges);
    expect(place.asked).toHaveLength(2);
  });

  it('asks again when told to refresh', async () => {
    await lookupByIco(anna, bridges);
    await lookupByIco(anna, bridges, { refresh: true });
    expect(place.asked).toHaveLength(2);
  });

  it('shows an old record with its age when ARES is down', async () => {
    await lookupByIco(anna, bridges);
    const then = it19.facts.fetchedAt;
    time.advance(72 * hour);
    place.ares.says(() => unavailable('blocked', 'HTTP 403'));
    expect(await lookupByIco(anna, bridges)).toMatchObject({
      kind: 'found',
      stale: true,
      trouble: 'blocked',
      fetchedAt: then,
      company: { ico: '00000019' },
    });
  });

  it('says why when ARES is down and nothing is remembered', async () => {
    place.ares.says(() => unavailable('badAnswer', 'text/html'));
    expect(await lookupByIco(anna, bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('does not remember an outage', async () => {
    place.ares.says(() => unavailable('timeout', 'silence'));
    await lookupByIco(anna, bridges);
    place.ares.says(() => it19);
    expect(await lookupByIco(anna, bridges)).toMatchObject({ kind: 'found' });
  });

  it('remembers for an hour that there is no such company', async () => {
    place.ares.says(() => ({ kind: 'notFound' }));
    expect(await lookupByIco(anna, bridges)).toMatchObject({ kind: 'notFound', lastKnown: null });
    time.advance(hour / 2);
    await lookupByIco(anna, bridges);
    expect(place.asked).toHaveLength(1);
    time.advance(hour);
    place.ares.says(() => it19);
    expect(await lookupByIco(anna, bridges)).toMatchObject({ kind: 'found' });
  });

  it('keeps what was known of a company that ARES does not name any more', async () => {
    await lookupByIco(anna, bridges);
    time.advance(48 * hour);
    place.ares.says(() => ({ kind: 'notFound' }));
    const lost = { kind: 'notFound', lastKnown: { name: 'Mostní stavby Brno, a.s.', state: 'active' } };
    expect(await lookupByIco(anna, bridges)).toMatchObject(lost);
    expect(await lookupByIco(anna, bridges)).toMatchObject(lost);
    expect(place.asked).toHaveLength(2);
  });

  it('does not call a company missing because ARES is down an hour later', async () => {
    place.ares.says(() => ({ kind: 'notFound' }));
    await lookupByIco(anna, bridges);
    time.advance(2 * hour);
    place.ares.says(() => unavailable('timeout', 'silence'));
    expect(await lookupByIco(anna, bridges)).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });

  it('does not make anyone wait, and remembers what comes late', async () => {
    let arrive = () => {};
    place.ares.says(() => new Promise((resolve) => (arrive = () => resolve(it19))));
    expect(await lookupByIco(anna, bridges, { timeoutMs: 20 })).toMatchObject({
      kind: 'unavailable',
      reason: 'timeout',
    });
    arrive();
    await place.aresManners.settled();
    expect(await lookupByIco(anna, bridges, { timeoutMs: 20 })).toMatchObject({
      kind: 'found',
      stale: false,
    });
    expect(place.asked).toHaveLength(1);
  });

  it('asks once when two people look at once', async () => {
    const both = await Promise.all([lookupByIco(anna, bridges), lookupByIco(anna, bridges)]);
    expect(both.map((lookup) => lookup.kind)).toEqual(['found', 'found']);
    expect(place.asked).toHaveLength(1);
  });

  it('answers even when the memory fails', async () => {
    const broken = { ...anna, database: { ...anna.database, writer: null as never } };
    expect(await lookupByIco(broken, bridges)).toMatchObject({ kind: 'found' });
  });

  it('leaves the key of a request to the change that the person asked for', async () => {
    const clicked = { ...anna, requestKey: 'click-1' };
    await lookupByIco(clicked, bridges);
    expect(clicked.requestKey).toBe('click-1');
    expect(await anna.db('handled_requests').pluck('key')).toEqual([]);
  });

  it('sees on the very day that a company has ended', async () => {
    const ending = { ...it19.facts, dissolvedOn: '2027-03-08' as never };
    place.ares.says(() => ({ kind: 'found', facts: ending }));
    time.set('2027-03-07T22:30:00.000Z' as never);
    expect(await lookupByIco(anna, bridges)).toMatchObject({ company: { state: 'active' } });
    // Midnight in Prague is 23:00 in UTC.
    time.set('2027-03-07T23:00:00.000Z' as never);
    expect(await lookupByIco(anna, bridges)).toMatchObject({ company: { state: 'dissolved' } });
    expect(place.asked).toHaveLength(1);
  });

  it('writes no birth number to the disk', async () => {
    const trader = place.record('00000060');
    place.ares.says(() => ({ kind: 'found', facts: trader }));
    await lookupByIco(anna, trader.ico);
    const rows = await anna.db('register_answers').select('body');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('7500000012');
  });

  it('asks again when the memory is in the shape of another version', async () => {
    await lookupByIco(anna, bridges);
    await transaction(anna, (tx) => tx.db('register_answers').update({ body: '{"ico":"00000019"}' }));
    expect(await lookupByIco(anna, bridges)).toMatchObject({ kind: 'found' });
    expect(place.asked).toHaveLength(2);
  });

  it('is never done inside a transaction, which would hold the database while waiting', async () => {
    await expect(transaction(anna, (tx) => lookupByIco(tx, bridges))).rejects.toThrow('inside a transaction');
  });
});

describe('looking companies up by address', () => {
  it('asks ARES once for the same address, and knows the records of those who sit there', async () => {
    const { anna, ares, asked, record } = await office();
    ares.byAddress = async (address) => {
      asked.push(address);
      return { kind: 'matches', companies: [record('00000019')], total: 1 };
    };
    const there = { kind: 'matches', companies: [{ ico: '00000019', office: { city: 'Brno' } }] };
    expect(await searchByAddress(anna, 'Příční 118, Brno')).toMatchObject(there);
    expect(await searchByAddress(anna, ' příční  118, brno ')).toMatchObject(there);
    expect(await lookupByIco(anna, bridges)).toMatchObject({ kind: 'found' });
    expect(asked).toEqual(['Příční 118, Brno']);
  });

  it('makes do with what was known when ARES is down', async () => {
    const { anna, ares, record, time } = await office();
    ares.byAddress = async () => ({ kind: 'matches', companies: [record('00000019')], total: 1 });
    await searchByAddress(anna, 'Příční 118, Brno');
    time.advance(13 * hour);
    ares.byAddress = async () => unavailable('blocked', 'HTTP 403');
    expect(await searchByAddress(anna, 'Příční 118, Brno')).toMatchObject({
      stale: true,
      trouble: 'blocked',
    });
    expect(await searchByAddress(anna, 'Jiná 1, Brno')).toMatchObject({ kind: 'unavailable' });
  });
});

describe('looking companies up by name', () => {
  let anna: Ctx;
  let place: Awaited<ReturnType<typeof office>>;
  const two = () => ({
    kind: 'matches' as const,
    companies: [place.record('00000124'), place.record('00000019')],
    total: 2,
  });

  beforeEach(async () => {
    place = await office();
    anna = place.anna;
    place.ares.says(two);
  });

  it('asks ARES once for the same name', async () => {
    await searchByName(anna, 'Mostní');
    expect(await searchByName(anna, '  mostní ')).toMatchObject({ kind: 'matches', total: 2, stale: false });
    expect(place.asked).toEqual(['Mostní']);
  });

  it('knows whole records of those it found, so the picked one is not asked for', async () => {
    await searchByName(anna, 'mostni');
    expect(await lookupByIco(anna, bridges)).toMatchObject({
      kind: 'found',
      company: { courtFile: 'B 1581/KSBR' },
    });
    expect(place.asked).toEqual(['mostni']);
  });

  it('puts those that begin with the typed word first, and the ended ones last', async () => {
    place.ares.says(() => ({
      kind: 'matches',
      companies: [place.record('00000078'), place.record('00000132'), place.record('00000019')],
      total: 3,
    }));
    const search = await searchByName(anna, 'mostni st', { limit: 2 });
    expect(search).toMatchObject({ total: 3, companies: [{ ico: '00000019' }, { ico: '00000132' }] });
  });

  it('needs no further question while a complete list only gets narrower', async () => {
    await searchByName(anna, 'mostni');
    expect(await searchByName(anna, 'mostni stav')).toMatchObject({ companies: [{ ico: '00000019' }] });
    expect(place.asked).toEqual(['mostni']);
  });

  it('asks again when nothing of the shorter list fits', async () => {
    await searchByName(anna, 'mostni');
    place.ares.says(() => ({ kind: 'matches', companies: [], total: 0 }));
    expect(await searchByName(anna, 'mostnik')).toMatchObject({ kind: 'matches', companies: [] });
    expect(place.asked).toEqual(['mostni', 'mostnik']);
  });

  it('asks again when the shorter list was cut', async () => {
    place.ares.says(() => ({ ...two(), total: 400 }));
    await searchByName(anna, 'mostni');
    await searchByName(anna, 'mostni s');
    expect(place.asked).toHaveLength(2);
  });

  it('does not hold the typing person up, and has the late answer for the next key', async () => {
    let arrive = () => {};
    place.ares.says(() => new Promise((resolve) => (arrive = () => resolve(two()))));
    expect(await searchByName(anna, 'mostn', { waitMs: 20 })).toMatchObject({
      kind: 'unavailable',
      reason: 'timeout',
    });
    arrive();
    await place.aresManners.settled();
    expect(await searchByName(anna, 'mostni', { waitMs: 20 })).toMatchObject({ kind: 'matches', total: 2 });
    expect(place.asked).toEqual(['mostn']);
  });

  it('makes do with the shorter, cut list while ARES is slow', async () => {
    place.ares.says(() => ({ ...two(), total: 400 }));
    await searchByName(anna, 'mostni');
    place.ares.says(() => unavailable('timeout', 'slow'));
    expect(await searchByName(anna, 'mostni s')).toMatchObject({
      kind: 'matches',
      stale: true,
      trouble: 'timeout',
      companies: [{ ico: '00000019' }, { ico: '00000124' }],
    });
  });

  it('says that too many match, and remembers it', async () => {
    place.ares.says(() => ({ kind: 'tooMany', total: 585_478 }));
    expect(await searchByName(anna, 's.r.o.')).toMatchObject({ kind: 'tooMany', total: 585_478 });
    expect(await searchByName(anna, 's.r.o.')).toMatchObject({ kind: 'tooMany', total: 585_478 });
    expect(place.asked).toHaveLength(1);
  });

  it.each(['', 'ab', '***', 'a.s'])('does not ask for "%s"', async (name) => {
    expect(await searchByName(anna, name)).toMatchObject({ kind: 'tooMany' });
    expect(place.asked).toEqual([]);
  });

  it('takes stars, per cents and quotes as they are', async () => {
    const odd = `50 % * "O'Hara"; drop`;
    expect(await searchByName(anna, odd)).toMatchObject({ kind: 'matches' });
    expect(place.asked).toEqual([odd]);
  });

  it('never calls an outage an empty list', async () => {
    place.ares.says(() => unavailable('blocked', 'HTTP 429'));
    expect(await searchByName(anna, 'mostni')).toMatchObject({ kind: 'unavailable', reason: 'blocked' });
  });

  it('forgets after a week what was typed, but not the companies', async () => {
    await searchByName(anna, 'mostni');
    expect(await forgetTypedNames(anna)).toBe(0);
    place.time.advance(8 * 24 * hour);
    expect(await forgetTypedNames(anna)).toBe(1);
    const keys = await anna.db('register_answers').orderBy('key').pluck('key');
    expect(keys).toEqual(['ico:00000019', 'ico:00000124']);
  });
});
