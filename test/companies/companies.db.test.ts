import { describe, expect, it } from 'vitest';
import { listEvents } from '../../src/events/record.ts';
import { readCompanyCard } from '../../src/features/companies/card.ts';
import {
  answerDifferences,
  compareWithRegister,
  keepFromRegister,
  lookUpCompany,
} from '../../src/features/companies/register-service.ts';
import { findCompanies, readPick } from '../../src/features/companies/search-service.ts';
import {
  changeCompany,
  createTypedCompany,
  getCompany,
  keepCompany,
} from '../../src/features/companies/service.ts';
import { awardDeal } from '../../src/features/deals/outcome-service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { office } from './office.ts';

const bridges = Ico.parse('00000019');
const typed = { name: '', ico: null, dic: null, street: null, city: null, postalCode: null, website: null };

describe('looking for a company', () => {
  it('asks the register only when we have fewer than three, and for a name of five letters and more', async () => {
    const { eva, asked } = await office();
    await findCompanies(eva, 'most');
    expect(asked()).toEqual([]);
    const found = await findCompanies(eva, 'mostní');
    expect(found.register.map((company) => company.name)).toContain('Mostní stavby Brno, a.s.');
    for (const name of ['Kovárna A', 'Kovárna B', 'Kovárna C']) await keepCompany(eva, { name });
    const before = asked().length;
    expect((await findCompanies(eva, 'kovárna')).own).toHaveLength(3);
    expect(asked()).toHaveLength(before);
  });

  it('by eight digits finds it in the register, and then among ours', async () => {
    const { eva } = await office();
    expect(await lookUpCompany(eva, bridges)).toMatchObject({ kind: 'register' });
    const kept = await keepFromRegister(eva, bridges);
    expect(kept).toMatchObject({ kind: 'own', company: { ico: '00000019', register: 'ares', city: 'Brno' } });
    expect(await findCompanies(eva, '00000019')).toMatchObject({ own: [{ ico: '00000019' }], register: [] });
  });

  it('shows one that we have under another name as ours, not as the register’s', async () => {
    const { eva } = await office();
    await keepCompany(eva, { name: 'Mostaři', ico: '00000019' });
    const found = await findCompanies(eva, 'mostní stavby');
    expect(found.own.map((company) => company.name)).toEqual(['Mostaři']);
    expect(found.register.map((company) => company.ico)).not.toContain('00000019');
  });

  it('goes on without a register that is down: ours are there at once', async () => {
    const { eva, registers } = await office();
    await keepCompany(eva, { name: 'Kovovýroba H, s.r.o.' });
    registers.weather('down');
    const found = await findCompanies(eva, 'kovovýroba');
    expect(found).toMatchObject({ own: [{ name: 'Kovovýroba H, s.r.o.' }], register: [] });
    expect(found.answer).toMatchObject({ kind: 'unavailable' });
  });

  it('refuses at the field to save one that the register does not give any more', async () => {
    const { eva, registers } = await office();
    registers.weather('down');
    const saving = readPick(eva, { kind: 'register', ico: bridges });
    await expect(saving).rejects.toMatchObject({
      errors: [{ field: 'company', code: 'register.unavailable' }],
    });
  });
});

describe('a company of ours', () => {
  it('is not created twice by its IČO: the known one is offered', async () => {
    const { eva } = await office();
    const first = await keepCompany(eva, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
    const again = await createTypedCompany(eva, { ...typed, name: 'Mostaři', ico: '000 00 019' });
    expect(again).toMatchObject({ known: true, company: { id: first.id, name: 'Mostní stavby Brno, a.s.' } });
    const other = await keepCompany(eva, { name: 'Jiná' });
    const stealing = changeCompany(eva, other.id, { ...typed, name: 'Jiná', ico: '00000019' });
    await expect(stealing).rejects.toMatchObject({ errors: [{ field: 'ico', code: 'company.icoTaken' }] });
  });

  it('says how many digits an IČO has, at its field', async () => {
    const { eva } = await office();
    const creating = createTypedCompany(eva, { ...typed, name: 'Mostaři', ico: '0000019' });
    await expect(creating).rejects.toMatchObject({ errors: [{ field: 'ico', code: 'company.ico' }] });
  });

  it('is edited with an event of what changed, and its office line follows', async () => {
    const { eva } = await office();
    const { id } = await keepCompany(eva, { name: 'Mostaři' });
    await changeCompany(eva, id, {
      ...typed,
      name: 'Mostaři',
      street: 'Příční 7',
      city: 'Brno',
      postalCode: '602 00',
    });
    expect(await getCompany(eva, id)).toMatchObject({ officeLine: 'Příční 7, 602 00 Brno' });
    const [event] = await listEvents(eva, { kind: 'company', id }, 1);
    expect(event).toMatchObject({ kind: 'company.changed', details: { city: { from: null, to: 'Brno' } } });
  });

  it('beside the register: differences are shown, accepted or left; what is the same gets today’s date', async () => {
    const { eva, time } = await office();
    const { id } = await keepCompany(eva, { name: 'Mostaři', ico: '00000019' });
    const compared = await compareWithRegister(eva, id);
    expect(compared).toMatchObject({ kind: 'differs' });
    expect((await getCompany(eva, id)).name).toBe('Mostaři');
    await answerDifferences(eva, id, 'accepted', ['name']);
    expect((await getCompany(eva, id)).name).toBe('Mostní stavby Brno, a.s.');
    time.advance(3 * 24 * 3_600_000);
    expect(await compareWithRegister(eva, id)).toMatchObject({
      kind: 'same',
      company: { registerAt: time.now() },
    });
  });
});

describe('a company’s card', () => {
  it('counts only the deals that its reader sees', async () => {
    const { eva, zuzana } = await office();
    const { id } = await keepCompany(eva, { name: 'Mostaři' });
    const value = { amount: 1_000_000_00, currency: 'CZK' as const };
    await createDeal(eva, { name: 'Lávka', companyId: id, value });
    const secret = await createDeal(eva, { name: 'Převzetí', companyId: id, value });
    await restrictDeal(eva, secret.id, []);
    const won = await createDeal(eva, { name: 'Most', companyId: id, value });
    await awardDeal(eva, won.id, null);
    expect((await readCompanyCard(eva, id)).deals).toMatchObject({ open: 2, won: 1, lost: 0 });
    const seen = await readCompanyCard(zuzana, id);
    expect(seen.deals).toEqual({ open: 1, won: 1, lost: 0, openValue: [value] });
    expect(seen.openDeals.map((deal) => deal.name)).toEqual(['Lávka']);
  });
});
