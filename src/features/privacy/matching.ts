/**
 * Where a person stands in a text: their full name in either order, their addresses and phones in any usual writing, case
 * and diacritics aside. Inflected names and surnames alone are not guessed. Pure.
 */
import { fold } from '../../lib/text.ts';
import type { Sought } from './part.ts';

export interface Matcher {
  finds(text: string): boolean;
  /** The text without the person. */
  scrub(text: string, instead: string): string;
  /** It is one word of the name, and nothing else: a cell of a table. */
  isPart(text: string): boolean;
  /** A word that begins like the surname is left: perhaps the person, perhaps not. */
  suspects(text: string): boolean;
  /** It tells where somebody else of the same name is reached, and not the person. */
  isOthers(text: string): boolean;
}

/** Characters that our own messages put between letters, so that nothing formats or pings. */
const unseen = /[\u200b-\u200d\u2060\ufeff\u00ad]/u;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Known = Pick<Sought, 'names' | 'emails' | 'phones'> &
  Partial<Pick<Sought, 'theirEmails' | 'theirPhones'>>;

const reachPatterns = ({ emails, phones }: Pick<Sought, 'emails' | 'phones'>): string[] => [
  ...emails.map((email) => `(?<![\\w.+-])${escaped(fold(email))}(?![\\w-]|\\.\\w)`),
  ...phones.flatMap(phonePattern),
];

const anyPattern = (patterns: string[], flags: string): RegExp | null =>
  patterns.length > 0 ? new RegExp(patterns.join('|'), flags) : null;

export function matcherFor(sought: Known): Matcher {
  const names = sought.names
    .map((name) => fold(name).split(' ').filter(Boolean))
    .filter((parts) => parts.length > 0);
  // A name of one word may be anybody's: by itself it is nobody's.
  const patterns = [
    ...reachPatterns(sought),
    ...names.filter((parts) => parts.length > 1).flatMap(namePatterns),
  ];
  const anywhere = anyPattern(patterns, 'gu');
  const own = anyPattern(reachPatterns(sought), 'u');
  const { theirEmails = [], theirPhones = [] } = sought;
  const theirs = anyPattern(reachPatterns({ emails: theirEmails, phones: theirPhones }), 'u');
  const stems = [
    ...new Set(
      names
        .filter((parts) => parts.length > 1)
        .flatMap(([first, ...rest]) => [stemOf(rest.at(-1) ?? first ?? '')]),
    ),
  ];
  const suspicious =
    stems.length > 0
      ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${stems.map(escaped).join('|')})\\p{L}{0,5}(?![\\p{L}\\p{N}])`, 'u')
      : null;

  const parts = new Set(names.flat());

  const spansIn = (text: string): [number, number][] => {
    if (!anywhere || !rough.test(text)) return [];
    const { folded, starts } = mapped(text);
    return [...folded.matchAll(anywhere)].map((match) => [
      starts[match.index] as number,
      starts[match.index + match[0].length] as number,
    ]);
  };
  const rough = roughly([
    ...sought.emails.map((email) => fold(email).split('@')[0] ?? ''),
    ...stems,
    ...sought.phones.map((phone) => phone.replace(/\D/g, '').slice(-6)),
  ]);
  return {
    finds: (text) => spansIn(text).length > 0,
    scrub: (text, instead) => replaced(text, spansIn(text), instead),
    isPart: (text) => parts.has(fold(text)),
    isOthers(text) {
      if (!theirs) return false;
      const { folded } = mapped(text);
      return theirs.test(folded) && !own?.test(folded);
    },
    suspects: (text) => rough.test(text) && (suspicious?.test(fold(text)) ?? false),
  };
}

/**
 * Most texts are about somebody else, and folding a text is slow: a look at the text as it stands, in which each letter may
 * have any mark and anything unseen or between digits may follow.
 */
function roughly(fragments: string[]): RegExp {
  const between = '[\\u0300-\\u036f\\u200b-\\u200d\\u2060\\ufeff\\u00ad\\s./()-]{0,4}';
  const patterns = fragments
    .filter((fragment) => fragment.length > 0)
    .map((fragment) => [...fragment].map((letter) => `[${lettersOf(letter)}]`).join(between));
  return patterns.length > 0 ? new RegExp(patterns.join('|'), 'i') : /(?!)/;
}

/** A letter, and those of Latin alphabets that fold to it. */
function lettersOf(letter: string): string {
  let all = letter.replace(/[\]\\^-]/g, '\\$&');
  for (let code = 0xc0; code <= 0x24f; code += 1) {
    const one = String.fromCharCode(code);
    if (fold(one).startsWith(letter)) all += one;
  }
  return all;
}

/** +420601000123 as `+420 601 000 123`, `00420601000123`, `601 000 123`, `601/000-123`. */
function phonePattern(phone: string): string[] {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 6) return [];
  const between = '[\\s./()\\-]{0,3}';
  const spaced = (text: string) => [...text].join(between);
  const prefix = /^42[01]/.exec(digits)?.[0];
  if (!prefix || digits.length !== 12) return [`(?<!\\d)(?:\\+|00)?${spaced(digits)}(?!\\d)`];
  return [`(?<!\\d)(?:(?:\\+|00)?${between}${spaced(prefix)}${between})?0?${spaced(digits.slice(3))}(?!\\d)`];
}

/** `Petr Říha`, `Říha Petr`, `Říha, Petr`. */
function namePatterns(parts: string[]): string[] {
  const last = parts.at(-1) as string;
  const orders = [parts, [last, ...parts.slice(0, -1)]];
  return orders.map(
    (order) => `(?<![\\p{L}\\p{N}])${order.map(escaped).join('[\\s,]{1,3}')}(?![\\p{L}\\p{N}])`,
  );
}

/** What cases and genders leave of a surname: `riha` and `rihy`, `novak` and `novakova`. Short ones stay whole. */
function stemOf(surname: string): string {
  const stem = surname.replace(/(?:ova|ek|ec|el|[aeiouy])$/u, '');
  return stem.length >= 3 ? stem : surname;
}

/** Folded, with the place in the text for each of its characters; one more at the end. */
function mapped(text: string): { folded: string; starts: number[] } {
  let folded = '';
  const starts: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain =
      unseen.test(character) || /\p{Mn}/u.test(character)
        ? ''
        : /\s/u.test(character)
          ? ' '
          : fold(character);
    for (let i = 0; i < plain.length; i += 1) starts.push(index);
    folded += plain;
    index += character.length;
  }
  starts.push(text.length);
  return { folded, starts };
}

function replaced(text: string, spans: [number, number][], instead: string): string {
  let result = '';
  let from = 0;
  for (const [start, end] of spans) {
    result += text.slice(from, start) + instead;
    from = end;
  }
  return result + text.slice(from);
}

/** Each string inside of what JSON holds; keys stay. @returns the same object when nothing changed */
export function scrubValue(value: unknown, scrub: (text: string) => string): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) {
    const next = value.map((one) => scrubValue(one, scrub));
    return next.some((one, index) => one !== value[index]) ? next : value;
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, one]) => [key, one, scrubValue(one, scrub)] as const);
  if (entries.every(([, before, after]) => before === after)) return value;
  return Object.fromEntries(entries.map(([key, , after]) => [key, after]));
}
