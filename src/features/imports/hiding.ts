/** Birth numbers under a heading of which only a person said that it means a DIČ: read with the file they passed for numbers. */
import type { Around } from './around.ts';
import { headingKeys } from './columns.ts';
import type { FieldKey, Import, StagedRow } from './model.ts';
import { isSlovakRow, withoutBirthNumber } from './reading/birth-numbers.ts';

const isTax = (field: FieldKey | null | undefined): boolean =>
  field === 'company.dic' || field === 'company.vatNumber';

/** @returns the row itself when it holds none */
export function hidingChosen({ columns }: Pick<Around, 'columns'>, row: StagedRow): StagedRow {
  const places = (columns[row.sheet] ?? []).filter(({ field }) => isTax(field)).map(({ at }) => at);
  const isSlovak = places.length > 0 && isSlovakRow(row.cells);
  const cells = row.cells.map((cell, at) =>
    places.includes(at) ? withoutBirthNumber(cell, 'tax', isSlovak) : cell,
  );
  return cells.some((cell, at) => cell !== row.cells[at]) ? { ...row, cells } : row;
}

/** The same of the values that the window shows under the headings. */
export const hidingSamples = (
  { sheets }: Pick<Import, 'sheets'>,
  mapping: Import['mapping'],
): Import['sheets'] =>
  sheets.map((sheet) => {
    const keys = headingKeys(sheet.headings);
    const samples = sheet.samples.map((sample, at) =>
      isTax(mapping[keys[at] ?? '']) ? withoutBirthNumber(sample, 'tax') : sample,
    );
    return { ...sheet, samples };
  });
