/** `/company`: alone asks, with an IČO or a name answers. */
import { cut } from '../../lib/text.ts';
import { esc } from '../../slack/blocks.ts';
import type { CommandRequest } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { type Ico, readTypedCompany, type TypedCompany } from '../registers/model.ts';
import { nameSearchMessage, typedProblem } from '../registers/views.ts';
import { readCompanyCard } from './card.ts';
import { companyFormModal, findCompanyModal } from './form.ts';
import { lookUpCompany } from './register-service.ts';
import { companyHelp, foundList, nothingFound } from './register-views.ts';
import { findCompanies } from './search-service.ts';
import { lookedMessage } from './showing.ts';
import { companyCard } from './views.ts';

const words = {
  new: ['new', 'create', 'nová', 'nový', 'založit', 'založiť', 'přidat', 'pridať'],
  help: ['help', 'nápověda', 'pomoc', 'pomocník', '?'],
} as const;

/** Nobody waits here for the next keystroke, so the register gets longer than in a type-ahead. */
const patienceMs = 4000;

export async function companyCommand(request: CommandRequest): Promise<void> {
  const { text, reader } = request;
  if (!text) return request.open(() => findCompanyModal(reader));
  const said = matchSubcommand(text, words);
  if (said.key === 'help') return request.say(companyHelp(reader));
  if (said.key === 'new')
    return request.open(() => companyFormModal(null, said.rest ? { name: said.rest } : {}, {}, reader));
  const typed = readTypedCompany(text);
  if (typed.kind === 'ico') return answerIco(request, typed.ico, typed);
  if (typed.kind === 'notAnIco') return request.say(esc(typedProblem(reader, typed) ?? ''));
  await answerName(request, text);
}

async function answerIco(request: CommandRequest, ico: Ico, typed: TypedCompany): Promise<void> {
  const { ctx, reader } = request;
  const looked = await lookUpCompany(ctx, ico);
  if (looked.kind === 'own')
    return request.say(companyCard(await readCompanyCard(ctx, looked.company.id), reader));
  const doubt = looked.kind === 'nothing' && looked.answer.kind === 'notFound' && typedProblem(reader, typed);
  await request.say(doubt ? nothingFound(doubt, { ico }, reader) : lookedMessage(request, looked));
}

async function answerName(request: CommandRequest, name: string): Promise<void> {
  const { ctx, reader } = request;
  const found = await findCompanies(ctx, name, patienceMs);
  const [only] = found.own;
  if (only && found.own.length === 1 && found.register.length === 0)
    return request.say(companyCard(await readCompanyCard(ctx, only.id), reader));
  const search =
    found.answer && found.answer.kind !== 'found' && found.answer.kind !== 'notFound' ? found.answer : null;
  const trouble = search && nameSearchMessage(reader, cut(name, 100), search);
  if (found.own.length + found.register.length > 0)
    return request.say(foundList(found, name, trouble, reader));
  await request.say(
    nothingFound(trouble ?? reader.t.companies.noneFound, { name: name.slice(0, 300) }, reader),
  );
}
