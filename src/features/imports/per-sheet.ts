/** Whether a workbook has a sheet for each customer, as small firms keep them. */
import { fold } from '../../lib/text.ts';
import { fieldOfHeading, headingKeys } from './columns.ts';
import type { Import, Sheet } from './model.ts';

const general =
  /^(list|sheet|harok|tabulka|data|kontakty|contacts|firmy|zakaznici|klienti|companies|customers|clients|odberatele|odberatelia|seznam|zoznam|prehled|prehlad|obsah|index|souhrn|sumar|summary|export|import|leady|leads|prilezitosti|prilezitosti|zakazky|deals|obchody|ostatni|ostatne|ciselnik|nastaveni|leden|unor|brezen|duben|kveten|cerven|cervenec|srpen|zari|rijen|listopad|prosinec|januar|februar|marec|april|maj|jun|jul|august|september|oktober|november|december|q[1-4]|rok)?[\s_-]*\(?\d*\)?$/;

export const isGeneralName = (name: string): boolean => general.test(fold(name));

/** Sheets with names of their own, none of which says in a column whose rows they are. */
export function isPerSheet(sheets: Sheet[], mapping: Import['mapping']): boolean {
  const filled = sheets.filter(({ rows, card }) => rows > 0 || card.length > 0);
  if (filled.length < 2) return false;
  const named = filled.filter(({ name }) => !isGeneralName(name));
  if (named.length < 2 || named.length < filled.length / 2) return false;
  const saysCompany = named.filter(({ headings }) =>
    headingKeys(headings).some((key) => mapping[key] === 'company.name' || mapping[key] === 'company.ico'),
  );
  return saysCompany.length < named.length / 4;
}

/** Of the sheet's own name, unless its card says another. */
export function sheetCompany({ name, card }: Pick<Sheet, 'name' | 'card'>): string {
  return card.find(([label]) => fieldOfHeading(label) === 'company.name')?.[1] ?? name;
}
