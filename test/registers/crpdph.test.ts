import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { crpdphAnswer, type InventedVatSubject, vatSubjects } from '../../fixtures/registers/crpdph.ts';
import { createCrpdph } from '../../src/features/registers/crpdph.ts';
import { frozenTime } from '../../src/lib/time.ts';
import { withoutNetwork } from '../support/no-network.ts';

const host = 'https://adis.test';
const time = frozenTime('2026-11-23T08:00:00.000Z');
const crpdph = createCrpdph({ url: `${host}/CRPDPHSOAP`, time, timeoutMs: 400 });
const xml = { 'content-type': 'text/xml; charset=utf-8' };
const post = () => nock(host).post('/CRPDPHSOAP');
const bridges = vatSubjects[0] as InventedVatSubject;

/** What the register says of one number. */
async function said(subject: Partial<InventedVatSubject>, dic = 'CZ00000019') {
  post().reply(200, crpdphAnswer([{ ...bridges, ...subject }]), xml);
  const answer = await crpdph.byDics([dic]);
  if (answer.kind === 'unavailable') throw new Error(answer.detail);
  return answer.subjects.get(dic);
}

withoutNetwork();
afterEach(() => {
  time.set('2026-11-23T08:00:00.000Z' as never);
});

describe('asking the VAT register', () => {
  it('names the operation and sends each number in an element of its own', async () => {
    let asked = '';
    nock(host, {
      reqheaders: {
        soapaction: '"http://adis.mfcr.cz/rozhraniCRPDPH/getStatusNespolehlivySubjektRozsireny"',
        'content-type': /^text\/xml/,
      },
    })
      .post('/CRPDPHSOAP', (body) => {
        asked = String(body);
        return true;
      })
      .reply(200, crpdphAnswer(vatSubjects), xml);
    expect(await crpdph.byDics(['CZ00000019', 'CZ00000027'])).toMatchObject({ kind: 'answered' });
    expect(asked).toContain(
      '<StatusNespolehlivySubjektRozsirenyRequest xmlns="http://adis.mfcr.cz/rozhraniCRPDPH/"><dic>00000019</dic><dic>00000027</dic></',
    );
  });

  it('tells a payer with accounts, Czech ones and those abroad', async () => {
    expect(await said({})).toEqual({
      kind: 'payer',
      unreliable: false,
      unreliableSince: null,
      accounts: [
        { iban: 'CZ6508000000192000145399', local: '19-2000145399/0800', since: '2013-04-09', until: null },
        { iban: 'SK2909000000005033845424', local: null, since: '2015-08-06', until: null },
      ],
    });
  });

  it('reads a Czech account that was published as an IBAN like the others', async () => {
    const subject = await said({ accounts: [{ iban: 'CZ6508000000192000145399', since: '2018-05-22' }] });
    expect(subject?.accounts).toMatchObject([{ local: '19-2000145399/0800' }]);
  });

  it('says since when a payer is unreliable', async () => {
    expect(await said({ unreliable: 'ANO', since: '2026-03-02' })).toMatchObject({
      unreliable: true,
      unreliableSince: '2026-03-02',
    });
  });

  it.each([
    ['PLATCE_DPH', 'payer'],
    ['IDENTIFIKOVANA_OSOBA', 'identified'],
    ['SKUPINA_DPH', 'group'],
    ['NESPOLEHLIVA_OSOBA', 'unreliablePerson'],
    ['NENALEZEN', 'none'],
    ['NOVY_DRUH', 'unknown'],
  ])('tells %s as %s', async (kind, read) => {
    expect(await said({ kind })).toMatchObject({ kind: read });
  });

  it('takes what is neither ANO nor NE for neither', async () => {
    expect(await said({ kind: 'NENALEZEN', unreliable: 'NENALEZEN' })).toMatchObject({
      kind: 'none',
      unreliable: null,
    });
    expect(await said({ unreliable: 'MOZNA' })).toMatchObject({ unreliable: null });
  });

  it.each(['00000019', 'CZ00000019', 'cz 00000019'])('knows its number again in the echo %j', async (dic) => {
    expect(await said({ dic })).toMatchObject({ kind: 'payer' });
  });

  it('does not find a member of a VAT group under its own number, but the group under its', async () => {
    expect(await said({ dic: 'CZ00000094', kind: 'NENALEZEN' }, 'CZ00000094')).toMatchObject({
      kind: 'none',
    });
    expect(
      await said({ dic: 'CZ699000019', kind: 'SKUPINA_DPH', name: undefined }, 'CZ699000019'),
    ).toMatchObject({ kind: 'group' });
  });

  it('says of a number that is not answered nothing at all', async () => {
    post().reply(200, crpdphAnswer([bridges], { code: '1', text: 'Příliš mnoho DIČ' }), xml);
    const answer = await crpdph.byDics(['CZ00000019', 'CZ00000027']);
    expect(answer.kind === 'answered' && [...answer.subjects.keys()]).toEqual(['CZ00000019']);
  });

  it('takes an answer about somebody else for no answer', async () => {
    post().reply(200, crpdphAnswer([bridges]), xml);
    expect(await crpdph.byDics(['CZ00000027'])).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it.each([
    ['2', 'maintenance'],
    ['3', 'down'],
    ['77', 'badAnswer'],
  ])('does not take statusCode %s for an answer', async (code, reason) => {
    post().reply(200, crpdphAnswer([], { code, text: 'x' }), xml);
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ kind: 'unavailable', reason });
  });

  it.each([
    [
      'a firewall says in HTML that we are blocked',
      'Váš požadavek byl z bezpečnostních důvodů zablokován',
      'blocked',
    ],
    ['a page says anything else', 'Vítejte', 'badAnswer'],
  ])('is unavailable, never "not a payer", when %s', async (_what, words, reason) => {
    post().reply(200, `<html><body>${words}</body></html>`, { 'content-type': 'text/html' });
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ kind: 'unavailable', reason });
  });

  it.each([
    ['a page in the clothes of XML', '<html><body>x</body></html>'],
    ['half of an answer', crpdphAnswer([bridges]).slice(0, 400)],
    ['nothing', ''],
    ['entities of its own', `<!DOCTYPE a [<!ENTITY b "c">]>${crpdphAnswer([bridges])}`],
    ['an envelope without an answer', '<e:Envelope xmlns:e="x"><e:Body><other/></e:Body></e:Envelope>'],
  ])('is unavailable when it gives %s', async (_what, text) => {
    post().reply(200, text, xml);
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('is unavailable when it gives ten megabytes, or sends us elsewhere', async () => {
    post().reply(200, `<a>${'M'.repeat(10_000_000)}</a>`, xml);
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
    post().reply(302, '', { location: 'https://elsewhere.test/' });
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ kind: 'unavailable', detail: 'HTTP 302' });
  });

  it('is read past fields that were added', async () => {
    const added = crpdphAnswer([bridges]).replace(
      '<zverejneneUcty>',
      '<novinka x="1"><y/></novinka><zverejneneUcty>',
    );
    post().reply(200, added, xml);
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ kind: 'answered' });
  });

  it('is told a Fault once: our question is wrong, so asking again would not help', async () => {
    const fault =
      '<e:Envelope xmlns:e="x"><e:Body><e:Fault><faultcode>e:Client</faultcode></e:Fault></e:Body></e:Envelope>';
    post().reply(500, fault, xml);
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({
      reason: 'badAnswer',
      detail: 'HTTP 500 text/xml Fault e:Client',
    });
  });

  it.each([
    ['2026-11-22T23:00:00.000Z', 'at midnight in Prague', 600_000],
    ['2026-11-22T23:09:00.000Z', 'at 0:09', 60_000],
    ['2026-11-22T02:30:00.000Z', 'on Sunday at 3:30', 1_800_000],
    ['2026-07-18T22:05:00.000Z', 'at 0:05 in summer', 300_000],
  ])('is not asked in its maintenance (%s, %s)', async (now, _when, retryInMs) => {
    time.set(now as never);
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ reason: 'maintenance', retryInMs });
  });

  it.each(['2026-11-22T23:10:00.000Z', '2026-11-23T02:30:00.000Z', '2026-11-22T03:00:00.000Z'])(
    'is asked right after it, and on other days at three (%s)',
    async (now) => {
      time.set(now as never);
      expect(await said({})).toMatchObject({ kind: 'payer' });
    },
  );

  it('is never asked for more than a hundred at once', async () => {
    await expect(crpdph.byDics(Array.from({ length: 101 }, () => 'CZ00000019'))).rejects.toThrow(RangeError);
  });

  it('keeps nobody waiting in silence', async () => {
    post()
      .delay(2000)
      .reply(200, crpdphAnswer([bridges]), xml);
    expect(await crpdph.byDics(['CZ00000019'])).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });
});
