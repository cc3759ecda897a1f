/** Fields of a company in words: for who changed what meanwhile, for its history, for where a value comes from. */
import type { Reader } from '../../i18n/reader.ts';
import type { Money } from '../../lib/money.ts';
import { cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { courtFileText } from '../registers/court-file.ts';
import type { Company } from './model.ts';

/** Names of people and of companies, by our ids. */
export interface Names {
  people: Map<number, string>;
  companies: Map<number, string>;
}

export const noNames: Names = { people: new Map(), companies: new Map() };

export const fieldLabel = (field: string, { t }: Reader): string =>
  (t.companies.fields as Record<string, string>)[field] ?? field;

/** `–` for nothing. Plain text: whoever puts it into mrkdwn escapes it. */
export function fieldText(field: string, value: unknown, names: Names, reader: Reader): string {
  const { t, date, money } = reader;
  if (value === null || value === undefined || value === '') return '–';
  switch (field) {
    case 'foundedOn':
    case 'dissolvedOn':
    case 'lostOn':
    case 'acquiredOn':
      return date(value as PlainDate);
    case 'inLiquidation':
      return value ? t.companies.yes : t.companies.no;
    case 'lifeCycle':
      return t.companies.lifeCycles[value as Company['lifeCycle']] ?? String(value);
    case 'language':
      return t.companies.languages[value as NonNullable<Company['language']>] ?? String(value);
    case 'budget':
      return money(value as Money);
    case 'courtFile':
      return courtFileText(String(value), reader);
    case 'ownerId':
      return names.people.get(Number(value)) ?? '–';
    case 'parentId':
      return names.companies.get(Number(value)) ?? '–';
    case 'executives':
      return listed((value as Company['executives']).map(({ name }) => name));
    case 'tags':
    case 'nace':
    case 'domains':
      return listed(value as string[]);
    default:
      return cut(String(value), 200);
  }
}

const listed = (values: string[]): string => (values.length > 0 ? cut(values.join(', '), 300) : '–');
