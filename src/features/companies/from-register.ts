import { countryOf, type RegisterCompany } from '../registers/model.ts';
import type { Company, NewCompany } from './model.ts';

/** A register's record as a company of ours. What a register does not know it does not overwrite either. */
export const companyOfRegister = (record: RegisterCompany): NewCompany => ({
  name: record.name,
  ico: record.ico,
  country: countryOf(record.source),
  ...(record.source === 'rpo'
    ? { dic: record.dic ?? undefined, vatNumber: record.vatNumber ?? undefined }
    : { dic: record.dic, legalForm: record.legalForm?.name ?? null }),
  street: record.office.street,
  city: record.office.city,
  postalCode: record.office.postalCode,
  officeLine: record.office.line || null,
  courtFile: record.courtFile,
  foundedOn: record.foundedOn,
  dissolvedOn: record.dissolvedOn,
  inLiquidation: record.inLiquidation,
  register: record.source,
  registerAt: record.fetchedAt,
});

/** What a person would notice when the register says something else than we have. */
export const comparedFields = [
  'name',
  'dic',
  'vatNumber',
  'legalForm',
  'officeLine',
  'courtFile',
  'dissolvedOn',
  'inLiquidation',
] as const satisfies readonly (keyof Company & keyof NewCompany)[];
export type ComparedField = (typeof comparedFields)[number];

export interface RegisterDifference {
  field: ComparedField;
  ours: unknown;
  theirs: unknown;
}

/** What differs between ours and the register's. */
export function registerDifferences(company: Company, record: RegisterCompany): RegisterDifference[] {
  const theirs = companyOfRegister(record);
  return comparedFields
    .filter((field) => theirs[field] !== undefined)
    .map((field) => ({ field, ours: company[field] ?? null, theirs: theirs[field] ?? null }))
    .filter(({ ours, theirs: register }) => ours !== register);
}
