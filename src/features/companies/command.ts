/** `/company`: alone asks, with an IČO or a name answers. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { esc } from '../../slack/blocks.ts';
import type { CommandRequest } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { companyRegisters, type Ico, readTypedCompany, type TypedCompany } from '../registers/model.ts';
import { nameSearchMessage, typedProblem } from '../registers/views.ts';
import { accountsCommand } from './accounts-command.ts';
import { askCompanyCard } from './card.ts';
import { findCompanyModal } from './form.ts';
import type { FoundCompanies } from './found.ts';
import { askLate, hasLateWord, isOnItsWay, lateMs, lateWord, lookUpLate } from './late.ts';
import type { Company } from './model.ts';
import { newCompanyModal } from './new-company.ts';
import { nothingMessage } from './nothing.ts';
import { lookUpCompany } from './register-service.ts';
import { companyHelp, foundList, nothingFound } from './register-views.ts';
import { findCompanies } from './search-service.ts';
import { lookedMessage } from './showing.ts';
import { companyCard } from './views.ts';

const words = {
  accounts: ['account', 'accounts', 'účet', 'účty'],
  new: ['new', 'create', 'nová', 'nový', 'založit', 'založiť', 'přidat', 'pridať'],
  help: ['help', 'nápověda', 'pomoc', 'pomocník', '?'],
} as const;

/** Nobody waits here for the next keystroke, so the register gets longer than in a type-ahead. */
const patienceMs = 4000;

/** @param waitMs how long the first answer waits for the registers by a name */
export async function companyCommand(request: CommandRequest, waitMs = patienceMs): Promise<void> {
  const { text, reader } = request;
  if (!text) return request.open(() => findCompanyModal(reader));
  const said = matchSubcommand(text, words);
  if (said.key === 'help') return request.say(companyHelp(reader));
  // A company may be called that: what follows the word tells.
  if (said.key === 'accounts' && /^(\d|$)/.test(said.rest)) return accountsCommand(request, said.rest);
  if (said.key === 'new')
    return request.open(() => newCompanyModal(request, said.rest ? { name: said.rest } : {}));
  const typed = readTypedCompany(text);
  if (typed.kind === 'ico') return answerIco(request, typed.ico, typed);
  if (typed.kind === 'notAnIco') return request.say(esc(typedProblem(reader, typed) ?? ''));
  await answerName(request, text, waitMs);
}

async function answerIco(request: CommandRequest, ico: Ico, typed: TypedCompany): Promise<void> {
  const { ctx, reader } = request;
  const looked = await lookUpCompany(ctx, ico);
  if (looked.kind === 'own') return sayCard(request, looked.company);
  if (looked.kind === 'nothing' && isOnItsWay(looked)) {
    await request.say(esc(`${nothingMessage(looked, reader)} ${reader.t.registers.willTell}`));
    const late = await lookUpLate(ctx, ico);
    if (late?.kind === 'own') return sayCard(request, late.company);
    return late ? request.say(lookedMessage(request, late)) : undefined;
  }
  const isUnknown =
    looked.kind === 'nothing' && Object.values(looked.answers).every((answer) => answer.kind === 'notFound');
  const doubt = isUnknown && typedProblem(reader, typed);
  await request.say(doubt ? nothingFound(doubt, { ico }, reader) : lookedMessage(request, looked));
  if (looked.kind !== 'register' || looked.silent?.answer.reason !== 'timeout') return;
  const late = await lookUpLate(ctx, ico);
  if (late?.kind === 'several') await request.say(lookedMessage(request, late));
}

async function sayCard(request: CommandRequest, company: Company): Promise<void> {
  const { ctx, reader } = request;
  const card = await askCompanyCard(ctx, company);
  await request.say(companyCard(card, reader));
  const late = hasLateWord(card.official) ? await askLate(ctx, company) : null;
  if (late) await request.say(lateWord(company, late, request));
}

async function answerName(request: CommandRequest, name: string, waitMs: number): Promise<void> {
  const { ctx, reader } = request;
  const soon = await findCompanies(ctx, name, waitMs);
  if (soon.own.length + soon.register.length > 0 || !hasLateNames(soon)) return sayFound(request, name, soon);
  await request.say(esc(`${troubleWith(soon, name, reader)} ${reader.t.registers.willTell}`));
  const late = await findCompanies(ctx, name, lateMs);
  if (!hasLateNames(late)) await sayFound(request, name, late);
}

/** A register has not answered in time: what was asked is still on its way. */
const hasLateNames = ({ answer, slovak }: FoundCompanies): boolean =>
  [answer, slovak].some((said) => said?.kind === 'unavailable' && said.reason === 'timeout');

async function sayFound(request: CommandRequest, name: string, found: FoundCompanies): Promise<void> {
  const { reader } = request;
  const [only] = found.own;
  if (only && found.own.length === 1 && found.register.length === 0) return sayCard(request, only);
  const trouble = troubleWith(found, name, reader);
  if (found.own.length + found.register.length > 0)
    return request.say(foundList(found, name, trouble, reader));
  await request.say(
    nothingFound(trouble ?? reader.t.companies.noneFound, { name: name.slice(0, 300) }, reader),
  );
}

/** What to say of registers that named nobody: a silent one always, one that knows no such name only when both do not. */
function troubleWith(found: FoundCompanies, name: string, reader: Reader): string | null {
  const answers = { ares: found.answer, rpo: found.slovak ?? null };
  const sentences = companyRegisters.flatMap((register) => {
    const answer = answers[register];
    if (answer === null || answer.kind === 'found' || answer.kind === 'notFound') return [];
    const isEmpty = answer.kind === 'matches' && answer.companies.length === 0 && !answer.stale;
    if (isEmpty && found.register.length > 0) return [];
    return nameSearchMessage(reader, cut(name, 100), answer, register) ?? [];
  });
  return sentences.length > 0 ? sentences.join('\n') : null;
}
