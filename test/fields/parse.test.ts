import { describe, expect, it } from 'vitest';
import { valueText } from '../../src/features/fields/describe.ts';
import { placeFor } from '../../src/features/fields/matching.ts';
import { type Field, isRequired, labelIn } from '../../src/features/fields/model.ts';
import { parseDay, parseFieldText, parseNumber } from '../../src/features/fields/parse.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { CrmError } from '../../src/lib/errors.ts';
import type { Instant } from '../../src/lib/time.ts';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  id: 7,
  kind: 'deal',
  type,
  labels: { en: null, cs: 'Tonáž', sk: null },
  help: { en: null, cs: null, sk: null },
  restricted: false,
  requiredFrom: null,
  archivedAt: null,
  options: [],
  ...more,
});

const coating = field('multiSelect', {
  options: [
    { id: 1, labels: { en: 'Paint', cs: 'Nátěr', sk: 'Náter' }, archivedAt: null },
    { id: 2, labels: { en: null, cs: 'Zinek, žárový', sk: null }, archivedAt: null },
    { id: 3, labels: { en: null, cs: 'Smalt', sk: null }, archivedAt: '2027-01-01T00:00:00.000Z' as Instant },
  ],
});

const czech = { language: 'cs', currency: 'CZK' } as const;
const czechReader = readerFor('cs', 'Europe/Prague', '2027-03-08T08:00:00.000Z' as Instant);
const englishReader = readerFor('en', 'Europe/London', '2027-03-08T08:00:00.000Z' as Instant);

describe('a number', () => {
  it.each([
    ['1 250,50', '1250.5'],
    ['1\u00a0250,50', '1250.5'],
    ['1.250,50', '1250.5'],
    ['1.250', '1250'],
    ['1,250', '1.25'],
    ['0.125', '0.125'],
    ['12 %', '12'],
    ['-3,5', '-3.5'],
    ['−0', '0'],
    ['007', '7'],
    ['1,2,3', null],
    ['1 250 Kč', null],
    ['12,1234567', null],
    ['1234567890123456', null],
    ['-', null],
    ['', null],
  ])('typed by a Czech as %s is %s', (typed, number) => {
    expect(parseNumber(typed, 'cs')).toBe(number);
  });

  it('means the other thing in English when a comma parts three digits', () => {
    expect(parseNumber('1,250', 'en')).toBe('1250');
    expect(parseNumber('1,250.5', 'en')).toBe('1250.5');
    expect(parseNumber('1,5', 'en')).toBe('1.5');
  });

  it('is shown as its reader writes it, and read back the same', () => {
    const weight = field('number');
    expect(valueText(weight, '1250.5', czechReader, new Map())).toBe('1\u00a0250,5');
    expect(valueText(weight, '-1250000.25', englishReader, new Map())).toBe('\u22121,250,000.25');
    for (const value of ['1250.5', '1250', '-0.125', '123456789012345.5'])
      for (const reader of [czechReader, englishReader])
        expect(parseNumber(valueText(weight, value, reader, new Map()), reader.language)).toBe(value);
  });
});

describe('a day', () => {
  it.each([
    ['15. 3. 2027', '2027-03-15'],
    ['15.3.2027', '2027-03-15'],
    ['15/3/2027', '2027-03-15'],
    ['2027-03-15', '2027-03-15'],
    ['2027-03-15T00:00:00.000Z', '2027-03-15'],
    ['15 Mar 2027', '2027-03-15'],
    ['30. 2. 2027', null],
    ['15. 3.', null],
    ['zítra', null],
  ])('typed as %s is %s', (typed, day) => {
    expect(parseDay(typed)).toBe(day);
  });
});

describe('what a cell of a spreadsheet holds', () => {
  const reads = (one: Field, text: string) => {
    const read = parseFieldText(one, text, czech);
    return read instanceof CrmError ? read.code : read;
  };

  it('is read by the type of its field', () => {
    expect(reads(field('money'), '1,2 mil. Kč')).toBe('120000000 CZK');
    expect(reads(field('money'), '48 200 €')).toBe('4820000 EUR');
    expect(reads(field('yesNo'), 'Ano')).toBe('yes');
    expect(reads(field('yesNo'), 'nie')).toBe('no');
    expect(reads(field('url'), 'nen.nipez.cz/x')).toBe('https://nen.nipez.cz/x');
    expect(reads(field('text'), '  dva\u202e  řádky ')).toBe('dva řádky');
    expect(reads(field('text'), '   ')).toBeNull();
  });

  it('is refused at the field, each with its own words', () => {
    expect(reads(field('number'), 'asi tuna')).toBe('field.number');
    expect(reads(field('yesNo'), 'možná')).toBe('field.yesNo');
    expect(reads(field('url'), 'javascript:alert(1)')).toBe('url.invalid');
    expect(reads(field('money'), '-5')).toBe('amount.negative');
    expect(reads(field('text'), 'x'.repeat(301))).toBe('tooLong');
    expect(parseFieldText(field('date'), '31. 4. 2027', czech)).toMatchObject({ field: 'field7' });
  });

  it('names options in any language, also one with a comma in it, and one that was archived', () => {
    expect(reads(coating, 'nater; Zinek, žárový')).toBe('field.option');
    expect(reads(coating, 'Zinek, žárový')).toBe('2');
    expect(reads(coating, 'PAINT, smalt')).toBe('1,3');
    expect(reads(coating, 'Chrom')).toBe('field.option');
  });
});

describe('a label', () => {
  it('falls back to the language that its reader understands best', () => {
    expect(labelIn({ en: 'Tonnage', cs: 'Tonáž', sk: null }, 'sk')).toBe('Tonáž');
    expect(labelIn({ en: null, cs: null, sk: 'Tonáž' }, 'en')).toBe('Tonáž');
  });
});

describe('a field required from a stage on', () => {
  const stages = ['new', 'rfp', 'offer', 'won'];
  it('is asked for in that stage and in later ones, and not once it is archived', () => {
    const costs = field('money', { requiredFrom: 'rfp' });
    expect(stages.map((stage) => isRequired(costs, stage, stages))).toEqual([false, true, true, true]);
    expect(isRequired({ ...costs, archivedAt: '2027-01-01' as Instant }, 'won', stages)).toBe(false);
    expect(isRequired({ ...costs, requiredFrom: 'always' }, null, [])).toBe(true);
  });
});

describe('where a value goes when a lead becomes a customer', () => {
  const size = field('number', { kind: 'lead', labels: { en: 'Warehouse size', cs: null, sk: null } });

  it('is the field of the same name and type', () => {
    const there = field('number', {
      id: 9,
      kind: 'company',
      labels: { en: 'warehouse SIZE', cs: 'Sklad', sk: null },
    });
    expect(placeFor(size, '1200', [field('number'), there])).toEqual({ fieldId: 9, value: '1200' });
    expect(placeFor(size, '1200', [{ ...there, type: 'text' }])).toBeNull();
    expect(placeFor(size, '1200', [{ ...there, archivedAt: '2027-01-01' as Instant }])).toBeNull();
  });

  it('is never one that more people see', () => {
    const there = { ...size, id: 9, kind: 'company' };
    expect(placeFor({ ...size, restricted: true }, '1200', [there])).toBeNull();
    expect(placeFor({ ...size, restricted: true }, '1200', [{ ...there, restricted: true }])).not.toBeNull();
  });

  it('takes options along by their names, all or none', () => {
    const there = { ...coating, id: 9, options: [{ ...coating.options[0]!, id: 41 }] };
    expect(placeFor(coating, '1', [there])).toEqual({ fieldId: 9, value: '41' });
    expect(placeFor(coating, '1,2', [there])).toBeNull();
  });
});
