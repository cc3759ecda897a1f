/** What the record that stays takes over where it says nothing itself. Columns of one group come together. */
import type { MergeChanges, MergeKind } from './model.ts';

interface Group {
  /** as its slice names it */
  field: string;
  /** empty when all of these are */
  columns: string[];
  /** come along, whatever they say */
  also?: string[];
}

const group = (field: string, ...columns: string[]): Group => ({ field, columns });

export const groups: Record<MergeKind, Group[]> = {
  company: [
    { field: 'ico', columns: ['ico'], also: ['country', 'register', 'register_at', 'in_liquidation'] },
    { field: 'dic', columns: ['dic'], also: ['dic_sealed'] },
    group('vatNumber', 'vat_number'),
    group('legalForm', 'legal_form'),
    {
      field: 'office',
      columns: ['office_line', 'street', 'city', 'postal_code'],
      also: ['municipality_part'],
    },
    group('courtFile', 'court_file'),
    group('foundedOn', 'founded_on'),
    group('dissolvedOn', 'dissolved_on'),
    group('nace', 'nace'),
    group('executives', 'executives'),
    group('website', 'website'),
    group('billing', 'billing_street', 'billing_city', 'billing_postal_code'),
    group('ownerId', 'owner_id'),
    { field: 'acquiredOn', columns: ['acquired_on'], also: ['acquired_source', 'acquired_campaign'] },
    group('paymentTerms', 'payment_terms'),
    { field: 'budget', columns: ['budget'], also: ['budget_currency'] },
    group('parentId', 'parent_id'),
    group('language', 'language'),
  ],
  contact: [
    group('titleBefore', 'title_before'),
    group('titleAfter', 'title_after'),
    group('position', 'position'),
    group('companyId', 'company_id'),
    group('emails', 'email'),
    group('phones', 'phone'),
    group('language', 'language'),
    group('gender', 'gender'),
    group('salutation', 'salutation'),
    group('legalBasis', 'legal_basis'),
    group('source', 'source'),
    {
      field: 'doNotApproach',
      columns: ['silent_since'],
      also: ['silent_source', 'silent_said_by', 'silent_noted_by'],
    },
    { field: 'away', columns: ['away_until'], also: ['away_from'] },
  ],
};

/** Fields in which both say something, and not the same: the one that stays has the say. */
export const compared: Record<MergeKind, Record<string, string>> = {
  company: {
    name: 'name',
    ico: 'ico',
    dic: 'dic',
    vatNumber: 'vat_number',
    office: 'office_line',
    website: 'website',
    ownerId: 'owner_id',
    paymentTerms: 'payment_terms',
  },
  contact: {
    name: 'name',
    position: 'position',
    companyId: 'company_id',
    salutation: 'salutation',
    legalBasis: 'legal_basis',
  },
};

export type Row = Record<string, unknown>;

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';
const same = (one: unknown, other: unknown): boolean => String(one) === String(other);

/** Fields that are taken over. */
export const filledFields = (kind: MergeKind, kept: Row, gone: Row): string[] =>
  fitting(kind, kept, gone).map(({ field }) => field);

const fitting = (kind: MergeKind, kept: Row, gone: Row): Group[] =>
  groups[kind].filter(
    ({ columns }) =>
      columns.every((column) => isEmpty(kept[column])) &&
      columns.some((column) => !isEmpty(gone[column])) &&
      // It is not above itself.
      !(columns[0] === 'parent_id' && same(gone.parent_id, kept.id)),
  );

/** Of a sole trader it is a birth number: it stands in the two records, and in no history of theirs. */
const unwritten = new Set(['dic', 'dic_sealed', 'vat_number']);

/** What a column came to be. @param gone the record it came from, which has kept it */
export const valueAfter = (column: string, change: MergeChanges['columns'][string], gone: Row): unknown =>
  unwritten.has(column) ? (gone[column] ?? null) : change.to;

/** Columns of the row that stays which change, from what to what. */
export function changedColumns(kind: MergeKind, kept: Row, gone: Row): MergeChanges['columns'] {
  const changed: MergeChanges['columns'] = {};
  const note = (column: string, to: unknown) => {
    if (same(kept[column] ?? '', to ?? '')) return;
    changed[column] = { from: kept[column] ?? null, ...(unwritten.has(column) ? {} : { to }) };
  };
  for (const { columns, also = [] } of fitting(kind, kept, gone))
    for (const column of [...columns, ...also]) note(column, gone[column] ?? null);
  if (kind === 'contact') return changed;
  if (same(kept.parent_id, gone.id)) note('parent_id', null);
  if (kept.life_cycle === 'lead' && gone.life_cycle === 'customer') note('life_cycle', 'customer');
  const tags = [...new Set([...listOf(kept.tags), ...listOf(gone.tags)])];
  if (tags.length > listOf(kept.tags).length) note('tags', JSON.stringify(tags));
  return changed;
}

const listOf = (json: unknown): string[] => (typeof json === 'string' && json ? JSON.parse(json) : []);

export const differingFields = (kind: MergeKind, kept: Row, gone: Row): string[] =>
  Object.entries(compared[kind])
    .filter(
      ([, column]) => !isEmpty(kept[column]) && !isEmpty(gone[column]) && !same(kept[column], gone[column]),
    )
    .map(([field]) => field);
