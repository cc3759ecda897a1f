/** A company of ours beside what the register says of it now. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { type Anywhere, type LookupOptions, lookUpAnywhere, lookUpIn } from '../registers/anywhere.ts';
import {
  type CompanyRegister,
  companyRegisters,
  countryOf,
  Ico,
  type Lookup,
  type RegisterCompany,
  registerOf,
} from '../registers/model.ts';
import { recallWhole } from '../registers/whole.ts';
import { type Alike, findAlikeCompany } from './alike.ts';
import { findAnswersById, insertAnswer, listAnswers, markUndone } from './answer-store.ts';
import { same, valueOfField } from './fields.ts';
import { columnsFrom, companyOfRegister, differencesOf, filledBy } from './from-register.ts';
import type { Company, NewCompany } from './model.ts';
import type { RegisterAnswer, Standing } from './provenance.ts';
import { saveCompany } from './saving.ts';
import { findCompanyByIco, getCompany, keepCompany } from './service.ts';
import { listSources, restoreSource } from './source-store.ts';
import { lockCompany } from './store.ts';

export type Compared =
  | { kind: 'same'; company: Company }
  | ({ kind: 'differs'; company: Company } & Standing)
  /** it does not answer, or no longer knows the company */
  | { kind: 'noAnswer'; company: Company; answer: Lookup; register: CompanyRegister };

/**
 * Asks the register anew; it fills in what is empty and what it filled in before. Never inside a transaction.
 */
export async function compareWithRegister(ctx: Ctx, id: CompanyId): Promise<Compared> {
  const company = await getCompany(ctx, id);
  const { answer, register } = await askAnew(ctx, company);
  if (answer.kind !== 'found' || answer.stale) return { kind: 'noAnswer', company, answer, register };
  const filled = await fillFromRegister(ctx, id, companyOfRegister(answer.company));
  const differences = await listDifferences(ctx, filled, answer.company);
  if (differences.length === 0) return { kind: 'same', company: filled };
  return { kind: 'differs', company: filled, register, record: answer.company, differences };
}

/** Takes from a register what nobody typed. @throws CrmError notFound */
export function fillFromRegister(ctx: Ctx, id: CompanyId, theirs: NewCompany): Promise<Company> {
  return transaction(ctx, async (tx) => {
    await lockCompany(tx, id);
    const before = await getCompany(tx, id);
    const change = filledBy(theirs, before, await listSources(tx, id));
    return saveCompany(tx, before, change, { source: 'register', register: registerNamed(theirs) });
  });
}

const registerNamed = ({ register, country }: NewCompany): CompanyRegister =>
  (register as CompanyRegister | null | undefined) ?? registerOf(country ?? 'CZ');

async function listDifferences(ctx: Ctx, company: Company, record: RegisterCompany) {
  const [sources, answers] = [await listSources(ctx, company.id), await listAnswers(ctx, company.id)];
  return differencesOf(company, companyOfRegister(record), sources, answers);
}

/** By what the register said last; nobody is asked. Null when it says what we have. */
export async function recallStanding(ctx: Ctx, company: Company): Promise<Standing | null> {
  if (company.ico === null) return null;
  const register = registerOf(company.country);
  const record = await recallWhole(ctx, Ico.parse(company.ico), register);
  if (!record) return null;
  const differences = await listDifferences(ctx, company, record);
  return differences.length > 0 ? { register, record, differences } : null;
}

/** The register of its country; a number typed by hand may be of the other one. */
async function askAnew(ctx: Ctx, company: Company) {
  const ico = Ico.parse(company.ico);
  const register = registerOf(company.country);
  const answer = await lookUpIn(ctx, register, ico, { refresh: true });
  const mayBeElsewhere = answer.kind === 'notFound' && company.register === null;
  if (!mayBeElsewhere) return { answer, register };
  const other: CompanyRegister = register === 'ares' ? 'rpo' : 'ares';
  const elsewhere = await lookUpIn(ctx, other, ico, { refresh: true });
  return elsewhere.kind === 'found' ? { answer: elsewhere, register: other } : { answer, register };
}

/** What was answered, to be shown and taken back. */
export interface Answered {
  company: Company;
  answers: RegisterAnswer[];
}

/**
 * Takes these fields over as the register said them last, or keeps ours until it says something else. Nothing happens
 * to fields that have been answered, or are the same, meanwhile. @throws CrmError notFound
 */
export function answerDifferences(
  ctx: Ctx,
  id: CompanyId,
  answer: RegisterAnswer['answer'],
  fields: string[],
): Promise<Answered> {
  return transaction(ctx, async (tx) => {
    await lockCompany(tx, id);
    let company = await getCompany(tx, id);
    const standing = await recallStanding(tx, company);
    const asked = (standing?.differences ?? []).filter(({ field }) => fields.includes(field));
    const sources = await listSources(tx, id);
    const ids: number[] = [];
    for (const { field } of asked) {
      const { register, record } = standing!;
      const theirs = columnsFrom(companyOfRegister(record), field);
      const ours = columnsFrom(company, field);
      const sourceBefore = sources.get(field) ?? null;
      ids.push(
        await insertAnswer(tx, { companyId: id, field, answer, register, ours, theirs, sourceBefore }),
      );
      if (answer === 'accepted')
        company = await saveCompany(tx, company, theirs, { source: 'register', register });
    }
    return { company, answers: await findAnswersById(tx, ids) };
  });
}

/** As it was before the answer; what somebody has changed since stays as they changed it. @throws CrmError notFound */
export function undoAnswers(ctx: Ctx, ids: number[]): Promise<Company | null> {
  return transaction(ctx, async (tx) => {
    const answers = await findAnswersById(tx, ids);
    const [first] = answers;
    if (!first) return null;
    await lockCompany(tx, first.companyId);
    let company = await getCompany(tx, first.companyId);
    for (const { field, answer, ours, theirs, sourceBefore } of answers) {
      const untouched = same(valueOfField(company, field), valueOfField(theirs, field));
      if (answer !== 'accepted' || !untouched) continue;
      company = await saveCompany(tx, company, ours, { source: 'person' });
      await restoreSource(tx, company.id, field, sourceBefore);
    }
    await markUndone(tx, ids);
    return company;
  });
}

export interface Silent {
  register: CompanyRegister;
  answer: Lookup & { kind: 'unavailable' };
}

export type Looked =
  | { kind: 'own'; company: Company }
  /** `silent`: the other country's did not answer, and may know the number too */
  | { kind: 'register'; record: RegisterCompany; answer: Lookup; silent?: Silent }
  /** one of ours that may be the same stands before the register's is made ours */
  | { kind: 'alike'; alike: Alike; record: RegisterCompany }
  /** both countries know the number: the person says which */
  | { kind: 'several'; ico: Ico; records: RegisterCompany[] }
  | { kind: 'nothing'; ico: Ico; answers: Partial<Anywhere> };

/**
 * By its number: ours, else the registers'; in one register where given, else in both countries. Never inside a
 * transaction.
 */
export async function lookUpCompany(
  ctx: Ctx,
  ico: Ico,
  register?: CompanyRegister,
  options: LookupOptions = {},
): Promise<Looked> {
  const own = await findCompanyByIco(ctx, ico, register && countryOf(register));
  if (own) return { kind: 'own', company: own };
  const answers: Partial<Anywhere> = register
    ? { [register]: await lookUpIn(ctx, register, ico, options) }
    : await lookUpAnywhere(ctx, ico, options);
  const found = companyRegisters.flatMap((one) => {
    const answer = answers[one];
    return answer?.kind === 'found' ? [answer] : [];
  });
  const [first, second] = found;
  if (first && second) return { kind: 'several', ico, records: found.map(({ company }) => company) };
  if (first) return { kind: 'register', record: first.company, answer: first, ...silentOf(answers) };
  return { kind: 'nothing', ico, answers };
}

function silentOf(answers: Partial<Anywhere>): { silent?: Silent } {
  for (const register of companyRegisters) {
    const answer = answers[register];
    if (answer?.kind === 'unavailable') return { silent: { register, answer } };
  }
  return {};
}

/**
 * Makes a register's company ours. Never inside a transaction.
 * @param shown one of ours that is alike, and another one as the person said
 */
export async function keepFromRegister(
  ctx: Ctx,
  ico: Ico,
  register?: CompanyRegister,
  shown?: CompanyId,
): Promise<Looked> {
  const looked = await lookUpCompany(ctx, ico, register);
  if (looked.kind !== 'register') return looked;
  const { record } = looked;
  const alike = shown ? null : await findAlikeCompany(ctx, { name: record.name, ico }, []);
  if (alike) return { kind: 'alike', alike, record };
  return { kind: 'own', company: await keepCompany(ctx, companyOfRegister(record)) };
}
