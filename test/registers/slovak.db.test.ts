import { describe, expect, it } from 'vitest';
import { lookUpAnywhere, searchAnywhere } from '../../src/features/registers/anywhere.ts';
import { unavailable } from '../../src/features/registers/http.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { lookUpSlovak } from '../../src/features/registers/rpo-service.ts';
import { checkVatNumber } from '../../src/features/registers/vies-service.ts';
import { monotonic } from '../../src/lib/time.ts';
import { office } from '../companies/office.ts';

const halls = Ico.parse('00000221');
const hour = 3_600_000;

describe('a Slovak company', () => {
  it('is put together of three registers: who it is, its DIČ, and an IČ DPH that VIES confirmed', async () => {
    const { eva, registers } = await office();
    expect(await lookUpSlovak(eva, halls)).toMatchObject({
      kind: 'found',
      stale: false,
      company: {
        source: 'rpo',
        name: 'Oceľové haly Pod Kriváňom, s. r. o.',
        dic: '2020000004',
        vatNumber: 'SK2020000004',
        vatCheck: { kind: 'valid', number: 'SK2020000004', consultation: 'WAPIAAAAinvented' },
      },
    });
    expect(registers.askedOthers.toSorted()).toEqual([
      'RPO 00000221',
      'RPO id 7000221',
      'RÚZ 00000221',
      'RÚZ id 221',
      'VIES SK2020000004',
    ]);
  });

  it('is remembered for a day, all three answers of it', async () => {
    const { eva, registers, time } = await office();
    const first = await lookUpSlovak(eva, halls);
    time.advance(23 * hour);
    expect(await lookUpSlovak(eva, halls)).toEqual(first);
    expect(registers.askedOthers).toHaveLength(5);
    time.advance(2 * hour);
    await lookUpSlovak(eva, halls);
    expect(registers.askedOthers).toHaveLength(10);
  });

  it('has no IČ DPH when VIES says that SK and its DIČ is none', async () => {
    const { eva } = await office();
    expect(await lookUpSlovak(eva, Ico.parse('00000132'))).toMatchObject({
      company: { dic: '2020000015', vatNumber: null, vatCheck: { kind: 'notValid' } },
    });
  });

  it('is shown without what RÚZ and VIES would add while they fail', async () => {
    const { eva } = await office();
    eva.ports.registers.ruz.byIco = async () => unavailable('blocked', 'a firewall');
    expect(await lookUpSlovak(eva, halls)).toMatchObject({
      kind: 'found',
      stale: false,
      company: { name: expect.stringContaining('Kriváňom'), dic: null, vatNumber: null, vatCheck: null },
      taxNumber: { kind: 'unavailable', reason: 'blocked' },
    });
  });

  it('that VIES cannot be asked about keeps its last verdict with its age, and without one nothing is known', async () => {
    const { eva, time } = await office();
    const { vies } = eva.ports.registers;
    const ask = vies.check;
    vies.check = async () => unavailable('timeout', 'VIES TIMEOUT');
    expect(await checkVatNumber(eva, 'SK2020000004')).toMatchObject({ kind: 'unavailable' });
    vies.check = ask;
    const first = await checkVatNumber(eva, 'SK2020000004');
    time.advance(30 * hour);
    vies.check = async () => unavailable('timeout', 'VIES TIMEOUT');
    expect(await checkVatNumber(eva, 'SK2020000004')).toEqual({ ...first, stale: true });
  });

  it('a birth number is not sent to VIES', async () => {
    const { eva, registers } = await office();
    expect(await checkVatNumber(eva, 'CZ7500000012')).toBeNull();
    expect(registers.askedOthers).toEqual([]);
  });

  it('not known to RPO is not found, and is asked for again only in an hour', async () => {
    const { eva, registers, time } = await office();
    expect(await lookUpSlovak(eva, Ico.parse('00000248'))).toMatchObject({ kind: 'notFound' });
    await lookUpSlovak(eva, Ico.parse('00000248'));
    expect(registers.askedOthers).toEqual(['RPO 00000248']);
    time.advance(2 * hour);
    await lookUpSlovak(eva, Ico.parse('00000248'));
    expect(registers.askedOthers).toHaveLength(2);
  });
});

describe('a number looked up in both countries', () => {
  it('is a Czech company, a Slovak one, both, or none', async () => {
    const { eva } = await office();
    const kinds = async (ico: string) => {
      const { ares, rpo } = await lookUpAnywhere(eva, Ico.parse(ico));
      return [ares.kind, rpo.kind];
    };
    expect(await kinds('00000019')).toEqual(['found', 'notFound']);
    expect(await kinds('00000221')).toEqual(['notFound', 'found']);
    expect(await kinds('00000132')).toEqual(['found', 'found']);
    expect(await kinds('00000248')).toEqual(['notFound', 'notFound']);
  });

  it('does not let the country that knows it wait for the one that is silent', async () => {
    const { eva } = await office();
    eva.ports.registers.rpo.byIco = () => new Promise(() => undefined);
    eva.ports.registers.rpoManners.settled = async () => undefined;
    const before = monotonic();
    const { ares, rpo } = await lookUpAnywhere(eva, Ico.parse('00000019'));
    expect([ares.kind, rpo.kind]).toEqual(['found', 'unavailable']);
    expect(monotonic() - before).toBeLessThan(3000);
  });

  it('by name: each country says its own', async () => {
    const { eva } = await office();
    const { ares, rpo } = await searchAnywhere(eva, 'klas');
    expect(ares).toMatchObject({ companies: [{ name: 'Pekařství U Tří klasů, s.r.o.' }] });
    expect(rpo).toMatchObject({ companies: [{ name: 'Pekáreň Zlatý klas, s. r. o.' }] });
  });
});
