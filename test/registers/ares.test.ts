import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { aresErrors, aresSubject } from '../../fixtures/registers/ares.ts';
import { vrSubject } from '../../fixtures/registers/ares-vr.ts';
import { companies } from '../../fixtures/registers/companies.ts';
import { createAres } from '../../src/features/registers/ares.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { frozenTime } from '../../src/lib/time.ts';
import { withoutNetwork } from '../support/no-network.ts';

const host = 'https://ares.test';
const root = '/ekonomicke-subjekty-v-be/rest/ekonomicke-subjekty';
const ares = createAres({
  url: `${host}/ekonomicke-subjekty-v-be/rest/`,
  time: frozenTime('2026-11-22T08:00:00.000Z'),
  timeoutMs: 400,
});

const bridges = Ico.parse('00000019');
const record = (ico: string) => aresSubject(companies.find((company) => company.ico === ico)!);
const get = (ico = '00000019') => nock(host).get(`${root}/${ico}`);
const post = () => nock(host).post(`${root}/vyhledat`);
const html = { 'content-type': 'text/html; charset=utf-8' };
const asJson = { 'content-type': 'application/json' };

withoutNetwork();

describe('asking ARES for an IČO', () => {
  it('gives the record, stamped with the time of the answer', async () => {
    get().reply(200, record('00000019'));
    expect(await ares.byIco(bridges)).toMatchObject({
      kind: 'found',
      facts: { ico: '00000019', name: 'Mostní stavby Brno, a.s.', fetchedAt: '2026-11-22T08:00:00.000Z' },
    });
  });

  it('11: asks for a number with a wrong check digit too', async () => {
    get('00000012').reply(200, record('00000012'));
    expect(await ares.byIco(Ico.parse('12'))).toMatchObject({ kind: 'found', facts: { ico: '00000012' } });
  });

  it('6, 16: a deleted subject, or a Slovak one, is not found', async () => {
    get().reply(404, aresErrors.notFound('00000019'));
    expect(await ares.byIco(bridges)).toEqual({ kind: 'notFound' });
  });

  it('does not take the 404 of a wrong address for "no such subject"', async () => {
    get().reply(404, aresErrors.wrongUrl(`${root}/00000019`));
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('does not take a 404 page for "no such subject"', async () => {
    get().reply(404, '<html>Not Found</html>', html);
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('notices when another subject comes than was asked for', async () => {
    get().reply(200, record('00000027'));
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('refuses a 200 with an error inside', async () => {
    get().reply(200, aresErrors.notFound('00000019'));
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it.each([
    ['a page', '<html><body>Odstávka</body></html>', html],
    ['half of a JSON', '{"ico":"00000019","obchodniJm', asJson],
    ['nothing', '', asJson],
    ['JSON that claims to be a page', JSON.stringify(record('00000019')), html],
    ['a list', '[]', asJson],
    ['null', 'null', asJson],
    ['a record without a name', '{"ico":"00000019"}', asJson],
  ])('refuses a 200 that is %s', async (_what, body, headers) => {
    get().reply(200, body, headers);
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it("knows a firewall's page", async () => {
    get().reply(200, '<html>Váš požadavek byl z bezpečnostních důvodů zablokován</html>', html);
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'blocked' });
  });

  it('is told to slow down, and for how long', async () => {
    get().reply(429, {}, { 'retry-after': '120' });
    expect(await ares.byIco(bridges)).toMatchObject({
      kind: 'unavailable',
      reason: 'blocked',
      retryInMs: 120_000,
    });
  });

  it.each([401, 403])('is refused with %i', async (status) => {
    get().reply(status, { kod: 'NENI_OPRAVNENI' });
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'blocked' });
  });

  it.each([500, 502, 503])('finds ARES down with %i', async (status) => {
    get().reply(status, { kod: 'OBECNA_CHYBA', subKod: 'SYSTEMOVA_CHYBA' });
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'down' });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'CERT_HAS_EXPIRED'])(
    'finds ARES down with %s',
    async (code) => {
      get().replyWithError(Object.assign(new Error(code), { code }));
      expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'down', detail: code });
    },
  );

  it('does not wait for silence', async () => {
    get().delay(30_000).reply(200, record('00000019'));
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });

  it('does not read ten megabytes', async () => {
    get().reply(200, `{"ico":"00000019","obchodniJmeno":"${'M'.repeat(10_000_000)}"}`, asJson);
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('does not follow a redirect', async () => {
    const elsewhere = nock('https://elsewhere.test').get('/').reply(200, record('00000019'));
    get().reply(302, '', { location: 'https://elsewhere.test/' });
    expect(await ares.byIco(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
    expect(elsewhere.isDone()).toBe(false);
    nock.cleanAll();
  });
});

describe('asking ARES for a name', () => {
  it('sends the name as it was typed and gives the records', async () => {
    nock(host)
      .post(`${root}/vyhledat`, { obchodniJmeno: 'mostní "stavby" *%', start: 0, pocet: 20 })
      .reply(200, { pocetCelkem: 2, ekonomickeSubjekty: [record('00000019'), record('00000124')] });
    const answer = await ares.byName('mostní "stavby" *%', 20);
    expect(answer).toMatchObject({
      kind: 'matches',
      total: 2,
      companies: [{ ico: '00000019' }, { ico: '00000124' }],
    });
  });

  it('finds nobody', async () => {
    post().reply(200, { pocetCelkem: 0, ekonomickeSubjekty: [] });
    expect(await ares.byName('Nikde nikdo', 20)).toEqual({ kind: 'matches', total: 0, companies: [] });
  });

  it('leaves out subjects without an IČO, but counts them', async () => {
    const nameless = aresSubject(companies.find((company) => company.ico === null)!);
    post().reply(200, { pocetCelkem: 2, ekonomickeSubjekty: [nameless, record('00000019')] });
    expect(await ares.byName('Brno', 20)).toMatchObject({ total: 2, companies: [{ ico: '00000019' }] });
  });

  it('is told that more than 1,000 match, and how many', async () => {
    post().reply(400, aresErrors.tooMany('585 478'));
    expect(await ares.byName('s.r.o.', 20)).toEqual({ kind: 'tooMany', total: 585_478 });
  });

  it.each([
    ['a count without a list', 200, { pocetCelkem: 3 }],
    ['a list without a count', 200, { ekonomickeSubjekty: [] }],
    ['another complaint about the question', 400, aresErrors.emptyQuery],
    ['a wrong address', 404, aresErrors.wrongUrl('/vyhledat')],
    ['"not found", which a list never is', 404, aresErrors.notFound('-')],
  ])('never takes %s for an empty list', async (_what, status, body) => {
    post().reply(status, body);
    expect(await ares.byName('Mostní', 20)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('finds ARES down', async () => {
    post().reply(503, 'Service Unavailable');
    expect(await ares.byName('Mostní', 20)).toMatchObject({ kind: 'unavailable', reason: 'down' });
  });
});

describe('asking ARES for an address', () => {
  it('sends it as the text of the seat', async () => {
    const asked = { sidlo: { textovaAdresa: 'Příční 118, Brno' }, start: 0, pocet: 20 };
    nock(host)
      .post(`${root}/vyhledat`, asked)
      .reply(200, { pocetCelkem: 1, ekonomickeSubjekty: [record('00000019')] });
    expect(await ares.byAddress('Příční 118, Brno', 20)).toMatchObject({ kind: 'matches', total: 1 });
  });
});

describe('asking ARES who acts for a company', () => {
  const vr = () => nock(host).get(`${root}-vr/00000019`);

  it('gives the people of the living record', async () => {
    vr().reply(200, vrSubject('00000019') ?? {});
    expect(await ares.leadership(bridges)).toMatchObject({
      kind: 'found',
      leadership: { courtFile: 'B 1581/KSBR', executives: [{ role: 'předsedkyně představenstva' }, {}, {}] },
    });
  });

  it('takes "not in the public register" for an answer, and a wrong address for none', async () => {
    vr().reply(404, aresErrors.notFound('00000019'));
    expect(await ares.leadership(bridges)).toEqual({ kind: 'notFound' });
    vr().reply(404, aresErrors.wrongUrl('/x'));
    expect(await ares.leadership(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it.each([
    ['somebody else', { icoId: '00000027', zaznamy: [] }],
    ['no list of records', { icoId: '00000019', zaznamy: 'žádné' }],
    [
      'members that cannot be read',
      { icoId: '00000019', zaznamy: [{ statutarniOrgany: [{ clenoveOrganu: 7 }] }] },
    ],
    ['an end that is no day', { icoId: '00000019', zaznamy: [{ datumVymazu: 'loni' }] }],
  ])('does not take %s for "nobody acts"', async (_, body) => {
    vr().reply(200, body);
    expect(await ares.leadership(bridges)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });
});
