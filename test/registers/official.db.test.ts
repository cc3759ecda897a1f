import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { aresSubject } from '../../fixtures/registers/ares.ts';
import { companies } from '../../fixtures/registers/companies.ts';
import { transaction } from '../../src/db/transaction.ts';
import { AresSubject } from '../../src/features/registers/ares-answer.ts';
import { factsOf } from '../../src/features/registers/ares-company.ts';
import type { CrpdphAnswer, VatSubject } from '../../src/features/registers/crpdph-answer.ts';
import { askVatStatuses } from '../../src/features/registers/crpdph-batch.ts';
import { lookupVat, recallVat } from '../../src/features/registers/crpdph-service.ts';
import { unavailable } from '../../src/features/registers/http.ts';
import type { InsolvencyCase, IsirAnswer } from '../../src/features/registers/isir-answer.ts';
import {
  decideInsolvency,
  lookupInsolvency,
  recallInsolvency,
} from '../../src/features/registers/isir-service.ts';
import { verdictOf } from '../../src/features/registers/isir-verdict.ts';
import { createManners } from '../../src/features/registers/manners.ts';
import { Ico } from '../../src/features/registers/model.ts';
import type { Registers } from '../../src/features/registers/port.ts';
import { keepSubjects } from '../../src/features/registers/store.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { MovableTime } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const bridges = Ico.parse('00000019');
const hour = 3_600_000;
const payer: VatSubject = { kind: 'payer', unreliable: false, unreliableSince: null, accounts: [] };
const bankruptcy: InsolvencyCase = {
  reference: '41 INS 19/2026',
  state: 'KONKURS',
  ongoing: true,
  since: null,
  until: null,
  court: null,
  link: null,
};

/** Anna's context and two registers that say what the test sets; `asked` are the questions that reached them. */
async function office() {
  const asked: string[] = [];
  const say = {
    vat: (dic: string): CrpdphAnswer => ({ kind: 'answered', subjects: new Map([[dic, payer]]) }),
  };
  const told: { isir: IsirAnswer } = { isir: { kind: 'answered', cases: [] } };
  const crpdphManners = createManners({ perMinute: 1000, parallel: 10 });
  const isirManners = createManners({ perMinute: 1000, parallel: 10 });
  const registers = {
    crpdph: {
      byDics: async (dics: string[]) => {
        asked.push(dics.join(' '));
        return say.vat(dics[0] ?? '');
      },
    },
    crpdphManners,
    ares: {
      taxNumber: async (ico: string) => {
        asked.push(`ARES ${ico}`);
        return { kind: 'found', dic: companies.find((one) => one.ico === ico)?.dic ?? null };
      },
    },
    aresManners: crpdphManners,
    isir: {
      byIco: async (ico: string) => {
        asked.push(ico);
        return told.isir;
      },
    },
    isirManners,
  } as unknown as Registers;
  const here = await world({ ports: { registers } });
  onTestFinished(() => crpdphManners.settled());
  onTestFinished(() => isirManners.settled());
  const anna = await here.as('Anna');
  const knows = (ico: string) =>
    transaction(anna, (tx) =>
      keepSubjects(tx, [
        factsOf(AresSubject.parse(aresSubject(companies.find((one) => one.ico === ico)!)), here.time.now())!,
      ]),
    );
  await knows('00000019');
  return { anna, time: here.time, asked, say, told, knows };
}

let place: Awaited<ReturnType<typeof office>>;
let anna: Ctx;
let time: MovableTime;
beforeEach(async () => {
  place = await office();
  ({ anna, time } = place);
});

describe('whether a company pays VAT', () => {
  it('is asked by the DIČ of ARES once, and remembered for a day', async () => {
    expect(await recallVat(anna, bridges)).toBeNull();
    const first = await lookupVat(anna, bridges);
    expect(first).toMatchObject({ kind: 'answered', subject: { kind: 'payer' }, trouble: null });
    time.advance(23 * hour);
    expect(await lookupVat(anna, bridges)).toEqual(first);
    expect(await recallVat(anna, bridges)).toEqual(first);
    expect(place.asked).toEqual(['CZ00000019']);
    time.advance(2 * hour);
    await lookupVat(anna, bridges);
    expect(place.asked).toHaveLength(2);
  });

  it('is answered with its age and the trouble when the register is down', async () => {
    const first = await lookupVat(anna, bridges);
    place.say.vat = () => unavailable('blocked', 'HTTP 200 text/html');
    time.advance(72 * hour);
    expect(await lookupVat(anna, bridges)).toEqual({ ...first, trouble: 'blocked' });
  });

  it('is not known, never "no", when nothing is remembered and the register is down', async () => {
    place.say.vat = () => unavailable('blocked', 'HTTP 200 text/html');
    expect(await lookupVat(anna, bridges)).toMatchObject({ kind: 'unavailable', reason: 'blocked' });
    expect(await recallVat(anna, bridges)).toBeNull();
  });

  it('is not asked in the maintenance of the register', async () => {
    time.set('2026-11-22T23:05:00.000Z' as never);
    expect(await lookupVat(anna, bridges)).toMatchObject({ kind: 'unavailable', reason: 'maintenance' });
    expect(place.asked).toEqual([]);
  });

  it('of a group is asked under the number of the group', async () => {
    await place.knows('00000094');
    await lookupVat(anna, Ico.parse('00000094'));
    expect(place.asked).toEqual(['CZ699000019']);
  });

  it('of a member of a group that was not found under its own number is not "no"', async () => {
    const { vatGroup: _group, ...own } = companies.find((one) => one.ico === '00000094')!;
    const subject = {
      ...aresSubject({ ...own, dic: 'CZ00000094' }),
      seznamRegistraci: { stavZdrojeSkDph: 'AKTIVNI' },
    };
    await transaction(anna, (tx) => keepSubjects(tx, [factsOf(AresSubject.parse(subject), time.now())!]));
    place.say.vat = (dic) => ({
      kind: 'answered',
      subjects: new Map([[dic, { ...payer, kind: 'none' as const }]]),
    });
    expect(await lookupVat(anna, Ico.parse('00000094'))).toMatchObject({ subject: { kind: 'unknown' } });
  });

  it('of a sole trader is asked by the number that ARES gives again, and nothing of it is kept', async () => {
    await place.knows('00000060');
    expect(await lookupVat(anna, Ico.parse('00000060'))).toMatchObject({ kind: 'answered', subject: payer });
    expect(place.asked).toEqual(['ARES 00000060', 'CZ7500000012']);
    const rows = await anna.db('register_answers').select('key', 'body');
    expect(rows.map(({ key }) => key)).toContain('ico:00000060');
    expect(JSON.stringify(rows)).not.toContain('7500000012');
  });

  it('of a sole trader without a DIČ has nothing to be asked by', async () => {
    await place.knows('00000191');
    expect(await lookupVat(anna, Ico.parse('00000191'))).toEqual({ kind: 'noNumber' });
    expect(place.asked).toEqual([]);
  });

  it('of many companies is one question, and each has its answer', async () => {
    for (const ico of ['00000027', '00000035', '00000191']) await place.knows(ico);
    const icos = ['00000019', '00000027', '00000035', '00000191'].map((ico) => Ico.parse(ico));
    place.say.vat = () => ({
      kind: 'answered',
      subjects: new Map([
        ['CZ00000019', payer],
        ['CZ00000027', { ...payer, unreliable: true }],
      ]),
    });
    const answers = await askVatStatuses(anna, icos);
    expect(place.asked).toEqual(['CZ00000019 CZ00000027 CZ00000035']);
    expect(answers.get(icos[1]!)).toMatchObject({ kind: 'answered', subject: { unreliable: true } });
    expect(answers.get(icos[2]!)).toMatchObject({ kind: 'unavailable', detail: 'not in the answer' });
    expect(answers.get(icos[3]!)).toEqual({ kind: 'noNumber' });
    expect(await recallVat(anna, icos[0]!)).toMatchObject({ kind: 'answered', subject: payer });
  });
});

describe('whether a company is insolvent', () => {
  it('is news after the first answer, and decided by one like it an hour later', async () => {
    place.told.isir = { kind: 'answered', cases: [bankruptcy] };
    const first = await lookupInsolvency(anna, bridges);
    expect(first.kind === 'answered' && verdictOf(first)).toBe('unconfirmed');
    time.advance(hour - 1000);
    await lookupInsolvency(anna, bridges, { refresh: true });
    expect(verdictOf((await recallInsolvency(anna, bridges)) as never)).toBe('unconfirmed');
    time.advance(1000);
    await lookupInsolvency(anna, bridges, { refresh: true });
    expect(verdictOf((await recallInsolvency(anna, bridges)) as never)).toBe('insolvent');
    expect(place.asked).toHaveLength(3);
  });

  it('asks again an hour later while nothing is decided, and then once a day', async () => {
    await lookupInsolvency(anna, bridges);
    await lookupInsolvency(anna, bridges);
    time.advance(hour);
    const second = await lookupInsolvency(anna, bridges);
    expect(second.kind === 'answered' && verdictOf(second)).toBe('notInsolvent');
    time.advance(23 * hour);
    await lookupInsolvency(anna, bridges);
    expect(place.asked).toHaveLength(2);
    time.advance(hour);
    await lookupInsolvency(anna, bridges);
    expect(place.asked).toHaveLength(3);
  });

  it('stays decided through an outage, and the outage does not count as an answer', async () => {
    place.told.isir = { kind: 'answered', cases: [bankruptcy] };
    await lookupInsolvency(anna, bridges);
    place.told.isir = unavailable('down', 'SQL1');
    time.advance(2 * hour);
    const said = await lookupInsolvency(anna, bridges);
    expect(said).toMatchObject({
      kind: 'answered',
      trouble: 'down',
      cases: [{ ongoing: true }],
      decided: null,
    });
  });

  it('is not known when nothing is remembered and the register is down', async () => {
    place.told.isir = unavailable('timeout', 'silence');
    expect(await lookupInsolvency(anna, bridges)).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });

  it('is unconfirmed again when the next answer says something else', async () => {
    place.told.isir = { kind: 'answered', cases: [bankruptcy] };
    await lookupInsolvency(anna, bridges);
    time.advance(hour);
    await lookupInsolvency(anna, bridges);
    place.told.isir = { kind: 'answered', cases: [] };
    time.advance(25 * hour);
    const gone = await lookupInsolvency(anna, bridges);
    expect(gone).toMatchObject({ cases: [], decided: [{ reference: '41 INS 19/2026' }] });
    expect(gone.kind === 'answered' && verdictOf(gone)).toBe('unconfirmed');
    time.advance(hour);
    const decided = await lookupInsolvency(anna, bridges);
    expect(decided.kind === 'answered' && verdictOf(decided)).toBe('notInsolvent');
  });

  it('is decided by itself: the second answer is asked for an hour later, and no third', async () => {
    place.told.isir = { kind: 'answered', cases: [bankruptcy] };
    await lookupInsolvency(anna, bridges);
    time.advance(hour / 2);
    expect(await decideInsolvency(anna)).toBe(0);
    time.advance(hour / 2);
    expect(await decideInsolvency(anna)).toBe(1);
    expect(verdictOf((await recallInsolvency(anna, bridges)) as never)).toBe('insolvent');
    time.advance(2 * hour);
    expect(await decideInsolvency(anna)).toBe(0);
    expect(place.asked).toHaveLength(2);
  });
});
