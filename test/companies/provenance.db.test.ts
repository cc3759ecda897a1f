import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { listEvents } from '../../src/events/record.ts';
import { readCompanyCard } from '../../src/features/companies/card.ts';
import { companyOfRegister } from '../../src/features/companies/from-register.ts';
import { customersAreWon } from '../../src/features/companies/listeners.ts';
import type { Company, TypedCompany } from '../../src/features/companies/model.ts';
import {
  answerDifferences,
  compareWithRegister,
  fillFromRegister,
  keepFromRegister,
  undoAnswers,
} from '../../src/features/companies/register-service.ts';
import {
  changeCompany,
  changeSeenCompany,
  createTypedCompany,
  getCompany,
  keepCompany,
  listDomains,
  revealDic,
  searchCompanies,
} from '../../src/features/companies/service.ts';
import { listSources } from '../../src/features/companies/source-store.ts';
import { awardDeal } from '../../src/features/deals/outcome-service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { lookupByIco } from '../../src/features/registers/service.ts';
import { keepSubjects } from '../../src/features/registers/store.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { office } from './office.ts';

const bridges = Ico.parse('00000019');

async function bridgesOf(eva: Ctx): Promise<Company> {
  const looked = await keepFromRegister(eva, bridges);
  return (looked as { company: Company }).company;
}

/** What ARES has said since. */
async function aresSays(eva: Ctx, change: object): Promise<void> {
  const answer = await lookupByIco(eva, bridges);
  if (answer.kind !== 'found') throw new Error('ARES did not answer');
  await transaction(eva, (tx) => keepSubjects(tx, [{ ...answer.company, ...change }]));
}

const differencesOf = async (eva: Ctx, { id }: Company) =>
  (await readCompanyCard(eva, id)).standing?.differences ?? [];

describe('where a value comes from', () => {
  it('is the register, the person who typed it, or the import; and nobody once it is empty', async () => {
    const { eva } = await office();
    const { id } = await bridgesOf(eva);
    await changeCompany(eva, id, { name: 'Mostaři', tags: ['mosty'], paymentTerms: '30 dní' });
    await changeCompany(eva, id, { name: 'Mostaři', acquiredSource: 'veletrh' }, 'import');
    const sources = await listSources(eva, id);
    expect(sources.get('office')).toMatchObject({ source: 'register', register: 'ares' });
    expect(sources.get('name')).toMatchObject({ source: 'person', byId: (eva.actor as { id: number }).id });
    expect(sources.get('acquiredSource')).toMatchObject({ source: 'import' });
    await changeCompany(eva, id, { name: 'Mostaři', paymentTerms: null });
    expect((await listSources(eva, id)).has('paymentTerms')).toBe(false);
  });

  it('decides what a register may write: what is empty and what it wrote before, never what was typed', async () => {
    const { eva } = await office();
    const company = await keepCompany(eva, { name: 'Mostaři', ico: '00000019', street: 'Krátká 1' });
    await compareWithRegister(eva, company.id);
    const filled = await getCompany(eva, company.id);
    expect(filled).toMatchObject({ name: 'Mostaři', dic: 'CZ00000019', city: 'Brno', register: 'ares' });
    const answer = await lookupByIco(eva, bridges);
    if (answer.kind !== 'found') throw new Error('ARES did not answer');
    const later = companyOfRegister({ ...answer.company, name: 'Mosty Morava, a.s.', dic: 'CZ00000027' });
    expect(await fillFromRegister(eva, company.id, later)).toMatchObject({
      name: 'Mostaři',
      dic: 'CZ00000027',
    });
  });

  it('an empty answer of a register empties nothing', async () => {
    const { eva } = await office();
    const company = await bridgesOf(eva);
    const theirs = { name: company.name, register: 'ares', dic: null, courtFile: null, officeLine: null };
    expect(await fillFromRegister(eva, company.id, theirs)).toMatchObject({
      dic: 'CZ00000019',
      courtFile: company.courtFile,
      officeLine: company.officeLine,
    });
  });
});

describe('where a register differs', () => {
  it('one field is accepted and the other kept, both can be taken back', async () => {
    const { eva } = await office();
    const company = await bridgesOf(eva);
    await changeCompany(eva, company.id, { name: 'Mostaři', city: 'Kuřim' });
    expect((await differencesOf(eva, company)).map(({ field }) => field)).toEqual(['name', 'office']);
    const accepted = await answerDifferences(eva, company.id, 'accepted', ['name']);
    expect(accepted.company.name).toBe('Mostní stavby Brno, a.s.');
    const kept = await answerDifferences(eva, company.id, 'kept', ['office']);
    expect(await differencesOf(eva, company)).toEqual([]);
    expect((await getCompany(eva, company.id)).city).toBe('Kuřim');

    await undoAnswers(eva, [accepted.answers[0]!.id]);
    expect((await getCompany(eva, company.id)).name).toBe('Mostaři');
    expect((await listSources(eva, company.id)).get('name')).toMatchObject({ source: 'person' });
    await undoAnswers(eva, [kept.answers[0]!.id]);
    expect((await differencesOf(eva, company)).map(({ field }) => field)).toEqual(['name', 'office']);
  });

  it('what was kept is not asked again until the register says something else', async () => {
    const { eva } = await office();
    const company = await bridgesOf(eva);
    await changeCompany(eva, company.id, { name: 'Mostaři' });
    await answerDifferences(eva, company.id, 'kept', ['name']);
    expect(await compareWithRegister(eva, company.id)).toMatchObject({ kind: 'same' });
    await aresSays(eva, { name: 'Mosty Morava, a.s.' });
    expect(await differencesOf(eva, company)).toEqual([
      { field: 'name', ours: 'Mostaři', theirs: 'Mosty Morava, a.s.' },
    ]);
  });

  it('undo leaves alone what somebody has changed since', async () => {
    const { eva, zuzana } = await office();
    const company = await bridgesOf(eva);
    await changeCompany(eva, company.id, { name: 'Mostaři' });
    const { answers } = await answerDifferences(eva, company.id, 'accepted', ['name']);
    await changeCompany(zuzana, company.id, { name: 'Mosty Brno' });
    await undoAnswers(
      eva,
      answers.map(({ id }) => id),
    );
    expect((await getCompany(eva, company.id)).name).toBe('Mosty Brno');
  });
});

describe('a birth number as DIČ', () => {
  it('is shown as dots, in no event and no search; whoever asks for it is remembered', async () => {
    const { eva } = await office();
    const typed: TypedCompany = { name: 'Jan Dvořák, zámečník', dic: 'cz 750101 0009' };
    const { company } = await createTypedCompany(eva, typed);
    expect(company.dic).toBe('CZ••••••••••');
    await changeCompany(eva, company.id, { name: 'Jan Dvořák', dic: company.dic });
    expect(await revealDic(eva, company.id)).toBe('CZ7501010009');
    expect(await searchCompanies(eva, '7501010009', 5)).toEqual([]);
    const events = await listEvents(eva, { kind: 'company', id: company.id }, 10);
    expect(events[0]).toMatchObject({
      kind: 'company.dicRevealed',
      actorId: (eva.actor as { id: number }).id,
    });
    expect(JSON.stringify(events)).not.toContain('750101');
  });
});

describe('a birth number typed in another form', () => {
  it.each(['7801012345', 'CZ780101/2345', 'CZ-7801012345', 'DIČ: CZ7801012345', '780101/2345'])(
    'is hidden all the same: %s',
    async (dic) => {
      const { eva } = await office();
      const { company } = await createTypedCompany(eva, { name: 'Jan Dvořák, zámečník' });
      const changed = await changeCompany(eva, company.id, { name: company.name, dic });
      expect(changed.dic).toBe('CZ••••••••••');
      expect(await revealDic(eva, company.id)).toBe('CZ7801012345');
      const events = await listEvents(eva, { kind: 'company', id: company.id }, 10);
      expect(JSON.stringify(events)).not.toMatch(/780101/);
    },
  );

  it('is sent from IČ DPH to DIČ, and one that was kept there before is shown as dots', async () => {
    const { eva } = await office();
    for (const vatNumber of ['CZ7801012345', '780101/2345'])
      await expect(createTypedCompany(eva, { name: 'Jan Dvořák', vatNumber })).rejects.toMatchObject({
        errors: [{ code: 'company.birthNumber', field: 'vatNumber' }],
      });
    const { company } = await createTypedCompany(eva, { name: 'Jan Dvořák' });
    await eva.database.writer('companies').where({ id: company.id }).update({ vat_number: 'CZ7801012345' });
    const after = await changeCompany(eva, company.id, { name: 'Dvořák', vatNumber: 'CZ••••••••••' });
    expect(after.vatNumber).toBe('CZ••••••••••');
    expect(JSON.stringify(await listEvents(eva, { kind: 'company', id: company.id }, 9))).not.toContain(
      '780101',
    );
  });

  it('is not seen in a Slovak DIČ, nor in the IČO of a Czech company typed without its CZ', async () => {
    const { eva } = await office();
    const dicOf = async (dic: string, vatNumber?: string) =>
      (await createTypedCompany(eva, { name: 'Mostárne', dic, vatNumber })).company.dic;
    expect(await dicOf('2020317068')).toBe('2020317068');
    expect(await dicOf('1071234560', 'SK1071234560')).toBe('1071234560');
    expect(await dicOf('00000019')).toBe('CZ00000019');
  });
});

describe('what is ours on a company', () => {
  it('says since when and how it is a customer, from the first deal it gave us', async () => {
    const { eva } = await office();
    const heard = { ...eva, listeners: [customersAreWon] };
    const { id } = await keepCompany(heard, { name: 'Mostaři' });
    for (const name of ['Lávka', 'Most']) {
      const deal = await createDeal(heard, { name, companyId: id, source: `veletrh ${name}` });
      await awardDeal(heard, deal.id, null);
    }
    const secret = await keepCompany(heard, { name: 'Převzatí' });
    const hidden = await createDeal(heard, { name: 'Převzetí', companyId: secret.id, restricted: true });
    await awardDeal(heard, hidden.id, null);
    expect((await getCompany(eva, secret.id)).lifeCycle).toBe('lead');
    const won = { lifeCycle: 'customer', acquiredOn: '2027-03-08', acquiredSource: 'veletrh Lávka' };
    expect(await getCompany(eva, id)).toMatchObject(won);
  });

  it('is kept, found by tag and domain, and a form that does not show it leaves it', async () => {
    const { eva } = await office();
    const parent = await keepCompany(eva, { name: 'Holding Vír' });
    const { company } = await createTypedCompany(eva, {
      name: 'Mostaři',
      tags: ['Klíčový zákazník', 'klicovy zakaznik', 'mosty'],
      domains: ['www.Mostari.example', 'info@mosty.example'],
      budget: { amount: 2_000_000_00, currency: 'CZK' },
      parentId: parent.id,
      language: 'sk',
      lifeCycle: 'customer',
      billingCity: 'Praha',
    });
    expect(company).toMatchObject({ tags: ['Klíčový zákazník', 'mosty'], acquiredOn: '2027-03-08' });
    const seen = await changeSeenCompany(eva, company.id, company.version, { name: 'Mostaři Brno' });
    expect(seen).toMatchObject({ kind: 'saved', company: { budget: { amount: 200000000 }, language: 'sk' } });
    expect(await listDomains(eva, company.id)).toEqual(['mostari.example', 'mosty.example']);
    for (const words of ['klíčový', 'mosty.ex', 'jana@mostari.example', 'https://www.mosty.example'])
      expect([words, (await searchCompanies(eva, words, 5)).length]).toEqual([words, 1]);
  });

  it('is refused at its field: a free-mail domain, a former customer without a reason, a parent below itself', async () => {
    const { eva } = await office();
    const mother = await keepCompany(eva, { name: 'Holding Vír' });
    const child = await keepCompany(eva, { name: 'Vír Brno', parentId: mother.id });
    const saving = changeCompany(eva, mother.id, {
      name: 'Holding Vír',
      domains: ['seznam.cz'],
      lifeCycle: 'former',
      parentId: child.id,
    });
    await expect(saving).rejects.toMatchObject({
      errors: [
        { field: 'domains', code: 'company.freeMail' },
        { field: 'lostReason', code: 'required' },
        { field: 'parentId', code: 'company.ownParent' },
      ],
    });
    const lost = { name: 'Vír Brno', lifeCycle: 'former' as const, lostReason: 'levnější konkurence' };
    expect(await changeCompany(eva, child.id, lost)).toMatchObject({ lostOn: '2027-03-08' });
    expect(await changeCompany(eva, child.id, { name: 'Vír Brno', lifeCycle: 'customer' })).toMatchObject({
      lostOn: null,
      lostReason: null,
    });
  });
});
