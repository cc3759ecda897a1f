/** Which column is what, by its heading: Czech, Slovak and English, with diacritics or without. */
import { fold } from '../../lib/text.ts';
import type { FieldKey } from './model.ts';
import { synonyms } from './synonyms.ts';

/** What two headings are compared by: `E-mail (práce)*` is `e-mail prace`. */
export const headingKey = (heading: string): string =>
  fold(heading)
    .replace(/\[[^\]]*\]|[*:?!"“„”]/g, ' ')
    .replace(/[()_/\\|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);

const known = new Map<string, FieldKey>();
for (const [field, words] of Object.entries(synonyms) as [FieldKey, string][])
  for (const word of words.split(',')) known.set(headingKey(word), field);

/** @param labels the firm's own fields, as headingKey leaves their names */
export const isKnownHeading = (text: string, labels: string[] = []): boolean =>
  fieldOfHeading(text) !== null || labels.includes(headingKey(text));

/** `Hodnota (Kč)`, `Telefon 2`, `E-mail 1`: what follows the words is about the same thing. */
export function fieldOfHeading(heading: string): FieldKey | null {
  const key = headingKey(heading);
  const bare = key.replace(/\s+(kc|czk|eur|€|v kc|bez dph|\d)$/g, '').replace(/\s+(v kc|bez dph)$/, '');
  return known.get(key) ?? known.get(bare) ?? null;
}

/** A heading that repeats within a sheet is a column of its own: `telefon`, `telefon#2`. */
export function headingKeys(headings: string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const key = headingKey(heading);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? key : `${key}#${times}`;
  });
}

/** What several columns of one row may say together; any other field has one column. */
const several = new Set<FieldKey>(['contact.phone', 'contact.email', 'activity.text']);

export type Mapping = Record<string, FieldKey | null>;

/**
 * What each heading means among the others: a `Název` beside a `Firma` is a deal's, alone it is the company's.
 * @param own the firm's own fields by their folded names
 */
export function recogniseColumns(headings: string[], own: Map<string, FieldKey> = new Map()): Mapping {
  const keys = headingKeys(headings);
  const mapping: Mapping = {};
  const taken = new Set<FieldKey>();
  for (const [index, key] of keys.entries()) {
    const heading = headings[index] as string;
    const field = fieldOfHeading(heading) ?? own.get(headingKey(heading)) ?? null;
    const isFree = field !== null && (!taken.has(field) || several.has(field));
    mapping[key] = isFree ? field : null;
    if (isFree) taken.add(field);
  }
  return settle(mapping, taken);
}

function settle(mapping: Mapping, taken: Set<FieldKey>): Mapping {
  const move = (from: FieldKey, to: FieldKey | null) => {
    for (const [key, field] of Object.entries(mapping)) if (field === from) mapping[key] = to;
    taken.delete(from);
    if (to) taken.add(to);
  };
  const has = (...fields: FieldKey[]) => fields.some((field) => taken.has(field));
  // „Název“, „Name“ alone: of the company; beside a company: of the deal, when something else is said of one.
  if (has('any.name')) {
    const isDeal = has('deal.value', 'deal.stage', 'deal.deadline', 'deal.number');
    if (!has('company.name') && !isDeal) move('any.name', 'company.name');
    else move('any.name', isDeal && !has('deal.name') ? 'deal.name' : null);
  }
  // „Jméno“ beside „Příjmení“ is the first name.
  if (has('contact.name') && has('contact.lastName') && !has('contact.firstName'))
    move('contact.name', 'contact.firstName');
  if (has('any.note')) {
    const isOfActivity = has('activity.on') && !has('activity.text');
    const isOfLead = has('lead.class', 'lead.campaign') && !has('lead.note');
    move('any.note', isOfActivity ? 'activity.text' : isOfLead ? 'lead.note' : null);
  }
  // A date belongs to what was written down on it.
  if (has('activity.on') && !has('activity.text')) move('activity.on', null);
  return mapping;
}
