import { describe, expect, it } from 'vitest';
import { termsOf } from '../../src/db/terms.ts';
import { changeCompany, keepCompany, searchCompanies } from '../../src/features/companies/service.ts';
import { changeContact, createContact, searchContacts } from '../../src/features/contacts/service.ts';
import { changeDeal, createDeal, searchDeals } from '../../src/features/deals/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { world } from '../support/context.ts';

const names = (found: { name: string }[]) => found.map(({ name }) => name);
const bridge = { name: 'Lávka „Svratka“ (2. etapa), Řež-Klecany' };

describe('what a name is found by', () => {
  it('is each of its words on, with and without the mark before it', () => {
    expect(termsOf('lavka „svratka“ (2. etapa)')).toEqual([
      'lavka „svratka“ (2. etapa)',
      '„svratka“ (2. etapa)',
      'svratka“ (2. etapa)',
      '(2. etapa)',
      '2. etapa)',
      'etapa)',
    ]);
    expect(termsOf('mostni stavby, s.r.o.')).toEqual(['mostni stavby, s.r.o.', 'stavby, s.r.o.', 's.r.o.']);
  });

  it('does not grow with a name of three thousand letters', () => {
    const terms = termsOf('slovo '.repeat(500).trim());
    expect(terms.length).toBeLessThanOrEqual(12);
    expect(Math.max(...terms.map((term) => term.length))).toBeLessThanOrEqual(40);
  });
});

describe('a search', () => {
  it('finds a deal by the start of any word, in quotes, in brackets and after a dash', async () => {
    const eva = await (await world()).as('Eva');
    await createDeal(eva, bridge);
    await createDeal(eva, { name: 'Hala Žilina' });
    for (const typed of ['lav', 'SVRAT', 'svratka', '2. eta', 'rez', 'Klec', '„svratka', 'žil'])
      expect([typed, names(await searchDeals(eva, typed, 5))]).toEqual([
        typed,
        [typed === 'žil' ? 'Hala Žilina' : bridge.name],
      ]);
    for (const typed of ['ratka', '%', '_', '', ' ']) expect(await searchDeals(eva, typed, 5)).toEqual([]);
  });

  it('finds what starts with the last letters there are', async () => {
    const eva = await (await world()).as('Eva');
    await createDeal(eva, { name: '🏗️ žž' });
    await createDeal(eva, { name: 'ｚ věž 𝔷' });
    expect(names(await searchDeals(eva, 'žž', 5))).toEqual(['🏗️ žž']);
    expect(names(await searchDeals(eva, '𝔷', 5))).toEqual(['ｚ věž 𝔷']);
  });

  it('follows a new name and forgets the old one', async () => {
    const eva = await (await world()).as('Eva');
    const deal = await createDeal(eva, bridge);
    await changeDeal(eva, deal.id, { name: 'Most přes Dyji' });
    expect(await searchDeals(eva, 'lávka', 5)).toEqual([]);
    expect(names(await searchDeals(eva, 'dyji', 5))).toEqual(['Most přes Dyji']);
  });

  it('finds a company by its words and its IČO, also after a correction', async () => {
    const eva = await (await world()).as('Eva');
    const { id } = await keepCompany(eva, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
    for (const typed of ['most', 'brno', '000', '000 000 19'])
      expect([typed, names(await searchCompanies(eva, typed, 5))]).toEqual([
        typed,
        ['Mostní stavby Brno, a.s.'],
      ]);
    await changeCompany(eva, id, { ...typed, name: 'Silnice Brno', ico: '00000027' });
    expect(await searchCompanies(eva, 'mostní', 5)).toEqual([]);
    expect(await searchCompanies(eva, '00000019', 5)).toEqual([]);
    expect(names(await searchCompanies(eva, '00000027', 5))).toEqual(['Silnice Brno']);
  });

  it('finds a contact by name or address, those of the company first', async () => {
    const eva = await (await world()).as('Eva');
    const company = await keepCompany(eva, { name: 'Drevodom' });
    const petr = await contact(eva, 'Petr Adámek', 'petr.adamek@mosty.example');
    await createContact(eva, { name: 'Petr Říha', companyId: company.id });
    expect(names(await searchContacts(eva, 'petr', 5, company.id))).toEqual(['Petr Říha', 'Petr Adámek']);
    expect(names(await searchContacts(eva, 'petr.ad', 5))).toEqual(['Petr Adámek']);
    await changeContact(eva, petr, { email: 'nova@adresa.example' });
    expect(await searchContacts(eva, 'petr.ad', 5)).toEqual([]);
    expect(names(await searchContacts(eva, 'nova@', 5))).toEqual(['Petr Adámek']);
  });
});

const typed = { dic: null, street: null, city: null, postalCode: null, website: null };

const contact = async (eva: Ctx, name: string, email: string) =>
  (await createContact(eva, { name, email })).id;
