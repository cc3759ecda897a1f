import { aresSubject } from '../../../fixtures/registers/ares.ts';
import { companies } from '../../../fixtures/registers/companies.ts';
import { transaction } from '../../../src/db/transaction.ts';
import { readThingAudience } from '../../../src/features/audience/card.ts';
import { readCompanyCard } from '../../../src/features/companies/card.ts';
import { listCompanies } from '../../../src/features/companies/list-store.ts';
import {
  answerDifferences,
  fillFromRegister,
  undoAnswers,
} from '../../../src/features/companies/register-service.ts';
import {
  changeCompany,
  changeSeenCompany,
  createTypedCompany,
  revealDic,
  searchCompanies,
} from '../../../src/features/companies/service.ts';
import { answerHeld } from '../../../src/features/companies/watch-service.ts';
import { declareReachable } from '../../../src/features/contacts/reach-service.ts';
import {
  changeContact,
  createContact,
  getContact,
  searchContacts,
} from '../../../src/features/contacts/service.ts';
import { mergeRecords, undoMerge } from '../../../src/features/merging/service.ts';
import { requestPaymentCode } from '../../../src/features/payments/service.ts';
import { AresSubject } from '../../../src/features/registers/ares-answer.ts';
import { factsOf } from '../../../src/features/registers/ares-company.ts';
import { czechAccount } from '../../../src/features/registers/bank-account.ts';
import { keepAnswer, keepSubjects } from '../../../src/features/registers/store.ts';
import type { Instant } from '../../../src/lib/time.ts';
import { plain, shows, type Use } from '../office.ts';

const bridges = factsOf(
  AresSubject.parse(aresSubject(companies[0]!)),
  '2027-03-08T08:00:00.000Z' as Instant,
)!;
const address = { dic: null, street: 'Příční 118/7a', city: 'Brno', postalCode: '602 00', website: null };

export const customerUses: Record<string, Use> = {
  'see a company': plain(({ ctx, company }) => readCompanyCard(ctx, company.id)),
  'find a company': plain(({ ctx, company }) => shows(searchCompanies(ctx, 'mostni', 10), company.name)),
  'list companies': plain(({ ctx, company }) => {
    const all = { ownerId: null, lifeCycle: null, text: '' };
    const page = { limit: 10, offset: 0 };
    return shows(
      listCompanies(ctx, all, page).then(({ companies }) => companies),
      company.name,
    );
  }),
  'create a company': plain(({ ctx }) =>
    createTypedCompany(ctx, { ...address, name: 'Kovovýroba H, s.r.o.', ico: null }),
  ),
  'ask who sees a company': plain(({ ctx, company }) =>
    readThingAudience(ctx, { kind: 'company', id: company.id }),
  ),
  'ask who sees a contact': plain(({ ctx, contact }) =>
    readThingAudience(ctx, { kind: 'contact', id: contact.id }),
  ),
  'over what was seen, edit a company': plain(({ ctx, company }) =>
    changeSeenCompany(ctx, company.id, company.version, { ...address, name: company.name, ico: company.ico }),
  ),
  'edit a company': plain(({ ctx, company }) =>
    changeCompany(ctx, company.id, { ...address, name: company.name, ico: company.ico }),
  ),
  'take over what a register says': plain(({ ctx, company }) =>
    fillFromRegister(ctx, company.id, { name: 'Mostní stavby Brno, a.s. v likvidaci' }),
  ),
  'keep ours where a register differs': plain(({ ctx, company }) =>
    answerDifferences(ctx, company.id, 'kept', ['name']),
  ),
  'accept where a register differs': plain(({ ctx, company }) =>
    answerDifferences(ctx, company.id, 'accepted', ['name']),
  ),
  'take such an answer back': plain(async ({ ctx, company }) => {
    const { answers } = await answerDifferences(ctx, company.id, 'kept', ['name']);
    await undoAnswers(
      ctx,
      answers.map(({ id }) => id),
    );
  }),
  'tell register changes that were held': plain(({ ctx }) => answerHeld(ctx, '2027-03-08', 'told')),
  'make a payment code': async ({ ctx, system }) => {
    await transaction(system, async (tx) => {
      const { ico } = bridges;
      await keepSubjects(tx, [bridges]);
      const accounts = [{ ...czechAccount('19', '2000145399', '0800'), since: null, until: null }];
      const subject = { kind: 'payer', unreliable: false, unreliableSince: null, accounts };
      await keepAnswer(tx, 'crpdph', `ico:${ico}`, { kind: 'subject', subject });
    });
    const amount = { amount: 125_050, currency: 'CZK' as const };
    const wish = { ico: bridges.ico, iban: 'CZ6508000000192000145399', amount };
    return () => requestPaymentCode(ctx, { ...wish, variableSymbol: null, message: null });
  },
  'see a whole DIČ': plain(({ ctx, company }) => revealDic(ctx, company.id)),
  'see a contact': plain(({ ctx, contact }) => getContact(ctx, contact.id)),
  'find a contact': plain(({ ctx, contact }) => shows(searchContacts(ctx, 'riha', 10), contact.name)),
  'create a contact': plain(({ ctx }) => createContact(ctx, { name: 'Jana Malá' })),
  'edit a contact': plain(({ ctx, contact }) => changeContact(ctx, contact.id, { position: 'jednatel' })),
  'merge two companies': plain(async ({ ctx, company }) => {
    const { company: other } = await createTypedCompany(ctx, { name: 'Mostaři' });
    return mergeRecords(ctx, { kind: 'company', keptId: company.id, goneId: other.id });
  }),
  'merge two contacts': plain(async ({ ctx, contact }) => {
    const other = await createContact(ctx, { name: 'P. Říha' });
    return mergeRecords(ctx, { kind: 'contact', keptId: contact.id, goneId: other.id });
  }),
  'take a merge back': plain(async ({ ctx, contact, system }) => {
    const other = await createContact(system, { name: 'P. Říha' });
    const { id } = await mergeRecords(system, { kind: 'contact', keptId: contact.id, goneId: other.id });
    return undoMerge(ctx, id);
  }),
  'say that an address works': plain(({ ctx, contact }) => declareReachable(ctx, contact.id)),
};
