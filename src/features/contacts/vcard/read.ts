/** Contacts out of a vCard file of any version. Birthdays and pictures are left where they are. */
import ICAL from 'ical.js';
import { CrmError } from '../../../lib/errors.ts';
import { cleanLine, cut } from '../../../lib/text.ts';
import { readEmail } from '../addresses.ts';
import { contactNameLimit, textLimit } from '../model.ts';
import { splitName } from '../names.ts';
import type { PhoneInput } from '../phones.ts';
import { cardsIn, decode, modern } from './lines.ts';
import type { ReadCard } from './model.ts';

/** More is a list for the import. */
export const cardLimit = 200;
export const cardBytes = 5 * 1024 * 1024;

/** @throws CrmError vcard.none, vcard.tooMany, vcard.tooLarge */
export function readVCards(bytes: Uint8Array): { cards: ReadCard[]; broken: number } {
  if (bytes.byteLength > cardBytes)
    throw new CrmError('vcard.tooLarge', { megabytes: cardBytes / 1024 / 1024 });
  const found = cardsIn(decode(bytes));
  if (found.length > cardLimit)
    throw new CrmError('vcard.tooMany', { count: found.length, limit: cardLimit });
  const cards = found.flatMap((card) => readCard(card) ?? []);
  if (cards.length === 0) throw new CrmError('vcard.none', {});
  return { cards, broken: found.length - cards.length };
}

type Property = [name: string, params: Record<string, unknown>, type: string, ...values: unknown[]];

/** null when it cannot be read, or says nothing of anybody */
function readCard(text: string): ReadCard | null {
  let properties: Property[];
  try {
    const parsed = ICAL.parse(modern(text)) as unknown as ['vcard', Property[]];
    properties = parsed[1];
  } catch {
    return null;
  }
  const all = (name: string) => properties.filter((property) => property[0] === name);
  const text1 = (name: string) => flat(all(name)[0]?.[3])[0] || null;
  const emails = preferredFirst(all('email')).flatMap((one) => readEmail(flat(one[3])[0] ?? '') ?? []);
  const phones = preferredFirst(all('tel')).flatMap(phoneOf);
  const company = text1('org');
  const named = nameOf(flat(all('n')[0]?.[3]), text1('fn'));
  const name = named.name || (company ?? emails[0] ?? '');
  if (!name) return null;
  const position = text1('title') ?? text1('role');
  return {
    contact: {
      ...named,
      name: cut(name, contactNameLimit),
      position: position && cut(position, textLimit),
      emails: [...new Set(emails)].slice(0, 10),
      phones: phones.slice(0, 10),
    },
    company: company && cut(company, 200),
  };
}

const flat = (value: unknown): string[] =>
  (Array.isArray(value) ? value.flat() : [value]).map((one) =>
    typeof one === 'string' ? cleanLine(unescaped(one)) : '',
  );

/** The parser leaves a semicolon escaped where a value has no parts. */
const unescaped = (text: string): string => text.replace(/\\([;,:])/g, '$1');

/** The parts of N where they are filled in: FN may be anything. */
function nameOf(
  [family = '', given = '', additional = '', prefix = '', suffix = '']: string[],
  whole: string | null,
) {
  const parts = [given, additional, family].filter(Boolean).join(' ');
  const split = splitName(parts || (whole ?? ''));
  return {
    name: split.name,
    titleBefore: [prefix, split.titleBefore].filter(Boolean).join(' ') || null,
    titleAfter: [split.titleAfter, suffix].filter(Boolean).join(', ') || null,
  };
}

const typesOf = ([, params]: Property): string[] =>
  [params.type ?? []].flat().flatMap((type) => String(type).toLowerCase().split(','));

const preferredFirst = (properties: Property[]): Property[] =>
  properties.toSorted((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)));
const isPreferred = (property: Property): boolean =>
  typesOf(property).includes('pref') || String(property[1].pref) === '1';

function phoneOf(property: Property): PhoneInput[] {
  const types = typesOf(property);
  if (types.includes('fax') && !types.includes('voice')) return [];
  const typed = (flat(property[3])[0] ?? '').replace(/^tel:/i, '').slice(0, 50);
  if (!/\d{3}/.test(typed.replace(/\D/g, ''))) return [];
  return [{ typed, kind: types.includes('cell') ? 'mobile' : types.includes('work') ? 'office' : null }];
}
