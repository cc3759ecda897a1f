/** What stays the same for every row of an import. */
import { listMembers, type Person } from '../../access/people.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { type FieldColumn, importableFields } from '../fields/exchange-service.ts';
import { labelIn } from '../fields/model.ts';
import { fieldKindsOf } from '../fields/part.ts';
import { pastFields } from './changes.ts';
import { fieldOfHeading, headingKey, headingKeys } from './columns.ts';
import {
  type FieldKey,
  type Import,
  isRecordKind,
  type RecordKind,
  type RowSaid,
  type StagedRow,
} from './model.ts';
import { isGeneralName } from './per-sheet.ts';
import { factsOf, type RowFacts, type Said } from './row-facts.ts';

export interface Around {
  found: Import;
  members: Person[];
  own: OwnField[];
  /** of each sheet, by column: what it says, under which heading */
  columns: { field: FieldKey; column: string; at: number }[][];
}

export async function aroundRows(ctx: Ctx, found: Import): Promise<Around> {
  const columns = found.sheets.map(({ headings }) =>
    headingKeys(headings).flatMap((key, at) => {
      const field = found.mapping[key];
      return field ? [{ field, column: headings[at] as string, at }] : [];
    }),
  );
  return { found, members: await listMembers(ctx.db), own: await listOwnFields(ctx), columns };
}

export function readRow(ctx: Ctx, { found, columns }: Around, row: StagedRow): RowFacts {
  const said: Said[] = (columns[row.sheet] ?? []).map(({ field, column, at }) => ({
    field,
    column,
    text: saidIn(row.cells[at] ?? ''),
  }));
  const facts = factsOf(found.perSheet ? withSheet(found, row, said) : said, {
    as: found.as,
    currency: ctx.settings.currency,
  });
  return facts;
}

/** A dash stands for nothing. */
const saidIn = (text: string): string => (/^(?:[-–—?.\s]+|n\/a)$/i.test(text) ? '' : text);

/** What is left out of a row that is taken. */
export function leftOutOf(
  ctx: Ctx,
  around: Around,
  row: StagedRow,
  { deal }: RowFacts,
): Pick<RowSaid, 'hidden' | 'past'> {
  const past = deal ? pastFields(ctx, deal) : [];
  const columns = (around.columns[row.sheet] ?? []).filter(({ field }) => past.includes(field));
  return {
    ...hiddenIn(around, row),
    ...(columns.length > 0 ? { past: columns.map(({ column }) => column) } : {}),
  };
}

/** Columns whose birth numbers were turned to dots when the file was read: they are not imported. */
function hiddenIn({ columns }: Around, row: StagedRow): Pick<RowSaid, 'hidden'> {
  const hidden = (columns[row.sheet] ?? []).filter(
    ({ field, at }) =>
      (field === 'company.dic' || field === 'company.vatNumber') && row.cells[at]?.includes('•'),
  );
  return hidden.length > 0 ? { hidden: hidden.map(({ column }) => column) } : {};
}

/** One sheet for each customer: its name, and what its card says, hold for every row of it. */
function withSheet(found: Import, row: StagedRow, said: Said[]): Said[] {
  const sheet = found.sheets[row.sheet];
  if (!sheet) return said;
  if (isGeneralName(sheet.name)) return said;
  const { name } = sheet;
  const isRow = said.some(({ text }) => text !== '');
  const has = (field: FieldKey) => said.some((one) => one.field === field && one.text !== '');
  const card = sheet.card.flatMap(([label, text]): Said[] => {
    const field = fieldOfHeading(label);
    const isOfCompany = field?.startsWith('company.') || (!isRow && field?.startsWith('contact.'));
    return field && isOfCompany && !has(field) ? [{ field, column: label, text }] : [];
  });
  const named = has('company.name') || card.some(({ field }) => field === 'company.name');
  return [...said, ...card, ...(named ? [] : [{ field: 'company.name' as const, column: name, text: name }])];
}

/** By full name, by e-mail address, or by a surname that only one has. null: nobody */
export function memberCalled(members: Person[], text: string): PersonId | null {
  const said = fold(text);
  const exact = members.filter(({ name, email }) => fold(name) === said || email?.toLowerCase() === said);
  const words = (name: string) => fold(name).split(' ');
  const turned = members.filter(
    ({ name }) => words(name).toSorted().join(' ') === words(text).toSorted().join(' '),
  );
  const partly = members.filter(({ name }) => words(name).includes(said));
  for (const found of [exact, turned, partly]) if (found.length === 1) return found[0]?.id ?? null;
  return null;
}

export interface OwnField {
  key: FieldKey;
  /** in the importer's language */
  label: string;
  kind: RecordKind;
  column: FieldColumn;
}

/** The firm's own fields, as columns can say them. */
export async function listOwnFields(ctx: Ctx): Promise<OwnField[]> {
  const all: OwnField[] = [];
  const { language } = readerOf(ctx);
  for (const { key: kind } of fieldKindsOf(ctx)) {
    if (!isRecordKind(kind)) continue;
    for (const column of await importableFields(ctx, kind))
      all.push({ key: `own.${kind}.${column.name}`, label: labelIn(column.labels, language), kind, column });
  }
  return all;
}

/** By what a heading would have to say, in any of its languages. */
export const ownByHeading = (own: OwnField[]): Map<string, FieldKey> =>
  new Map(
    own.flatMap(({ column, key }) =>
      Object.values(column.labels).flatMap((label): [string, FieldKey][] =>
        label ? [[headingKey(label), key]] : [],
      ),
    ),
  );
