import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { rpoEntity, rpoList, rpoSubject, slovaks } from '../../fixtures/registers/slovak.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { createRpo } from '../../src/features/registers/rpo.ts';
import { frozenTime } from '../../src/lib/time.ts';
import { withoutNetwork } from '../support/no-network.ts';

const host = 'https://rpo.test';
const rpo = createRpo({
  url: `${host}/rpo/v1/`,
  time: frozenTime('2026-11-22T08:00:00.000Z'),
  timeoutMs: 400,
});
const halls = Ico.parse('00000221');
const [company] = slovaks;
const byIco = () => nock(host).get('/rpo/v1/search').query({ identifier: '00000221' });
const byName = (fullName: string) => nock(host).get('/rpo/v1/search').query({ fullName, onlyActive: 'true' });
const html = { 'content-type': 'text/html; charset=utf-8' };
const asJson = { 'content-type': 'application/json' };
const answered = async (changes: Record<string, unknown>) => {
  byIco().reply(200, { results: [{ ...rpoSubject(company!), ...changes }] });
  return rpo.byIco(halls);
};

withoutNetwork();

describe('asking RPO for an IČO', () => {
  it('asks with identifier=, and takes only what holds now: no value with an end', async () => {
    byIco().reply(200, rpoList([company!]));
    expect(await rpo.byIco(halls)).toEqual({
      kind: 'found',
      facts: {
        source: 'rpo',
        registerId: 7_000_221,
        fetchedAt: '2026-11-22T08:00:00.000Z',
        updatedOn: '2026-07-09',
        ico: '00000221',
        name: 'Oceľové haly Pod Kriváňom, s. r. o.',
        dic: null,
        office: {
          line: 'Priemyselná 812/5, 031 01 Liptovská Lúčka',
          street: 'Priemyselná 812/5',
          municipalityPart: null,
          city: 'Liptovská Lúčka',
          district: null,
          region: null,
          postalCode: '031 01',
          country: 'SK',
          countryName: 'Slovenská republika',
        },
        legalForm: null,
        naturalPerson: false,
        foundedOn: '2004-03-01',
        dissolvedOn: null,
        inLiquidation: false,
        vat: { status: 'unknown', confirmed: false },
        insolvency: 'none',
        courtFile: 'Sro/15001/L, Okresný súd Žilina',
        nace: [],
      },
    });
  });

  it('reads the end from `termination`; the names of an ended company all have an end, the last one counts', async () => {
    const fullNames = [
      { value: 'Haly Kriváň', validFrom: '1995-01-01', validTo: '2004-02-29' },
      { value: 'Haly v likvidácii', validFrom: '2004-03-01', validTo: '2025-06-30' },
    ];
    expect(await answered({ termination: '2025-06-30', fullNames })).toMatchObject({
      facts: { dissolvedOn: '2025-06-30', name: 'Haly v likvidácii', inLiquidation: true },
    });
  });

  it('a village without streets gives its name a number, and regNumber 0 is none', async () => {
    const village = { ...slovaks[2]!, ico: '00000221' };
    byIco().reply(200, rpoList([village]));
    expect(await rpo.byIco(halls)).toMatchObject({
      facts: { office: { line: 'Nižný Potok 12, 027 44 Nižný Potok' }, naturalPerson: true, courtFile: null },
    });
    byIco().reply(200, rpoList([{ ...slovaks[3]!, ico: '00000221' }]));
    expect(await rpo.byIco(halls)).toMatchObject({ facts: { office: { street: 'Mlynská 7A' } } });
  });

  it('an address abroad keeps its postal code and says the country', async () => {
    const addresses = [
      {
        street: 'Lindengasse',
        regNumber: 0,
        buildingNumber: '4',
        postalCodes: ['A-1070'],
        municipality: { value: 'Wien' },
        country: { value: 'Rakúska republika', code: '040' },
      },
    ];
    expect(await answered({ addresses })).toMatchObject({
      facts: { office: { line: 'Lindengasse 4, A-1070 Wien, Rakúska republika', country: 'AT' } },
    });
  });

  it('unknown enum values and strange optional fields do not spoil the record', async () => {
    const strange = {
      sourceRegister: { value: { value: 'Register vesmírnych staníc', code: '99' } },
      addresses: [
        { country: { value: 'Atlantída', code: '998' }, municipality: { value: 'Dno' }, regNumber: 'x' },
      ],
      establishment: 'dávno',
      brandNew: { nested: [1] },
    };
    expect(await answered(strange)).toMatchObject({
      kind: 'found',
      facts: { foundedOn: null, courtFile: null, office: { country: null, line: 'Dno, Atlantída' } },
    });
  });

  it('a strange end refuses the record, lest an ended company looks alive', async () => {
    expect(await answered({ termination: 'vlani' })).toMatchObject({ reason: 'badAnswer' });
  });

  it('an empty list of results is the only "not found"', async () => {
    byIco().reply(200, rpoList([]));
    expect(await rpo.byIco(halls)).toEqual({ kind: 'notFound' });
  });

  it('a number that its holder gave up belongs to nobody', async () => {
    const identifiers = [
      { value: '00000221', validFrom: '1995-01-01', validTo: '2000-01-01' },
      { value: '00000230', validFrom: '2000-01-01' },
    ];
    expect(await answered({ identifiers })).toEqual({ kind: 'notFound' });
  });

  it('notices when another subject comes than was asked for', async () => {
    byIco().reply(200, rpoList([slovaks[2]!]));
    expect(await rpo.byIco(halls)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('of two holders of one number takes the one that lives', async () => {
    const old = { ...rpoSubject(company!), termination: '2003-01-01', fullNames: [{ value: 'Stará' }] };
    byIco().reply(200, { results: [old, rpoSubject(company!)] });
    expect(await rpo.byIco(halls)).toMatchObject({ facts: { name: company!.name, dissolvedOn: null } });
  });

  it.each([
    ['a page with 200', 200, '<html>Not here</html>', html, 'badAnswer'],
    ['a page of a firewall', 200, '<html>Request rejected</html>', html, 'blocked'],
    ['nothing', 200, '', asJson, 'badAnswer'],
    ['half of a JSON', 200, '{"results":[{"id":1', asJson, 'badAnswer'],
    ['a JSON without results', 200, '{}', asJson, 'badAnswer'],
    ['results that are no list', 200, '{"results":{}}', asJson, 'badAnswer'],
    ['a 200 with an error inside', 200, '{"error":"x","message":"y"}', asJson, 'badAnswer'],
    ['ten megabytes', 200, `{"results":["${'M'.repeat(10_000_000)}"]}`, asJson, 'badAnswer'],
    ['404 with JSON', 404, '{"results":[]}', asJson, 'badAnswer'],
    ['429 after a few quick calls', 429, '', {}, 'blocked'],
    ['503', 503, '{}', asJson, 'down'],
  ])('%s is an outage, never "not found"', async (_what, status, body, headers, reason) => {
    byIco().reply(status, body, headers);
    expect(await rpo.byIco(halls)).toMatchObject({ kind: 'unavailable', reason });
  });

  it('is not sent to another host', async () => {
    const elsewhere = nock('https://elsewhere.test')
      .get('/')
      .reply(200, rpoList([company!]));
    byIco().reply(302, '', { location: 'https://elsewhere.test/' });
    expect(await rpo.byIco(halls)).toMatchObject({ kind: 'unavailable', detail: 'HTTP 302' });
    expect(elsewhere.isDone()).toBe(false);
    nock.cleanAll();
  });

  it('is given up after our patience, thirty seconds of silence or not', async () => {
    byIco()
      .delay(30_000)
      .reply(200, rpoList([company!]));
    expect(await rpo.byIco(halls)).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });
});

describe('asking RPO for a name', () => {
  it('asks for living subjects with it, and counts all that came', async () => {
    byName('haly').reply(200, rpoList(slovaks.filter(({ ico }) => ico !== '00000213')));
    expect(await rpo.byName('haly', 2)).toMatchObject({
      kind: 'matches',
      total: 3,
      companies: [{ ico: '00000221' }, { ico: '00000230' }],
    });
  });

  it('leaves out a subject that it does not understand', async () => {
    byName('haly').reply(200, { results: [{ id: 1 }, rpoSubject(company!)] });
    expect(await rpo.byName('haly', 20)).toMatchObject({ total: 2, companies: [{ ico: '00000221' }] });
  });

  it('nothing that it understands is an outage, no empty list', async () => {
    byName('haly').reply(200, { results: [{ id: 1 }] });
    expect(await rpo.byName('haly', 20)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('more megabytes than we take are too many names', async () => {
    byName('stavby').reply(200, `{"results":["${'M'.repeat(3_000_000)}"]}`, asJson);
    expect(await rpo.byName('stavby', 20)).toEqual({ kind: 'tooMany', total: null });
  });

  it('takes quotes, stars and ampersands as they are', async () => {
    byName('A & "B" * %').reply(200, rpoList([]));
    expect(await rpo.byName('A & "B" * %', 20)).toEqual({ kind: 'matches', companies: [], total: 0 });
  });
});

describe('asking RPO for an entity', () => {
  const entity = () =>
    nock(host)
      .get('/rpo/v1/entity/7000221')
      .query({ showHistoricalData: 'false', showOrganizationUnits: 'false' });
  const leads = (changes: Record<string, unknown> = {}) => ({ ...rpoEntity(company!), ...changes });

  it('gives its form, its activities and who acts for it, each only as it is now', async () => {
    entity().reply(200, leads());
    expect(await rpo.entity(7_000_221)).toEqual({
      kind: 'found',
      leadership: {
        executives: [
          {
            name: 'Ing. Ondrej Nosník',
            person: { titleBefore: 'Ing.', givenName: 'Ondrej', familyName: 'Nosník', titleAfter: null },
            role: 'konateľ',
            since: '2015-02-03',
            until: null,
            ico: null,
            representedBy: [],
          },
        ],
        acting: 'Konateľ koná samostatne.',
        courtFile: null,
        legalForm: { code: '112', name: 'Spoločnosť s ručením obmedzeným' },
        activities: ['výroba oceľových konštrukcií'],
        nace: '25110',
      },
    });
  });

  it('keeps no home of anybody', async () => {
    entity().reply(200, leads());
    expect(JSON.stringify(await rpo.entity(7_000_221))).not.toContain('Domáca');
  });

  it('takes unknown values and strange optional fields as they come', async () => {
    const strange = { legalForms: 'iná', activities: [7], novinka: {}, statisticalCodes: null };
    entity().reply(200, leads(strange));
    expect(await rpo.entity(7_000_221)).toMatchObject({
      kind: 'found',
      leadership: { legalForm: null, activities: [], executives: [{ name: 'Ing. Ondrej Nosník' }] },
    });
  });

  it.each([
    ['another entity', 200, { ...rpoEntity(company!), id: 5 }],
    ['people that cannot be read', 200, { ...rpoEntity(company!), statutoryBodies: 'traja' }],
    ['an error inside a 200', 200, { error: 'x' }],
    ['503', 503, {}],
  ])('does not take %s for "nobody acts"', async (_, status, body) => {
    entity().reply(status, body);
    expect(await rpo.entity(7_000_221)).toMatchObject({ kind: 'unavailable' });
  });

  it('that is gone is not found', async () => {
    entity().reply(404, {});
    expect(await rpo.entity(7_000_221)).toEqual({ kind: 'notFound' });
  });
});
