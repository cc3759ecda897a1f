import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { ruzEntity, slovaks } from '../../fixtures/registers/slovak.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { createRuz } from '../../src/features/registers/ruz.ts';
import { withoutNetwork } from '../support/no-network.ts';

const host = 'https://ruz.test';
const ruz = createRuz({ url: `${host}/cruz-public/api`, timeoutMs: 400 });
const halls = Ico.parse('00000221');
const entity = ruzEntity(slovaks[0]!);
const list = () =>
  nock(host).get('/cruz-public/api/uctovne-jednotky').query({ 'zmenene-od': '2000-01-01', ico: '00000221' });
const one = (id: number) => nock(host).get('/cruz-public/api/uctovna-jednotka').query({ id });
const asJson = { 'content-type': 'application/json' };

withoutNetwork();

describe('the DIČ of a Slovak company', () => {
  it('comes from RÚZ in two steps: the id by the IČO, with the zmenene-od that must be there, then the entity', async () => {
    list().reply(200, { id: [221], existujeDalsieId: false });
    one(221).reply(200, entity);
    expect(await ruz.byIco(halls)).toEqual({ kind: 'found', dic: '2020000004' });
  });

  it('can be missing, and is then not put together from anything', async () => {
    const { dic: _, ...without } = entity;
    list().reply(200, { id: [221] });
    one(221).reply(200, without);
    expect(await ruz.byIco(halls)).toEqual({ kind: 'found', dic: null });
  });

  it('no id is no accounting entity', async () => {
    list().reply(200, { id: [], existujeDalsieId: false });
    expect(await ruz.byIco(halls)).toEqual({ kind: 'notFound' });
  });

  it('a deleted record (it has `stav`) is passed over', async () => {
    list().reply(200, { id: [1, 221] });
    one(1).reply(200, { id: 1, stav: 'ZMAZANÉ' });
    one(221).reply(200, entity);
    expect(await ruz.byIco(halls)).toMatchObject({ dic: '2020000004' });
  });

  it('an unknown id answers 404 with an empty body: an outage, not "no such company"', async () => {
    list().reply(200, { id: [221] });
    one(221).reply(404, '');
    expect(await ruz.byIco(halls)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('another entity than the one asked for is not taken', async () => {
    list().reply(200, { id: [221] });
    one(221).reply(200, { ...entity, ico: '00000230' });
    expect(await ruz.byIco(halls)).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it.each([
    [
      'a page of its firewall',
      200,
      '<html>Request Rejected</html>',
      { 'content-type': 'text/html' },
      'blocked',
    ],
    ['nothing', 200, '', asJson, 'badAnswer'],
    ['half of a JSON', 200, '{"id":[2', asJson, 'badAnswer'],
    ['an error inside a 200', 200, '{"chyba":"x"}', asJson, 'badAnswer'],
    ['ten megabytes', 200, `{"id":["${'M'.repeat(10_000_000)}"]}`, asJson, 'badAnswer'],
    ['a redirect', 302, '', { location: 'https://elsewhere.test/' }, 'badAnswer'],
    ['503', 503, '', {}, 'down'],
  ])('%s is an outage', async (_what, status, body, headers, reason) => {
    list().reply(status, body, headers);
    expect(await ruz.byIco(halls)).toMatchObject({ kind: 'unavailable', reason });
  });

  it('silence is given up', async () => {
    list().delay(30_000).reply(200, {});
    expect(await ruz.byIco(halls)).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });
});
