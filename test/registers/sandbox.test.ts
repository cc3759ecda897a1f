import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { companies } from '../../fixtures/registers/companies.ts';
import { type Ares, createAres } from '../../src/features/registers/ares.ts';
import { hasValidChecksum, Ico } from '../../src/features/registers/model.ts';
import { createRegisters } from '../../src/features/registers/port.ts';
import { monotonic, systemTime } from '../../src/lib/time.ts';
import { type SandboxRegisters, startRegisters } from '../../src/sandbox/registers.ts';

describe('registers of the sandbox', () => {
  let registers: SandboxRegisters;
  let ares: Ares;

  beforeAll(async () => {
    registers = await startRegisters();
    ares = createAres({ url: registers.url, time: systemTime, timeoutMs: 300 });
  });
  afterAll(() => registers.stop());

  it('answer for every invented company in the shape that our client reads', async () => {
    for (const { ico, name } of companies.filter((company) => company.ico !== null)) {
      const answer = await ares.byIco(Ico.parse(ico));
      expect(answer).toMatchObject({ kind: 'found', facts: { ico, name } });
    }
  });

  it('know nobody else', async () => {
    expect(await ares.byIco(Ico.parse('00000205'))).toEqual({ kind: 'notFound' });
  });

  it('search by words, diacritics or not', async () => {
    expect(await ares.byName('mostni stavby', 10)).toMatchObject({
      total: 1,
      companies: [{ ico: '00000019' }],
    });
    expect(await ares.byName('mostní', 10)).toMatchObject({ total: 2 });
  });

  it('complain as ARES does about too much and too little', async () => {
    expect(await ares.byName('s.r.o.', 10)).toEqual({ kind: 'tooMany', total: 585_478 });
    expect(await ares.byName(' ', 10)).toMatchObject({
      kind: 'unavailable',
      detail: 'HTTP 400 VSTUP_PRAZDNY',
    });
  });

  it.each([
    ['down', 'down'],
    ['html', 'blocked'],
    ['busy', 'blocked'],
    ['slow', 'timeout'],
    ['silent', 'timeout'],
  ] as const)('have bad weather: %s', async (weather, reason) => {
    registers.weather(weather);
    expect(await ares.byIco(Ico.parse('00000019'))).toMatchObject({ kind: 'unavailable', reason });
    registers.weather('fine');
  });

  it('do not hold up a product that stops', async () => {
    registers.weather('silent');
    const { ares: patient, aresManners, stop } = createRegisters({ ...registers.urls, time: systemTime });
    const asking = [...'123456789'].map((digit) =>
      aresManners.ask(
        digit,
        () => patient.byIco(Ico.parse(digit)),
        async () => {},
      ),
    );
    const before = monotonic();
    await stop();
    expect(monotonic() - before).toBeLessThan(1000);
    for (const answer of await Promise.all(asking)) expect(answer.kind).toBe('unavailable');
    registers.weather('fine');
  });

  it('invent companies whose check digits are right, but for the one that shows the warning', () => {
    const wrong = companies.filter((company) => company.ico !== null && !hasValidChecksum(company.ico));
    expect(wrong.map((company) => company.ico)).toEqual(['00000012']);
    expect(new Set(companies.map((company) => company.ico)).size).toBe(companies.length);
  });
});
