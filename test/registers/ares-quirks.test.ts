import { describe, expect, it } from 'vitest';
import { aresSubject } from '../../fixtures/registers/ares.ts';
import { vrSubject } from '../../fixtures/registers/ares-vr.ts';
import { companies, type InventedCompany } from '../../fixtures/registers/companies.ts';
import { AresSubject } from '../../src/features/registers/ares-answer.ts';
import { factsOf } from '../../src/features/registers/ares-company.ts';
import { leadershipOf } from '../../src/features/registers/ares-vr.ts';
import { VrSubject } from '../../src/features/registers/ares-vr-answer.ts';
import { executivesOn, type Leadership } from '../../src/features/registers/leadership.ts';
import { companyOn, Ico, type RegisterFacts } from '../../src/features/registers/model.ts';
import { lookupMessage } from '../../src/features/registers/views.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';

const fetchedAt = '2026-11-22T08:00:00.000Z' as Instant;
const today = '2026-11-22' as PlainDate;

const company = (name: string): InventedCompany => {
  const found = companies.find((candidate) => candidate.name.includes(name));
  if (!found) throw new Error(`no invented company is called ${name}`);
  return found;
};

/** The record of an invented company, some fields of ARES's answer replaced. */
function recordOf(name: string, changes: Record<string, unknown> = {}): RegisterFacts {
  const facts = factsOf(AresSubject.parse({ ...aresSubject(company(name)), ...changes }), fetchedAt);
  if (!facts) throw new Error('ARES gave no record');
  return facts;
}

function leadershipAt(ico: string): Leadership {
  const leadership = leadershipOf(VrSubject.parse(vrSubject(ico)));
  if (!leadership) throw new Error('the public register gave no record');
  return leadership;
}

describe('quirks of ARES', () => {
  it('0: reads an ordinary company whole', () => {
    expect(recordOf('Mostní stavby')).toEqual({
      source: 'ares',
      fetchedAt,
      updatedOn: '2026-09-17',
      ico: '00000019',
      name: 'Mostní stavby Brno, a.s.',
      dic: 'CZ00000019',
      office: {
        line: 'Příční 118/7a, Zábrdovice, 602 00 Brno',
        street: 'Příční 118/7a',
        municipalityPart: 'Zábrdovice',
        city: 'Brno',
        district: 'Brno-město',
        region: 'Jihomoravský kraj',
        postalCode: '602 00',
        country: 'CZ',
        countryName: 'Česká republika',
      },
      postalAddress: null,
      legalForm: { code: '121', name: 'Akciová společnost' },
      naturalPerson: false,
      foundedOn: '2001-04-12',
      dissolvedOn: null,
      inLiquidation: false,
      vat: { status: 'registered', confirmed: false },
      insolvency: 'none',
      courtFile: 'B 1581/KSBR',
      nace: ['42130', '43120', '711'],
    });
  });

  it('1: an IČO is text with its leading zeros, even where ARES lost them', () => {
    expect(recordOf('Mostní stavby', { ico: '19' }).ico).toBe('00000019');
  });

  it('2: psc is an integer and shows as 400 07, also with a zero in front', () => {
    expect(recordOf('Severka').office).toMatchObject({
      postalCode: '400 07',
      line: expect.stringContaining('400 07 Ústí'),
    });
    expect(recordOf('Mostní stavby', { sidlo: { nazevObce: 'Stará', psc: 1234 } }).office.postalCode).toBe(
      '012 34',
    );
  });

  it('3: a seat that is only text gives the line, town and postal code', () => {
    expect(recordOf('Statek').office).toMatchObject({
      line: 'Větrná hůrka 3, 380 01 Dačice',
      city: 'Dačice',
      postalCode: '380 01',
      street: null,
    });
  });

  it('3: a seat whose parts are only in dalsiUdaje is found there', () => {
    expect(recordOf('Pila').office).toMatchObject({
      line: 'Nádražní 140, 582 63 Krásný Dvůr nad Sázavou',
      city: 'Krásný Dvůr nad Sázavou',
      municipalityPart: null,
    });
  });

  it('3: a subject without any seat is still a subject', () => {
    const nowhere = recordOf('Mostní stavby', { sidlo: undefined, dalsiUdaje: undefined });
    expect(nowhere.office).toMatchObject({ line: '', city: null, postalCode: null });
  });

  it('3: a seat abroad keeps its own postal code and country', () => {
    expect(recordOf('Lanovky').office).toMatchObject({
      line: 'Hlavná 5, 027 44 Nižný Potok, Slovensko',
      postalCode: '027 44',
      country: 'SK',
      countryName: 'Slovensko',
    });
    const berlin = {
      kodStatu: 'DE',
      nazevStatu: 'Německo',
      nazevObce: 'Berlin',
      pscTxt: '10115',
      nazevUlice: 'Lindenweg',
      cisloDoAdresy: '4',
    };
    expect(recordOf('Lanovky', { sidlo: berlin }).office.line).toBe('Lindenweg 4, 10115 Berlin, Německo');
  });

  it('3: Prague is addressed by its postal district, which is not the administrative one', () => {
    expect(recordOf('Elektromontáže').office).toMatchObject({
      line: 'Nad Meandrem 2210/5, Chodov, 149 00 Praha 4',
      city: 'Praha 4',
      postalCode: '149 00',
    });
  });

  it('3: a village without streets has the house number behind its name', () => {
    expect(recordOf('LHOTA').office).toMatchObject({ street: 'Lhota pod Kopcem 12', municipalityPart: null });
    expect(recordOf('Vodácký').office.street).toBe('Podhradí č.ev. 45');
  });

  it('4: a municipality has no founding day', () => {
    expect(recordOf('LHOTA').foundedOn).toBeNull();
  });

  it('5: an end in the future has not happened, until the day comes', () => {
    const facts = recordOf('Sklárna');
    expect(companyOn(facts, today).state).toBe('active');
    expect(facts.dissolvedOn).toBe('2099-06-30');
    expect(companyOn(facts, '2099-06-29' as PlainDate).state).toBe('active');
    expect(companyOn(facts, '2099-06-30' as PlainDate).state).toBe('dissolved');
  });

  it('6: a subject that is still served after its end is dissolved', () => {
    expect(companyOn(recordOf('Strojírny'), today).state).toBe('dissolved');
  });

  it('6: an end that is no date refuses the record instead of reading as alive', () => {
    expect(AresSubject.safeParse({ ...aresSubject(company('Strojírny')), datumZaniku: 'loni' }).success).toBe(
      false,
    );
  });

  it.each([
    'Dřevostavby Kalina, s.r.o. "v likvidaci"',
    'Dřevostavby Kalina, s.r.o. - v likvidaci',
    'V LIKVIDACI Dřevostavby Kalina, s.r.o.',
    'Dřevostavby Kalina (v likvidaci), s.r.o.',
  ])('7: liquidation is seen only in the name: %s', (obchodniJmeno) => {
    const facts = recordOf('Dřevostavby', { obchodniJmeno });
    expect(companyOn(facts, today).state).toBe('inLiquidation');
  });

  it('7: a name that merely sounds like it is not in liquidation', () => {
    expect(recordOf('Dřevostavby', { obchodniJmeno: 'Pomoc v likvidacích škod, s.r.o.' }).inLiquidation).toBe(
      false,
    );
  });

  it('8: a DIČ does not make a VAT payer, and what ARES says is never confirmed', () => {
    expect(recordOf('LHOTA')).toMatchObject({
      dic: 'CZ00000086',
      vat: { status: 'notRegistered', confirmed: false },
    });
    expect(recordOf('Mostní stavby').vat).toEqual({ status: 'registered', confirmed: false });
  });

  it('8: a member of a VAT group has the number of the group', () => {
    expect(recordOf('Severka')).toMatchObject({ dic: 'CZ699000019', vat: { status: 'group' } });
  });

  it('8: a state of VAT that nobody has heard of is unknown, not "no"', () => {
    expect(recordOf('Mostní stavby', { seznamRegistraci: { stavZdrojeDph: 'ZAMRZLY' } }).vat.status).toBe(
      'unknown',
    );
    expect(recordOf('Mostní stavby', { seznamRegistraci: { stavZdrojeDph: 'ZANIKLY' } }).vat.status).toBe(
      'ended',
    );
  });

  it('9: no DIČ is made up from the IČO', () => {
    expect(recordOf('Karel Dubový').dic).toBeNull();
  });

  it("9: a sole trader's DIČ is a birth number and is nowhere in the record", () => {
    const facts = recordOf('Ludmila Zelinková');
    expect(facts.dic).toBe('CZ••••••••••');
    expect(JSON.stringify(facts)).not.toContain('7500000012');
  });

  it('10: the insolvency flag may be a closed case, so it is unconfirmed; the old bankruptcy list says nothing', () => {
    expect(recordOf('Textilka').insolvency).toBe('unconfirmed');
    expect(recordOf('Mostní stavby', { seznamRegistraci: { stavZdrojeCeu: 'AKTIVNI' } }).insolvency).toBe(
      'none',
    );
  });

  it('11: a real subject with a wrong check digit is read like any other', () => {
    expect(recordOf('Jedlová').ico).toBe('00000012');
  });

  it.each(['100', '101', '105', '108', '424', '425'])('12: form %s is a natural person', (pravniForma) => {
    expect(recordOf('Mostní stavby', { pravniForma }).naturalPerson).toBe(true);
  });

  it.each(['112', '121', '421', '801'])('12: form %s is not', (pravniForma) => {
    expect(recordOf('Mostní stavby', { pravniForma }).naturalPerson).toBe(false);
  });

  it('13: the form that the code list forgot has a name, an unknown one keeps its number', () => {
    expect(recordOf('Mostní stavby', { pravniForma: '302' }).legalForm).toEqual({
      code: '302',
      name: 'Národní podnik',
    });
    expect(recordOf('Mostní stavby', { pravniForma: '998' }).legalForm).toEqual({ code: '998', name: null });
  });

  it('14: of several court records the living one counts, though the first is long dead', () => {
    const { executives, courtFile } = leadershipAt('00000019');
    expect(courtFile).toBe('B 1581/KSBR');
    expect(executives.map(({ name }) => name)).not.toContain('Adolf Dávný');
  });

  it('14: members whose entry was struck out are gone, whose office ends are named until that day', () => {
    const leadership = leadershipAt('00000019');
    const names = (day: string) => executivesOn(leadership, day as PlainDate).map(({ name }) => name);
    expect(names('2026-11-22')).toEqual(['Ing. Blažena Pilířová, Ph.D.', 'Řehoř Oblouk-Malta']);
    expect(names('2021-03-13')).toContain('Vít Opěra');
  });

  it('14: the office dates from its beginning, not from the day somebody entered it', () => {
    expect(leadershipAt('00000027').executives).toEqual([
      {
        name: 'Ing. Oto Kovadlina',
        person: { titleBefore: 'Ing.', givenName: 'Oto', familyName: 'Kovadlina', titleAfter: null },
        role: 'jednatel',
        since: '1996-09-02',
        until: null,
        ico: null,
        representedBy: [],
      },
    ]);
  });

  it('14: a company can be the executive, and somebody acts for it', () => {
    expect(leadershipAt('00000124').executives[0]).toMatchObject({
      name: 'Stavby mostů a lávek Hradec, s.r.o.',
      ico: '00000132',
      person: null,
      representedBy: ['Julie Lávková'],
    });
  });

  it('14: money such as "200000;00" in a record disturbs nothing', () => {
    expect(leadershipAt('00000019').acting).toMatch(/^Za společnost jedná předseda/);
  });

  it('15: scalars come wrapped, and an empty wrapper is nothing', () => {
    const subject = vrSubject('00000027') as { zaznamy: { statutarniOrgany: object[] }[] };
    Object.assign(subject.zaznamy[1]!.statutarniOrgany[0]!, { zpusobJednani: [{}] });
    expect(leadershipOf(VrSubject.parse(subject))).toMatchObject({ acting: null, courtFile: 'C 24310/KSBR' });
  });

  it('16: ARES has no Slovak companies, and says so to whoever looks for one', () => {
    const looked = { kind: 'notFound', ico: Ico.parse('00000221'), fetchedAt, lastKnown: null } as const;
    const said = (['en', 'cs', 'sk'] as const).map((language) =>
      lookupMessage(readerFor(language, 'Europe/Prague', fetchedAt), looked),
    );
    expect(said).toEqual([
      expect.stringContaining('Slovak ones are not'),
      expect.stringContaining('slovenské ne'),
      expect.stringContaining('slovenské'),
    ]);
  });

  it('no birth date and no home of anybody is kept', () => {
    expect(JSON.stringify(leadershipAt('00000019'))).not.toMatch(/1901|Domácí|datumNarozeni/);
  });

  it('17: a sole trader without a court file number is not an error', () => {
    expect(recordOf('Karel Dubový')).toMatchObject({ courtFile: null, naturalPerson: true });
  });

  it('shapes of 2023: numbers as text, and "N/A" instead of nothing', () => {
    const old = recordOf('Mostní stavby', {
      dicSkDph: 'N/A',
      sidlo: {
        ...(aresSubject(company('Vodácký')).sidlo as object),
        typCisloDomovni: '2',
        textovaAdresa: undefined,
      },
    });
    expect(old).toMatchObject({
      dic: 'CZ00000019',
      office: { line: 'Podhradí č.ev. 45, 382 26 Dolní Vltavice' },
    });
  });

  it('a subject without an IČO is no record of ours', () => {
    expect(factsOf(AresSubject.parse(aresSubject(company('Na Mýtince'))), fetchedAt)).toBeNull();
  });

  it('fields that were added and values that changed their type do not lose the rest', () => {
    const strange = recordOf('Mostní stavby', {
      novinka: [1],
      czNace: 'žádné',
      datumVzniku: 2001,
      adresaDorucovaci: null,
    });
    expect(strange).toMatchObject({ name: 'Mostní stavby Brno, a.s.', nace: [], foundedOn: null });
  });
});
