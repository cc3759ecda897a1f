import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { slovaks, viesError, viesVerdict } from '../../fixtures/registers/slovak.ts';
import { createVies } from '../../src/features/registers/vies.ts';
import { isSlovakVatNumber } from '../../src/features/registers/vies-number.ts';
import { withoutNetwork } from '../support/no-network.ts';

const host = 'https://vies.test';
const vies = createVies({ url: `${host}/rest-api`, requester: 'CZ00000019', timeoutMs: 400 });
const number = 'SK2020000004';
const asked = {
  countryCode: 'SK',
  vatNumber: '2020000004',
  requesterMemberStateCode: 'CZ',
  requesterNumber: '00000019',
};
const post = () => nock(host).post('/rest-api/check-vat-number', asked);
const asJson = { 'content-type': 'application/json' };
const verdict = viesVerdict('2020000004', slovaks[0]!);

withoutNetwork();

describe('a VAT number at VIES', () => {
  it('is valid, with the name, the address on one line, and the consultation number', async () => {
    post().reply(200, verdict);
    expect(await vies.check(number)).toEqual({
      kind: 'valid',
      name: 'Oceľové haly Pod Kriváňom, s. r. o.',
      address: 'Priemyselná 812, 03101 Liptovská Lúčka, Slovensko',
      consultation: 'WAPIAAAAinvented',
    });
  });

  it('is valid without a name where the state does not disclose it (---)', async () => {
    post().reply(200, { ...verdict, name: '---', address: '---' });
    expect(await vies.check(number)).toMatchObject({ kind: 'valid', name: null, address: null });
  });

  it('has no consultation number when nobody says who asks', async () => {
    nock(host)
      .post('/rest-api/check-vat-number', { countryCode: 'SK', vatNumber: '2020000004' })
      .reply(200, { ...verdict, requestIdentifier: '' });
    const plain = createVies({ url: `${host}/rest-api`, timeoutMs: 400 });
    expect(await plain.check(number)).toMatchObject({ kind: 'valid', consultation: null });
  });

  it('is not valid only when VIES says so', async () => {
    post().reply(200, viesVerdict('2020000004', null));
    expect(await vies.check(number)).toEqual({ kind: 'notValid', consultation: null });
  });

  it.each([
    ['MS_UNAVAILABLE', 'down'],
    ['SERVICE_UNAVAILABLE', 'down'],
    ['TIMEOUT', 'timeout'],
    ['IP_BLOCKED', 'blocked'],
    ['VAT_BLOCKED', 'blocked'],
    ['MS_MAX_CONCURRENT_REQ', 'busy'],
    ['GLOBAL_MAX_CONCURRENT_REQ_TIME', 'busy'],
    ['INVALID_INPUT', 'badAnswer'],
    ['INVALID_REQUESTER_INFO', 'badAnswer'],
    ['VOW-ERR-11', 'badAnswer'],
    ['SOMETHING_NEW', 'badAnswer'],
  ])('with %s inside a 200 is not known now', async (code, reason) => {
    post().reply(200, viesError(code));
    expect(await vies.check(number)).toMatchObject({ kind: 'unavailable', reason, detail: `VIES ${code}` });
  });

  it('with a userError beside "not valid" is not known now', async () => {
    post().reply(200, { ...viesVerdict('2020000004', null), userError: 'MS_UNAVAILABLE' });
    expect(await vies.check(number)).toMatchObject({ kind: 'unavailable', reason: 'down' });
  });

  it('with userError INVALID is not valid', async () => {
    post().reply(200, { ...viesVerdict('2020000004', null), userError: 'INVALID' });
    expect(await vies.check(number)).toMatchObject({ kind: 'notValid' });
  });

  it('with the verdict of another number is not known now', async () => {
    post().reply(200, viesVerdict('2020000015', null));
    expect(await vies.check(number)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it.each([
    ['HTTP 400 with an error', 400, JSON.stringify(viesError('VOW-ERR-11')), asJson, 'badAnswer'],
    ['a page', 200, '<html></html>', { 'content-type': 'text/html' }, 'badAnswer'],
    ['nothing', 200, '', asJson, 'badAnswer'],
    ['half of a JSON', 200, '{"valid":fal', asJson, 'badAnswer'],
    ['no verdict', 200, '{"countryCode":"SK","vatNumber":"2020000004"}', asJson, 'badAnswer'],
    ['a text for a verdict', 200, JSON.stringify({ ...verdict, valid: 'false' }), asJson, 'badAnswer'],
    ['ten megabytes', 200, `"${'M'.repeat(10_000_000)}"`, asJson, 'badAnswer'],
    ['a redirect', 302, '', { location: 'https://elsewhere.test/' }, 'badAnswer'],
    ['500', 500, '{}', asJson, 'down'],
  ])('with %s is not known now, never "not valid"', async (_what, status, body, headers, reason) => {
    post().reply(status, body, headers);
    expect(await vies.check(number)).toMatchObject({ kind: 'unavailable', reason });
  });

  it('with silence is not known now', async () => {
    post().delay(30_000).reply(200, verdict);
    expect(await vies.check(number)).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });
});

describe('the shape of an IČ DPH', () => {
  it('is SK and ten digits: divisible by 11, the first not 0, the third 2, 3, 4, 7, 8 or 9', () => {
    expect(['SK2020000004', 'SK2120000003'].map(isSlovakVatNumber)).toEqual([true, true]);
    const wrong = [
      '2020000004',
      'SK2020000005',
      'SK0020000002',
      'SK2010000003',
      'SK202000000',
      'CZ2020000004',
    ];
    expect(wrong.filter(isSlovakVatNumber)).toEqual([]);
  });
});
