import { describe, expect, it } from 'vitest';
import { companyFormModal, findCompanyModal } from '../../src/features/companies/form.ts';
import type { RegisterDifference } from '../../src/features/companies/from-register.ts';
import { companySuggestions, parsePick, pickValue } from '../../src/features/companies/picks.ts';
import {
  companyHelp,
  differencesCard,
  foundList,
  nothingFound,
  registerPreview,
} from '../../src/features/companies/register-views.ts';
import { companyCard, companyModal, contactsModal } from '../../src/features/companies/views.ts';
import { contactModal, contactSuggestions } from '../../src/features/contacts/views.ts';
import { Ico, type RegisterCompany } from '../../src/features/registers/model.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { checkMessage, checkOptions, checkView } from '../../src/sandbox/checker/check.ts';
import { company, contact, deal, now, ugly } from '../deals/ugly.ts';

const many = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, id) => one(id + 1));

const record: RegisterCompany = {
  source: 'ares',
  fetchedAt: now,
  updatedOn: null,
  ico: Ico.parse('00000019'),
  name: ugly,
  dic: 'CZ00000019',
  office: {
    line: ugly.slice(0, 500),
    street: null,
    municipalityPart: null,
    city: ugly.slice(0, 200),
    district: null,
    region: null,
    postalCode: null,
    country: 'CZ',
    countryName: null,
  },
  legalForm: { code: '121', name: ugly.slice(0, 100) },
  naturalPerson: false,
  foundedOn: '2001-04-12' as PlainDate,
  dissolvedOn: '2027-03-01' as PlainDate,
  inLiquidation: true,
  vat: { status: 'registered', confirmed: false },
  insolvency: 'unconfirmed',
  courtFile: 'B 1581/KSBR',
  nace: [],
  state: 'dissolved',
};

const card = {
  company,
  deals: { open: 12, won: 3, lost: 1, openValue: [{ amount: 99, currency: 'CZK' as const }] },
  openDeals: many(5, (id) => deal({ id: id as never })),
  contacts: many(50, contact),
  parts: [],
};
const found = { own: many(20, () => company), register: many(20, () => record), answer: null };
const differences: RegisterDifference[] = [
  { field: 'name', ours: ugly, theirs: ugly },
  { field: 'inLiquidation', ours: false, theirs: true },
  { field: 'dissolvedOn', ours: null, theirs: '2027-03-01' },
];

describe.each(languages)('in %s', (language) => {
  const reader = readerFor(language, 'Europe/Prague', now);

  it('Slack takes every message about a company, and its name does not ping', () => {
    for (const message of [
      companyCard(card, reader),
      registerPreview(record, reader.t.registers.stale('ARES', reader.age(now)), reader),
      foundList(found, ugly.slice(0, 300), reader.t.registers.tooManyMatches('ARES'), reader),
      nothingFound(reader.t.companies.noneFound, { name: ugly.slice(0, 300) }, reader),
      differencesCard(company, record, differences, reader),
      companyHelp(reader),
    ]) {
      expect(checkMessage({ channel: 'C0OBCHOD01', ...message } as never)).toEqual([]);
      expect(
        JSON.stringify([message.text, ...message.blocks.filter((block) => block.type !== 'actions')]),
      ).not.toContain('<!channel>');
    }
  });

  it('Slack takes every window about a company and its people', () => {
    for (const view of [
      companyModal(card, reader, reader.t.companies.knownAlready),
      contactsModal(card, reader),
      findCompanyModal(reader),
      companyFormModal(company, {}, { url: 'https://hooks.slack.com/actions/x' }, reader),
      companyFormModal(null, { name: ugly.slice(0, 300) }, {}, reader),
      contactModal(contact(1), null, {}, reader),
      contactModal(null, company.id, {}, reader),
    ])
      expect([view.callback_id, checkView(view)]).toEqual([view.callback_id, []]);
  });

  it('Slack takes every answer of a type-ahead', () => {
    const groups = companySuggestions(found, ugly, reader) as { label: string; options: unknown[] }[];
    const option_groups = groups.map(({ label, options }) => ({
      label: { type: 'plain_text', text: label },
      options,
    }));
    expect(checkOptions({ option_groups })).toEqual([]);
    expect(checkOptions({ options: contactSuggestions(card.contacts.slice(0, 20), ugly, reader) })).toEqual(
      [],
    );
  });
});

describe('what a type-ahead carries', () => {
  it.each([
    { kind: 'own', id: 12 },
    { kind: 'register', ico: '00000019' },
    { kind: 'typed', name: 'Kovovýroba H: výroba & spol.' },
  ] as never[])('comes back as it was: %j', (pick) => {
    expect(parsePick(pickValue(pick))).toEqual(pick);
  });

  it('is nothing when it is none of ours', () => {
    expect([null, '', 'c:x', 'r:abc', 'x:1'].map(parsePick)).toEqual([null, null, null, null, null]);
  });

  it('a number is not offered as a name', () => {
    const reader = readerFor('cs', 'Europe/Prague', now);
    expect(companySuggestions({ own: [], register: [], answer: null }, '0000019', reader)).toEqual([]);
  });
});
