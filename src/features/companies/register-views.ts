/** What a register says, before it is ours. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { short } from '../deals/lines.ts';
import { courtFileText } from '../registers/court-file.ts';
import { companyRegisters, type RegisterCompany } from '../registers/model.ts';
import { vatCheckText } from '../registers/vies-views.ts';
import { companyHint, sourceAndAge, stateIfNotable } from '../registers/views.ts';
import { keepRegisterCompany, openCompany, previewCompany, startCompany } from './buttons.ts';
import type { FoundCompanies } from './found.ts';
import type { Company } from './model.ts';
import { ownHint } from './picks.ts';

/** The record, to be looked at before it is kept. @param trouble what to say beside it */
export function registerPreview(record: RegisterCompany, trouble: string | null, reader: Reader): Message {
  const { t } = reader;
  const state = stateIfNotable(reader, record);
  const lines = [
    `🏢 ${bold(short(record.name, 300))}`,
    lineOf(
      ' · ',
      t.companies.ico(record.ico),
      record.dic && t.companies.dic(esc(record.dic)),
      record.vatNumber && t.companies.vatNumber(esc(record.vatNumber)),
      record.legalForm?.name && esc(record.legalForm.name),
    ),
    lineOf(
      ' · ',
      record.office.line && esc(record.office.line),
      record.courtFile && esc(courtFileText(record.courtFile, reader)),
      record.foundedOn && t.companies.founded(reader.date(record.foundedOn)),
    ),
    leadersLine(record, reader),
    state && `⚠️ ${state}`,
    ['registered', 'group'].includes(record.vat.status) && t.registers.vatUnconfirmed,
    record.insolvency === 'unconfirmed' && `⚠️ ${t.registers.insolvencyUnconfirmed}`,
    record.vatCheck && esc(vatCheckText(record.vatCheck, reader)),
    trouble && esc(trouble),
  ].filter(Boolean);
  return {
    text: short(record.name, 150),
    blocks: [
      section(lines.join('\n')),
      context(lineOf(' · ', sourceAndAge(reader, record.fetchedAt, record.source), t.companies.notOursYet)),
      actions([
        keepRegisterCompany.make(
          t.companies.keep,
          { ico: record.ico, register: record.source },
          { style: 'primary' },
        ),
      ]),
    ],
  };
}

/** One of ours that may be the same comes first; the register's can be made ours all the same. */
export function alikePreview(record: RegisterCompany, ours: Company, reader: Reader): Message {
  const { t } = reader;
  const { source: register, ico } = record;
  const lines = [`⚠️ ${t.merging.isItThisOne}`, bold(short(ours.name, 300)), esc(ownHint(ours, reader))];
  return {
    text: t.merging.isItThisOne,
    blocks: [
      section(lines.filter(Boolean).join('\n'), openCompany.make(t.common.open, ours.id)),
      section(lineOf('\n', bold(short(record.name, 300)), esc(companyHint(reader, record)))),
      actions([keepRegisterCompany.make(t.merging.keepAnyway, { ico, register, shown: ours.id })]),
    ],
  };
}

const leadersShown = 4;

/** `Statutární orgán: Ing. Oto Kovadlina (jednatel)` */
function leadersLine({ executives = [] }: RegisterCompany, { t }: Reader): string | null {
  if (executives.length === 0) return null;
  const named = executives
    .slice(0, leadersShown)
    .map(({ name, role }) => esc(cut(role ? `${name} (${role})` : name, 120)));
  const rest = executives.length - named.length;
  return t.registers.leaders([...named, ...(rest > 0 ? [t.registers.moreLeaders(rest)] : [])].join(', '));
}

const rows = 10;

/** What a search by name brought: ours open, the register's show themselves first. */
export function foundList(
  found: FoundCompanies,
  query: string,
  trouble: string | null,
  reader: Reader,
): Message {
  const { t } = reader;
  const own = found.own.slice(0, rows);
  const text = t.companies.foundFor(short(query, 60));
  return {
    text,
    blocks: [
      section(bold(text)),
      ...(own.length > 0 ? [context(t.companies.alreadyKnown)] : []),
      ...own.map((company) =>
        section(
          lineOf('\n', bold(short(company.name)), esc(ownHint(company, reader))),
          openCompany.make(t.common.open, company.id),
        ),
      ),
      ...companyRegisters.flatMap((register) => {
        const its = found.register.filter((company) => company.source === register).slice(0, rows);
        if (its.length === 0) return [];
        const label = t.companies.fromRegister(t.registers.names[register]);
        return [context(label), ...its.map((company) => recordRow(company, reader))];
      }),
      ...(trouble ? [context(esc(trouble))] : []),
      actions([startCompany.make(t.companies.withoutIcoAlone, { name: query.slice(0, 300) })]),
    ],
  };
}

const recordRow = (company: RegisterCompany, reader: Reader) =>
  section(
    lineOf('\n', bold(short(company.name)), esc(companyHint(reader, company))),
    previewCompany.make(reader.t.companies.look, { ico: company.ico, register: company.source }),
  );

/** The same number in both countries: the two, to choose from. */
export const whichCountry = (ico: string, records: RegisterCompany[], reader: Reader): Message => {
  const { t } = reader;
  const text = t.companies.whichCountry(ico);
  return {
    text,
    blocks: [
      section(text),
      ...records.flatMap((record) => [
        context(t.companies.fromRegister(t.registers.names[record.source])),
        recordRow(record, reader),
      ]),
    ],
  };
};

/** Nothing there, with the way on. @param text may hold what was typed */
export const nothingFound = (
  text: string,
  start: { name?: string; ico?: string },
  { t }: Reader,
): Message => ({
  text: esc(text),
  blocks: [section(esc(text)), actions([startCompany.make(t.companies.createByHand, start)])],
});

/** What `/company` understands. */
export const companyHelp = ({ t }: Reader): Message => ({
  text: t.companies.help.title,
  blocks: [section([bold(t.companies.help.title), ...t.companies.help.lines].join('\n'))],
});
