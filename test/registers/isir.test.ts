import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { type InventedCase, insolvencyCases, isirAnswer } from '../../fixtures/registers/isir.ts';
import { createIsir } from '../../src/features/registers/isir.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { withoutNetwork } from '../support/no-network.ts';

const host = 'https://isir.test:8443';
const isir = createIsir({ url: `${host}/isir`, timeoutMs: 400 });
const xml = { 'content-type': 'text/xml;charset=UTF-8' };
const post = () => nock(host).post('/isir');
const textiles = insolvencyCases[0] as InventedCase;
const ico = Ico.parse('00000175');

/** The register's answer about the textile mill. */
async function said(text: string) {
  post().reply(200, text, xml);
  return isir.byIco(ico);
}

/** One case of theirs, some facts of it replaced. */
async function told(changes: Partial<InventedCase>) {
  const answer = await said(isirAnswer([{ ...textiles, ...changes }]));
  if (answer.kind === 'unavailable') throw new Error(answer.detail);
  return answer.cases[0];
}

withoutNetwork();

describe('asking the insolvency register', () => {
  it('asks by IČO, with plain children in their order, for ended cases too', async () => {
    let asked = '';
    nock(host, { reqheaders: { soapaction: '""' } })
      .post('/isir', (body) => {
        asked = String(body);
        return true;
      })
      .reply(200, isirAnswer([]), xml);
    await isir.byIco(ico);
    expect(asked).toContain(
      '<ic>00000175</ic><maxPocetVysledku>100</maxPocetVysledku><filtrAktualniRizeni>F</filtrAktualniRizeni></t:',
    );
  });

  it('tells the case by its reference, state, court, days and link', async () => {
    expect(await told({})).toEqual({
      reference: '41 INS 1175/2026',
      state: 'KONKURS',
      ongoing: true,
      since: '2026-06-15',
      until: null,
      court: 'Krajský soud v Hradci Králové',
      link: 'https://isir.justice.cz/isir/ueu/evidence_upadcu_detail.do?id=00000175',
    });
  });

  it.each(['NEVYRIZENA', 'ÚPADEK', 'KONKURS', 'REORGANIZ', 'ODDLUŽENÍ', 'NOVÝ STAV'])(
    'takes the state %s for ongoing',
    async (state) => {
      expect(await told({ state })).toMatchObject({ ongoing: true, state });
    },
  );

  it.each(['ODSKRTNUTA', 'PRAVOMOCNA', 'VYRIZENA', 'MYLNÝ ZÁP.'])(
    'takes the state %s for ended',
    async (state) => {
      expect(await told({ state })).toMatchObject({ ongoing: false });
    },
  );

  it('takes a case with the day of its end for ended, whatever its state says', async () => {
    expect(await told({ state: 'ÚPADEK', until: '2026-09-30Z' })).toMatchObject({
      ongoing: false,
      until: '2026-09-30',
    });
  });

  it.each([
    ['WS2', isirAnswer([], { error: 'WS2' })],
    ['a count of zero', isirAnswer([], { count: '0' })],
    ['no count at all', isirAnswer([])],
  ])('knows no case when it answers with %s', async (_what, text) => {
    expect(await said(text)).toEqual({ kind: 'answered', cases: [] });
  });

  it.each([
    ['WS4', 'down'],
    ['SQL1', 'down'],
    ['SERVER1', 'down'],
    ['WS1', 'badAnswer'],
    ['WS3', 'badAnswer'],
  ])('never takes %s for "not insolvent"', async (error, reason) => {
    expect(await said(isirAnswer([], { error }))).toMatchObject({ kind: 'unavailable', reason });
  });

  it.each([
    ['a count without cases', isirAnswer([], { count: '2' })],
    ['an envelope without a state', '<e:Envelope xmlns:e="x"><e:Body><other/></e:Body></e:Envelope>'],
    ['somebody else', isirAnswer([{ ...textiles, ico: '00000019' }])],
    ['a case without a number', isirAnswer([{ ...textiles, number: '' }])],
    ['half of an answer', isirAnswer([textiles]).slice(0, 500)],
    ['a page in the clothes of XML', '<html><body>Odstávka</body></html>'],
    ['entities of its own', `<!DOCTYPE a>${isirAnswer([])}`],
  ])('never takes %s for "not insolvent"', async (_what, text) => {
    expect(await said(text)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('never takes a page for "not insolvent"', async () => {
    post().reply(200, '<html>Odstávka</html>', { 'content-type': 'text/html' });
    expect(await isir.byIco(ico)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('never takes silence, ten megabytes or a way elsewhere for "not insolvent"', async () => {
    post().delay(30_000).reply(200, isirAnswer([]), { 'content-type': 'text/xml' });
    expect(await isir.byIco(ico)).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
    post().reply(200, `<a>${'M'.repeat(10_000_000)}</a>`, { 'content-type': 'text/xml' });
    expect(await isir.byIco(ico)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
    post().reply(302, '', { location: 'https://elsewhere.test/' });
    expect(await isir.byIco(ico)).toMatchObject({ kind: 'unavailable', detail: 'HTTP 302' });
  });

  it('does not take another debtor of the same case for the one asked for', async () => {
    const answer = await said(isirAnswer([textiles, { ...textiles, ico: '00000019', number: '9' }]));
    expect(answer).toMatchObject({ cases: [{ reference: '41 INS 1175/2026' }] });
    expect(answer.kind === 'answered' && answer.cases).toHaveLength(1);
  });

  it('tells a case once, although it comes with each address', async () => {
    const answer = await said(isirAnswer([textiles, { ...textiles, addressKind: 'POBOČKA' }]));
    expect(answer.kind === 'answered' && answer.cases).toHaveLength(1);
  });

  it('puts what is going on before what is over', async () => {
    const over = { ...textiles, number: '1', state: 'ODSKRTNUTA' };
    expect(await said(isirAnswer([over, textiles]))).toMatchObject({
      cases: [{ ongoing: true }, { ongoing: false }],
    });
  });

  it('lets no birth number, name or address out', async () => {
    const answer = await said(isirAnswer([{ ...textiles, birthNumber: '755000/0012' }]));
    const text = JSON.stringify(answer);
    expect(text).not.toContain('755000');
    expect(text).not.toContain('Textilka');
    expect(text).not.toContain('Trutnov');
  });

  it('gives no link that leads elsewhere', async () => {
    const text = isirAnswer([textiles]).replace(
      'https://isir.justice.cz/',
      'https://isir.justice.cz.example/',
    );
    expect(await said(text)).toMatchObject({ cases: [{ link: null }] });
  });
});
