/** The type-ahead over our companies and a register: used wherever a form asks for a company. */
import type { PlainTextOption } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import { option, typeAheadField } from '../../slack/forms.ts';
import { typeAhead } from '../../slack/ids.ts';
import type { Suggestions } from '../../slack/requests.ts';
import { companyRegisters, Ico, readTypedCompany } from '../registers/model.ts';
import { companyHint } from '../registers/views.ts';
import type { CompanyPick, FoundCompanies } from './found.ts';
import type { Company } from './model.ts';

export const pickCompany = typeAhead('companies.pick');

/** Slack takes 75 characters in an option's value. */
const valueLimit = 75;

export const pickValue = (pick: CompanyPick): string =>
  pick.kind === 'own'
    ? `c:${pick.id}`
    : pick.kind === 'register'
      ? `${pick.register === 'rpo' ? 's' : 'r'}:${pick.ico}`
      : `n:${cut(pick.name, valueLimit - 2)}`;

/** null for an empty field, and for a value that is none of ours */
export function parsePick(value: string | null): CompanyPick | null {
  const [, kind, rest] = /^([crsn]):(.+)$/s.exec(value ?? '') ?? [];
  if (!kind || !rest) return null;
  if (kind === 'c') return /^\d+$/.test(rest) ? { kind: 'own', id: Number(rest) as CompanyId } : null;
  if (kind === 'n') return { kind: 'typed', name: rest };
  const ico = Ico.safeParse(rest);
  if (!ico.success) return null;
  return { kind: 'register', ico: ico.data, ...(kind === 's' ? { register: 'rpo' as const } : {}) };
}

export const companyOption = (company: Company, reader: Reader): PlainTextOption =>
  option(company.name, pickValue({ kind: 'own', id: company.id }), ownHint(company, reader) || undefined);

/** `IČO 00000019 · Brno · v likvidaci` */
export function ownHint(company: Company, reader: Reader): string {
  const { ico, city } = company;
  const rest = [...(city ? [city] : []), ...notableStates(company, reader)];
  return ico ? reader.t.registers.hint(ico, rest) : rest.join(' · ');
}

/** `zánik 31. 10. 2024`, `zanikne 30. 6. 2099`, `v likvidaci`; nothing of a company that simply lives */
export function notableStates({ dissolvedOn, inLiquidation }: Company, { t, date, today }: Reader): string[] {
  const { states } = t.registers;
  const end = dissolvedOn && states[dissolvedOn > today ? 'endsOn' : 'dissolved'](date(dissolvedOn));
  return [...(end ? [end] : []), ...(inLiquidation ? [states.inLiquidation] : [])];
}

/** The field itself. @param initial the company that is there already */
export const companyField = (
  initial: PlainTextOption | null,
  reader: Reader,
  settings: { focus?: boolean } = {},
) => typeAheadField(pickCompany, initial, { placeholder: reader.t.companies.typeAhead, ...settings });

/** Ours, then the register's, then the way out without an IČO. */
export function companySuggestions(found: FoundCompanies, query: string, reader: Reader): Suggestions {
  const { t } = reader;
  const groups = [
    { label: t.companies.alreadyKnown, options: found.own.map((company) => companyOption(company, reader)) },
    ...companyRegisters.map((register) => ({
      label: t.companies.fromRegister(t.registers.names[register]),
      options: found.register
        .filter((company) => company.source === register)
        .map((company) =>
          option(
            company.name,
            pickValue({ kind: 'register', ico: company.ico, register }),
            companyHint(reader, company),
          ),
        ),
    })),
    { label: t.companies.neither, options: withoutIco(query, reader) },
  ];
  return groups.filter((group) => group.options.length > 0);
}

function withoutIco(query: string, { t }: Reader): PlainTextOption[] {
  const name = cleanLine(query);
  // A number is no name.
  if (!name || readTypedCompany(name).kind !== 'name') return [];
  return [option(t.companies.withoutIco(cut(name, 40)), pickValue({ kind: 'typed', name }))];
}
