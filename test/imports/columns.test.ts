import { describe, expect, it } from 'vitest';
import { fieldOfHeading, recogniseColumns } from '../../src/features/imports/columns.ts';
import type { Sheet } from '../../src/features/imports/model.ts';
import { isPerSheet } from '../../src/features/imports/per-sheet.ts';

describe('headings', () => {
  it.each([
    ['Zákazník', 'company.name'],
    ['IČ', 'company.ico'],
    ['IČO:', 'company.ico'],
    ['ICO', 'company.ico'],
    ['DIČ', 'company.dic'],
    ['IČ DPH', 'company.vatNumber'],
    ['Obchodník', 'company.owner'],
    ['Kontaktní osoba', 'contact.name'],
    ['Kontaktná osoba', 'contact.name'],
    ['Mobil', 'contact.phone'],
    ['Telefon 2', 'contact.phone'],
    ['Hodnota zakázky', 'deal.value'],
    ['Hodnota zakázky (Kč)', 'deal.value'],
    ['HODNOTA BEZ DPH', 'deal.value'],
    ['Company name', 'company.name'],
    ['First name', 'contact.firstName'],
    ['Spoločnosť', 'company.name'],
    ['Trieda', 'lead.class'],
    ['Oblíbená barva', null],
  ])('%s', (heading, field) => {
    expect(fieldOfHeading(heading)).toBe(field);
  });

  it('mean what they mean among the others', () => {
    expect(recogniseColumns(['Název', 'IČO'])).toEqual({ nazev: 'company.name', ico: 'company.ico' });
    expect(recogniseColumns(['Firma', 'Název', 'Hodnota'])).toMatchObject({ nazev: 'deal.name' });
    expect(recogniseColumns(['Jméno', 'Příjmení'])).toEqual({
      jmeno: 'contact.firstName',
      prijmeni: 'contact.lastName',
    });
    expect(recogniseColumns(['Firma', 'Datum'])).toMatchObject({ datum: null });
    expect(recogniseColumns(['Datum', 'Poznámka'])).toMatchObject({ datum: 'activity.on' });
  });

  it('that repeat are columns of their own: phones add up, a second IČO is left out', () => {
    expect(recogniseColumns(['Telefon', 'Telefon', 'IČO', 'IČO'])).toEqual({
      telefon: 'contact.phone',
      'telefon#2': 'contact.phone',
      ico: 'company.ico',
      'ico#2': null,
    });
  });

  it('of a field of the firm’s own are known by its name', () => {
    const own = new Map([['velikost skladu', 'own.company.field7' as const]]);
    expect(recogniseColumns(['Firma', 'Velikost skladu'], own)).toMatchObject({
      'velikost skladu': 'own.company.field7',
    });
  });
});

describe('sheets', () => {
  const sheet = (name: string, headings = ['Datum', 'Zápis']): Sheet => ({
    name,
    headingRow: 1,
    headings,
    card: [],
    rows: 3,
    samples: [],
  });
  const mapping = { firma: 'company.name' as const };

  it('are one customer each when they bear their names, be there three or three hundred', () => {
    expect(isPerSheet([sheet('Mostní stavby'), sheet('Kovovýroba H'), sheet('Přehled')], mapping)).toBe(true);
    const many = Array.from({ length: 300 }, (_, n) => sheet(`Dílna ${n}`));
    expect(isPerSheet(many, mapping)).toBe(true);
  });

  it('are not, when a column says whose rows they are, or they are months and lists', () => {
    expect(
      isPerSheet([sheet('Brno', ['Firma', 'Datum']), sheet('Ostrava', ['Firma', 'Datum'])], mapping),
    ).toBe(false);
    expect(isPerSheet([sheet('List1'), sheet('List2'), sheet('Leden')], mapping)).toBe(false);
  });
});
