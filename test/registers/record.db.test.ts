import { beforeEach, describe, expect, it } from 'vitest';
import { unavailable } from '../../src/features/registers/http.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { askRecord, recallRecord } from '../../src/features/registers/record.ts';
import { recallWhole } from '../../src/features/registers/whole.ts';
import { office } from '../companies/office.ts';

const bridges = Ico.parse('00000019');
const halls = Ico.parse('00000221');
const zelinkova = Ico.parse('00000060');

describe('all that the registers say of a company', () => {
  let here: Awaited<ReturnType<typeof office>>;
  beforeEach(async () => {
    here = await office();
  });

  it('of a Czech one is one record, each part with its source and age', async () => {
    const record = await askRecord(here.eva, bridges, 'CZ');
    expect(record).toMatchObject({
      name: { value: 'Mostní stavby Brno, a.s.', source: 'ares', stale: false },
      state: { value: 'active' },
      courtFile: { value: 'B 1581/KSBR' },
      executives: {
        source: 'vr',
        value: [{ name: 'Ing. Blažena Pilířová, Ph.D.' }, { name: 'Řehoř Oblouk-Malta' }],
      },
      vat: { kind: 'answered', subject: { kind: 'payer' } },
      accounts: { source: 'crpdph', value: [{ local: '19-2000145399/0800' }, { local: null }] },
      insolvencyVerdict: 'unconfirmed',
    });
    expect(record.registers.map(({ source, state }) => `${source} ${state}`)).toEqual([
      'ares found',
      'vr found',
      'crpdph answered',
      'isir answered',
    ]);
  });

  it('of a Slovak one has its form, its executives and activities from the entity, its DIČ from RÚZ', async () => {
    const record = await askRecord(here.eva, halls, 'SK');
    expect(record).toMatchObject({
      legalForm: { value: { code: '112', name: 'Spoločnosť s ručením obmedzeným' }, source: 'rpo' },
      executives: { value: [{ name: 'Ing. Ondrej Nosník', role: 'konateľ', since: '2015-02-03' }] },
      activities: { value: ['výroba oceľových konštrukcií'] },
      dic: { value: '2020000004', source: 'ruz' },
      vatNumber: { value: 'SK2020000004', source: 'vies' },
      vies: { consultation: 'WAPIAAAAinvented' },
    });
  });

  it('asked anew, of a Slovak one too, says who acts for it today, or that the register is silent', async () => {
    await askRecord(here.eva, halls, 'SK');
    const before = here.registers.askedOthers.length;
    await askRecord(here.eva, halls, 'SK', { refresh: true });
    const again = here.registers.askedOthers.slice(before);
    expect(again.filter((asked) => asked.startsWith('RPO'))).toEqual(['RPO 00000221', 'RPO id 7000221']);
    here.eva.ports.registers.rpo.entity = async () => unavailable('blocked', 'a firewall');
    const { executives } = await askRecord(here.eva, halls, 'SK', { refresh: true });
    expect(executives).toMatchObject({ stale: true, value: [{ name: 'Ing. Ondrej Nosník' }] });
  });

  it('is remembered whole: nobody is asked again', async () => {
    const record = await askRecord(here.eva, bridges, 'CZ');
    await askRecord(here.eva, halls, 'SK');
    const asked = [here.registers.asked.length, here.registers.askedOthers.length];
    expect(await recallRecord(here.eva, bridges, 'CZ')).toEqual(record);
    expect(await recallRecord(here.eva, halls, 'SK')).toMatchObject({ dic: { value: '2020000004' } });
    expect(await recallWhole(here.eva, bridges)).toMatchObject({ executives: [{}, {}] });
    await askRecord(here.eva, bridges, 'CZ');
    expect([here.registers.asked.length, here.registers.askedOthers.length]).toEqual(asked);
  });

  it('of a sole trader has no executives, no court file, and that is no error', async () => {
    const record = await askRecord(here.eva, zelinkova, 'CZ');
    expect(record).toMatchObject({
      naturalPerson: true,
      courtFile: null,
      executives: null,
      dic: { value: 'CZ••••••••••' },
    });
    expect(here.registers.askedOthers.filter((asked) => asked.startsWith('VR'))).toEqual([]);
    expect(JSON.stringify(record)).not.toContain('7500000012');
  });

  it('of two registers at odds believes the one whose business it is', async () => {
    const record = await askRecord(here.eva, Ico.parse('00000132'), 'CZ');
    expect(record.vat).toMatchObject({ kind: 'answered', subject: { kind: 'none' } });
    const insolvent = await askRecord(here.eva, Ico.parse('00000175'), 'CZ');
    expect(insolvent.insolvencyVerdict).toBe('unconfirmed');
    here.time.advance(61 * 60_000);
    const second = await askRecord(here.eva, Ico.parse('00000175'), 'CZ');
    expect(second.insolvencyVerdict).toBe('insolvent');
  });

  it('says which register is silent, and shows what it said before', async () => {
    await askRecord(here.eva, bridges, 'CZ');
    here.time.advance(25 * 3_600_000);
    here.registers.weather('html');
    const record = await askRecord(here.eva, bridges, 'CZ');
    expect(record.name).toMatchObject({ value: 'Mostní stavby Brno, a.s.', stale: true });
    expect(record.registers.map(({ source, trouble }) => `${source} ${trouble?.split(':')[0]}`)).toEqual([
      'ares blocked',
      'vr blocked',
      'crpdph blocked',
      'isir blocked',
    ]);
  });

  it('of the public register that is down does not take ARES down with it', async () => {
    const { ares, vrManners, aresManners } = here.eva.ports.registers;
    ares.leadership = async () => unavailable('blocked', 'HTTP 403');
    const record = await askRecord(here.eva, bridges, 'CZ');
    expect(record).toMatchObject({ name: { stale: false }, executives: null });
    expect([vrManners.health().state, aresManners.health().state]).toEqual(['open', 'closed']);
  });

  it('is empty for a number that nobody knows', async () => {
    expect(await recallRecord(here.eva, bridges, 'CZ')).toBeNull();
    const record = await askRecord(here.eva, Ico.parse('00000205'), 'CZ');
    expect(record).toMatchObject({
      name: null,
      executives: null,
      registers: [{ state: 'notFound' }, {}, {}, {}],
    });
  });
});
