/** Messages and windows of companies and their people, with the ugliest of names. */

import { differencesCard } from '../../src/features/companies/differences-views.ts';
import { companyFormModal, findCompanyModal } from '../../src/features/companies/form.ts';
import { blankStart } from '../../src/features/companies/form-fields.ts';
import { changesModal, sourcesModal } from '../../src/features/companies/history-views.ts';
import { companyList } from '../../src/features/companies/list-views.ts';
import type {
  FieldSources,
  RegisterAnswer,
  RegisterDifference,
} from '../../src/features/companies/provenance.ts';
import {
  alikePreview,
  companyHelp,
  foundList,
  nothingFound,
  registerPreview,
  whichCountry,
} from '../../src/features/companies/register-views.ts';
import { companyCard, contactsModal } from '../../src/features/companies/views.ts';
import type { FactChange } from '../../src/features/companies/watch-facts.ts';
import { changedCard, heldAnswered, heldCard } from '../../src/features/companies/watch-views.ts';
import { companyModal } from '../../src/features/companies/window-views.ts';
import { contactModal } from '../../src/features/contacts/form.ts';
import { Ico, type RegisterCompany } from '../../src/features/registers/model.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { CrmEvent } from '../../src/lib/event.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { company, contact, deal, now, ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

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

const heldChanges: FactChange[] = [
  { field: 'office', from: ugly, to: ugly },
  { field: 'inLiquidation', from: false, to: true },
];

const slovak: RegisterCompany = {
  ...record,
  source: 'rpo',
  courtFile: `Sro/15001/L, ${ugly.slice(0, 200)}`,
  vatNumber: 'SK2020000004',
  vatCheck: {
    kind: 'valid',
    number: 'SK2020000004',
    name: ugly,
    address: ugly,
    consultation: 'WAPIAAAAinvented',
    fetchedAt: now,
    stale: true,
  },
};

export const card = {
  company,
  deals: { open: 12, won: 3, lost: 1, openValue: [{ amount: 99, currency: 'CZK' as const }] },
  openDeals: many(5, (id) => deal({ id: id as never })),
  contacts: many(50, contact),
  official: {
    vat: {
      kind: 'answered' as const,
      subject: {
        kind: 'payer' as const,
        unreliable: true,
        unreliableSince: '2026-03-02' as PlainDate,
        accounts: many(40, () => ({
          iban: 'CZ6508000000192000145399',
          local: null,
          since: null,
          until: null,
        })),
      },
      fetchedAt: now,
      trouble: 'blocked' as const,
    },
    insolvency: {
      kind: 'answered' as const,
      cases: many(20, (id) => ({
        reference: ugly.slice(0, 60) + id,
        state: ugly.slice(0, 60),
        ongoing: id < 9,
        since: null,
        until: null,
        court: null,
        link: `https://isir.justice.cz/isir/ueu/evidence_upadcu_detail.do?id=${id}`,
      })),
      since: now,
      decided: null,
      fetchedAt: now,
      trouble: null,
    },
    aresMentionsInsolvency: true,
  },
  parts: [],
  standing: null,
  names: { people: new Map([[1, ugly.slice(0, 200)]]), companies: new Map([[7, ugly.slice(0, 300)]]) },
};
const companyWindow = { ...card, domains: [ugly.slice(0, 200)], windows: [] };
export const found = { own: many(20, () => company), register: many(20, () => record), answer: null };
const differences: RegisterDifference[] = [
  { field: 'name', ours: ugly, theirs: ugly },
  { field: 'inLiquidation', ours: false, theirs: true },
  { field: 'dissolvedOn', ours: null, theirs: '2027-03-01' },
];
const standing = { register: 'ares' as const, record, differences };
const answers: RegisterAnswer[] = (['accepted', 'kept'] as const).map((answer, id) => ({
  id: id + 1,
  companyId: company.id,
  field: 'name',
  answer,
  register: 'ares',
  ours: { name: ugly },
  theirs: { name: ugly },
  sourceBefore: null,
  byId: null,
  at: now,
}));
const sources: FieldSources = new Map([
  ['name', { source: 'person', register: null, byId: 1 as never, at: now }],
  ['office', { source: 'register', register: 'ares', byId: null, at: now }],
  ['tags', { source: 'import', register: null, byId: 1 as never, at: now }],
  ['website', { source: 'mail', register: null, byId: null, at: now }],
]);
const events: CrmEvent[] = many(15, (id) => ({
  id: id as never,
  kind: id === 1 ? 'company.created' : 'company.changed',
  subject: { kind: 'company', id: 7 },
  actorId: 1 as never,
  details: Object.fromEntries(
    ['name', 'officeLine', 'website', 'lostReason'].map((field) => [field, { from: ugly, to: ugly }]),
  ),
  at: now,
}));
const changes = (
  [
    ['insolvency', null, ugly],
    ['insolvency', 'x', null],
    ['unreliable', null, '2027-03-01'],
    ['unreliable', 'yes', null],
    ['inLiquidation', false, true],
    ['inLiquidation', true, false],
    ['dissolvedOn', null, '2027-03-01'],
    ['dissolvedOn', '2027-03-01', null],
    ['name', ugly, ugly],
    ['office', ugly, ugly],
    ['executives', [ugly], [ugly.slice(1), ugly.slice(2)]],
    ['vat', 'payer', 'none'],
  ] as const
).map(([field, from, to]) => ({ field, from, to, foundAt: now }));
const meta = { id: null, version: 0, more: true, fresh: {}, place: {} };
const edited = { ...blankStart, company, domains: ['mosty.example', ugly.slice(0, 100)], parent: company };

export const gallery = (reader: Reader): Gallery => ({
  messages: {
    company: companyCard(card, reader),
    'company in a register': registerPreview(
      record,
      reader.t.registers.stale('ARES', reader.age(now)),
      reader,
    ),
    'Slovak company in a register': registerPreview(slovak, null, reader),
    'company in both countries': whichCountry('00000019', [record, slovak], reader),
    'list of companies': companyList(
      {
        meta: { ownerId: null, lifeCycle: null, text: ugly.slice(0, 60), offset: 10 },
        companies: many(10, (id) => ({ ...company, id: id as never, ownerId: 1 as never })),
        total: 200,
        owners: new Map([[1, ugly]]),
        me: 2 as never,
      },
      reader,
    ),
    'empty list of companies': companyList(
      {
        meta: { ownerId: 2 as never, lifeCycle: 'former', text: '', offset: 0 },
        companies: [],
        total: 0,
        owners: new Map(),
        me: 2 as never,
      },
      reader,
    ),
    'companies found': foundList(
      found,
      ugly.slice(0, 300),
      reader.t.registers.tooManyMatches('ARES'),
      reader,
    ),
    'no company found': nothingFound(reader.t.companies.noneFound, { name: ugly.slice(0, 300) }, reader),
    'company differs': differencesCard(company, standing, reader),
    'company that differs in one': companyCard(
      { ...card, standing: { ...standing, differences: differences.slice(0, 1) } },
      reader,
    ),
    'company that differs': companyCard({ ...card, standing, answers: answers.slice(0, 1) }, reader),
    'company whose value was kept': companyCard({ ...card, answers: answers.slice(1) }, reader),
    'company help': companyHelp(reader),
    'registers say something new': changedCard(company, changes, { ...standing, differences }, reader),
    'too much changed in a night': heldCard(
      {
        night: '2027-03-08',
        checked: 800,
        changed: 122,
        companies: many(8, () => ({ name: ugly, changes: heldChanges })),
      },
      reader,
    ),
    'what was held is told': heldAnswered('told', reader),
    'one of ours is like the register’s': alikePreview(record, company, reader),
  },
  modals: {
    company: companyModal(companyWindow, reader, reader.t.companies.knownAlready),
    'where values come from': sourcesModal(company, sources, card.names, reader),
    'changes of a company': changesModal(company, events, events[0] ?? null, card.names, reader),
    'contacts of a company': contactsModal(card, reader),
    'find a company': findCompanyModal(reader),
    'edit a company': companyFormModal(
      edited,
      { ...meta, id: company.id, place: { url: 'https://hooks.slack.com/actions/x' } },
      reader,
    ),
    'new company': companyFormModal(
      { ...blankStart, typed: { name: ugly.slice(0, 300) } },
      { ...meta, more: false },
      reader,
    ),
    'edit a contact': contactModal(contact(1), null, {}, reader),
    'edit a contact whose mail comes back': contactModal(
      {
        ...contact(1),
        emails: [
          { address: 'riha@mosty-brno.example', bounce: { at: now, why: 'noSuchAddress', status: '5.1.1' } },
        ],
      },
      null,
      {},
      reader,
    ),
    'new contact': contactModal(null, company.id, {}, reader),
  },
});
