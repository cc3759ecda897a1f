/** Which fields of a company have a source of their own, and what a register says of them. */
import type { Company, NewCompany } from './model.ts';

type Columns = keyof Company & keyof NewCompany;

/** The parts of an address come and go together. */
export const officeColumns = ['street', 'municipalityPart', 'city', 'postalCode', 'officeLine'] as const;
const billingColumns = ['billingStreet', 'billingCity', 'billingPostalCode'] as const;

/** What registers say, in the order in which differences are shown. */
export const registerFields = [
  'name',
  'ico',
  'dic',
  'vatNumber',
  'legalForm',
  'office',
  'courtFile',
  'foundedOn',
  'dissolvedOn',
  'inLiquidation',
  'nace',
  'executives',
] as const;
export type RegisterField = (typeof registerFields)[number];

/** Fields that a person never types: the register has the say, always. */
export const registersOwn: readonly string[] = ['dissolvedOn', 'inLiquidation', 'nace', 'executives'];

/** Our columns under one field. */
export const columnsOfField = (field: string): readonly Columns[] =>
  field === 'office' ? officeColumns : field === 'billing' ? billingColumns : [field as Columns];

/** The field that a column belongs to; null for what has no source: when a register was asked, the country. */
export function fieldOfColumn(column: string): string | null {
  if ((officeColumns as readonly string[]).includes(column)) return 'office';
  if ((billingColumns as readonly string[]).includes(column)) return 'billing';
  return ['register', 'registerAt', 'country', 'version', 'id', 'createdAt'].includes(column) ? null : column;
}

/** What is shown and compared of a field: of an office its line. */
export const valueOfField = (company: Partial<NewCompany>, field: string): unknown =>
  (company as Record<string, unknown>)[field === 'office' ? 'officeLine' : field];

export const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || value === false || same(value, []);
