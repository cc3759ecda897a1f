import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxRegisters, startRegisters } from '../../src/sandbox/registers.ts';

const root = path.join(import.meta.dirname, '../..');

/** The command as an operator runs it, in a process of its own. */
describe('npm run company', () => {
  let registers: SandboxRegisters;
  let folder: string;

  beforeAll(async () => {
    registers = await startRegisters();
    folder = mkdtempSync(path.join(tmpdir(), 'vizitka-company-'));
    // What the server is told in its `.env` holds for the command beside it.
    const told = { DATABASE_URL: `sqlite:${path.join(folder, 'vizitka.sqlite')}`, ...registers.env };
    const lines = Object.entries(told).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(path.join(folder, '.env'), lines.join(''));
  });
  afterAll(async () => {
    await registers.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const tool = path.join(root, 'src/cli/company.ts');
      const child = spawn(path.join(root, 'node_modules/.bin/node'), [tool, ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
      });
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk) => (out += chunk));
      child.stderr.on('data', (chunk) => (err += chunk));
      child.on('close', (code) => resolve({ code, out, err }));
    });

  it('prints the record with its source and age, from memory the second time, and anew with --refresh', async () => {
    const first = await run('00000019');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(first.out)).toMatchObject({
      source: 'ares',
      ico: '00000019',
      name: 'Mostní stavby Brno, a.s.',
      office: { postalCode: '602 00', city: 'Brno' },
      state: 'active',
      age: 'ARES, teď',
      stale: false,
    });
    await run('000 000 19');
    expect(registers.asked).toEqual(['GET 00000019']);
    await run('00000019', '--refresh');
    expect(registers.asked).toEqual(['GET 00000019', 'GET 00000019']);
  });

  it('says what the public, VAT and insolvency registers and VIES say of a Czech company', async () => {
    const { out } = await run('00000019', '--country', 'CZ');
    expect(JSON.parse(out)).toMatchObject({
      executives: [{ name: 'Ing. Blažena Pilířová, Ph.D.' }, { name: 'Řehoř Oblouk-Malta' }],
      vatRegister: { kind: 'answered', subject: { kind: 'payer' } },
      insolvencyVerdict: 'unconfirmed',
      registers: [
        { source: 'ARES', state: 'found' },
        { source: 'veřejný rejstřík', state: 'found' },
        { source: 'registr plátců DPH', state: 'answered' },
        { source: 'insolvenční rejstřík', state: 'answered' },
        { source: 'VIES', state: 'unavailable', trouble: 'down: VIES MS_UNAVAILABLE' },
      ],
    });
  });

  it('finds by name', async () => {
    const { code, out } = await run('mostni', 'stavby');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ total: 1, companies: [{ ico: '00000019' }] });
  });

  it.each([
    [['0000019'], 2, 'IČO má 8 číslic, tady jich je 7. Nechybí nula na začátku?'],
    [['CZ00000019'], 2, 'DIČ'],
    [[], 2, 'npm run company'],
    [['00000019', '--loud'], 2, 'npm run company'],
    [['00000205'], 1, 'nezná'],
    [['s.r.o.'], 2, 'Přidej další slovo'],
  ])('with %j ends with %i and says why', async (args, code, sentence) => {
    const done = await run(...args);
    expect(done.code).toBe(code);
    expect(done.err).toContain(sentence);
    expect(done.out).toBe('');
  });

  it('warns of a wrong check digit and goes on', async () => {
    const { code, out, err } = await run('00000012');
    expect(code).toBe(0);
    expect(err).toContain('Kontrolní číslice');
    expect(JSON.parse(out)).toMatchObject({ name: 'Lesní družstvo Jedlová, družstvo' });
  });

  it('says of each register what it said and when, for a Slovak company', async () => {
    const { code, out, err } = await run('00000221');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      source: 'rpo',
      name: 'Oceľové haly Pod Kriváňom, s. r. o.',
      dic: '2020000004',
      vatNumber: 'SK2020000004',
      vatCheck: { kind: 'valid', consultation: 'WAPIAAAAinvented' },
      age: 'RPO, teď',
      registers: [
        { source: 'ARES', state: 'notFound', stale: false, trouble: null },
        { source: 'RPO', state: 'found', age: 'RPO, teď', stale: false, trouble: null },
        { source: 'RÚZ', state: 'found', age: 'RÚZ, teď', stale: false, trouble: null },
        { source: 'VIES', state: 'valid', age: 'VIES, teď', stale: false, trouble: null },
      ],
    });
  });

  it('prints both companies of a number that both countries know, or the one of --country', async () => {
    const both = await run('00000132');
    expect(both.err).toContain('mají dvě firmy');
    expect(JSON.parse(both.out).companies).toMatchObject([{ source: 'ares' }, { source: 'rpo' }]);
    const slovak = await run('00000132', '--country', 'SK');
    expect(JSON.parse(slovak.out)).toMatchObject({ source: 'rpo', name: 'Pekáreň Zlatý klas, s. r. o.' });
    const czech = await run('00000221', '--country', 'CZ');
    expect(czech).toMatchObject({ code: 1, out: '', err: expect.stringContaining('slovenské ne') });
    expect(await run('00000221', '--country', 'HU')).toMatchObject({ code: 2 });
  });

  it('shows what it remembers when ARES is down, else says so', async () => {
    await run('00000027');
    registers.weather('html');
    const old = await run('00000027', '--refresh');
    const unknown = await run('00000035');
    registers.weather('fine');
    expect(JSON.parse(old.out)).toMatchObject({ ico: '00000027', stale: true });
    expect(old.err).toContain('ARES teď neodpovídá');
    expect(unknown).toMatchObject({ code: 3, out: '', err: expect.stringContaining('odmítá') });
  });
});
