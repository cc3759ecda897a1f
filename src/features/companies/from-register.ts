/** A register's record beside a company of ours: what it fills in by itself, and what a person is asked about. */
import { countryOf, isBirthNumber, type RegisterCompany } from '../registers/model.ts';
import {
  columnsOfField,
  isEmpty,
  type RegisterField,
  registerFields,
  registersOwn,
  same,
  valueOfField,
} from './fields.ts';
import type { Company, NewCompany } from './model.ts';
import type { FieldSources, RegisterAnswer, RegisterDifference } from './provenance.ts';

/** A register's record as a company of ours. What a register does not know it does not overwrite either. */
export const companyOfRegister = (record: RegisterCompany): NewCompany => ({
  name: record.name,
  ico: record.ico,
  country: countryOf(record.source),
  dic: record.dic ?? undefined,
  vatNumber: record.vatNumber ?? undefined,
  legalForm: record.legalForm ? (record.legalForm.name ?? record.legalForm.code) : undefined,
  street: record.office.street,
  municipalityPart: record.office.municipalityPart,
  city: record.office.city,
  postalCode: record.office.postalCode,
  officeLine: record.office.line || null,
  courtFile: record.courtFile ?? undefined,
  foundedOn: record.foundedOn ?? undefined,
  dissolvedOn: record.dissolvedOn,
  inLiquidation: record.inLiquidation,
  nace: record.nace.length > 0 ? record.nace : undefined,
  executives: record.executives?.map(({ name, role, since }) => ({ name, role, since })),
  register: record.source,
  registerAt: record.fetchedAt,
});

/** What a register may write without asking: into what is empty, and over what it wrote before. */
export function filledBy(theirs: NewCompany, before: Company, sources: FieldSources): Partial<NewCompany> {
  const change: Partial<NewCompany> = { register: theirs.register, registerAt: theirs.registerAt };
  if (before.register === null) change.country = theirs.country;
  for (const field of registerFields) {
    if (!saysSomething(theirs, field) || !mayFill(field, before, sources)) continue;
    Object.assign(change, columnsFrom(theirs, field));
  }
  return change;
}

const mayFill = (field: RegisterField, before: Company, sources: FieldSources): boolean =>
  registersOwn.includes(field) ||
  sources.get(field)?.source === 'register' ||
  isEmpty(valueOfField(before, field));

/** An empty value of a register empties nothing of ours, unless it is about what only registers know. */
const saysSomething = (theirs: NewCompany, field: RegisterField): boolean =>
  valueOfField(theirs, field) !== undefined &&
  (registersOwn.includes(field) || !isEmpty(valueOfField(theirs, field)));

export const columnsFrom = (company: Partial<NewCompany>, field: string): Partial<NewCompany> =>
  Object.fromEntries(columnsOfField(field).map((column) => [column, company[column] ?? null]));

/** Where a typed value differs from the register's, and nobody has said yet that ours stays. */
export function differencesOf(
  company: Company,
  theirs: NewCompany,
  sources: FieldSources,
  answers: RegisterAnswer[],
): RegisterDifference[] {
  return registerFields
    .filter((field) => saysSomething(theirs, field) && !mayFill(field, company, sources))
    .map((field) => ({
      field,
      ours: valueOfField(company, field) ?? null,
      theirs: valueOfField(theirs, field) ?? null,
    }))
    .filter((one) => !same(one.ours, one.theirs) && !isHidden(one) && !isKept(one, answers));
}

/** Dots cannot be told from dots: nobody is asked to choose between them. */
const isHidden = ({ field, ours, theirs }: RegisterDifference): boolean =>
  field === 'dic' && [ours, theirs].some((dic) => String(dic).includes('•') || isBirthNumber(String(dic)));

/** Asked again only when the register says something else than when ours was kept. */
function isKept({ field, theirs }: RegisterDifference, answers: RegisterAnswer[]): boolean {
  const last = answers.filter((one) => one.field === field).at(-1);
  return last?.answer === 'kept' && same(valueOfField(last.theirs, field), theirs);
}
