/** Where a company is shown: in the window that was clicked in, else in the place of the message, else as a whisper. */
import type { ModalView } from '@slack/types';
import type { CompanyId } from '../../lib/ids.ts';
import { esc, lineOf, type Message } from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import type { ActionRequest, Place, Request } from '../../slack/requests.ts';
import { lookupMessage } from '../registers/views.ts';
import { askCompanyCard, type CompanyCard, readCompanyCard, readCompanyWindow, widened } from './card.ts';
import { differencesCard } from './differences-views.ts';
import { findCompanyModal } from './form.ts';
import type { CompanyPick } from './found.ts';
import { askLate, hasLateWord, isOnItsWay, lookUpLate } from './late.ts';
import type { Company } from './model.ts';
import { newCompanyModal } from './new-company.ts';
import { nothingMessage } from './nothing.ts';
import type { RegisterAnswer } from './provenance.ts';
import { type Compared, type Looked, lookUpCompany } from './register-service.ts';
import { alikePreview, nothingFound, registerPreview, whichCountry } from './register-views.ts';
import { companyCard } from './views.ts';
import { companyModal } from './window-views.ts';

const companyAnswer = modal<null>('companies.answer');

/** @param answers what was answered just now, to be taken back */
export const showCompany = async (
  request: ActionRequest<unknown>,
  id: CompanyId,
  answers: RegisterAnswer[] = [],
): Promise<void> => showCard(request, { ...(await readCompanyCard(request.ctx, id)), answers });

async function showCard(request: ActionRequest<unknown>, card: CompanyCard): Promise<void> {
  if (request.view?.type !== 'modal') return request.replace(companyCard(card, request.reader));
  const { previous_view_id: below } = request.view as { previous_view_id?: string | null };
  await request.update(companyModal(await widened(request.ctx, card), request.reader));
  if (below) await refreshPlace(request, { view: below }, card.company.id);
}

/** Once with what the registers say in time, and once more when one of them was late. */
async function showAsked(
  request: ActionRequest<unknown>,
  company: Company,
  options: { refresh?: boolean } = {},
): Promise<void> {
  const card = await askCompanyCard(request.ctx, company, options);
  await showCard(request, card);
  const late = hasLateWord(card.official) ? await askLate(request.ctx, company) : null;
  if (late) await showCard(request, await readCompanyCard(request.ctx, company.id, late));
}

export async function refreshPlace(request: Request, place: Place, id: CompanyId): Promise<void> {
  const card = await readCompanyCard(request.ctx, id);
  await request.bringUpToDate(place, {
    message: companyCard(card, request.reader),
    view: companyModal(await widened(request.ctx, card), request.reader),
  });
}

export async function showLooked(request: ActionRequest<unknown>, looked: Looked): Promise<void> {
  if (looked.kind === 'own') return showAsked(request, looked.company);
  const message = lookedMessage(request, looked);
  if (request.view?.type === 'modal') await request.update(windowOf(request, message));
  else await request.replace(message);
  const isAwaited = looked.kind === 'nothing' && isOnItsWay(looked);
  const late = isAwaited ? await lookUpLate(request.ctx, looked.ico) : null;
  if (late) await showLooked(request, late);
}

export async function showCompared(request: ActionRequest<unknown>, compared: Compared): Promise<void> {
  const { reader } = request;
  if (compared.kind === 'same') return showAsked(request, compared.company, { refresh: true });
  if (compared.kind === 'noAnswer')
    return request.say(esc(lookupMessage(reader, compared.answer, compared.register) ?? ''));
  const message = differencesCard(compared.company, compared, reader);
  if (request.view?.type === 'modal') return request.open(() => windowOf(request, message));
  await request.say(message);
}

/** What a search in the register comes to, or that it came to nothing. */
export function lookedMessage({ reader }: Request, looked: Exclude<Looked, { kind: 'own' }>): Message {
  if (looked.kind === 'several') return whichCountry(looked.ico, looked.records, reader);
  if (looked.kind === 'alike') return alikePreview(looked.record, looked.alike.company, reader);
  if (looked.kind === 'register') {
    const { record, answer, silent } = looked;
    const own = lookupMessage(reader, answer, record.source);
    const other = silent && reader.t.registers.otherSilent[silent.register];
    return registerPreview(record, lineOf('\n', own, other) || null, reader);
  }
  const isUnknown = Object.values(looked.answers).some((answer) => answer.kind === 'notFound');
  return nothingFound(nothingMessage(looked, reader), isUnknown ? { ico: looked.ico } : {}, reader);
}

/** What follows in the window in which a company was looked for. */
export async function windowOfPick(request: Request, pick: CompanyPick | null): Promise<ModalView> {
  const { ctx, reader } = request;
  if (pick === null) return findCompanyModal(reader);
  if (pick.kind === 'typed') return newCompanyModal(request, { name: pick.name });
  if (pick.kind === 'own') return companyModal(await readCompanyWindow(ctx, pick.id), reader);
  const looked = await lookUpCompany(ctx, pick.ico, pick.register ?? 'ares', { extrasMs: 1200 });
  if (looked.kind === 'own') return companyModal(await readCompanyWindow(ctx, looked.company.id), reader);
  return windowOf(request, lookedMessage(request, looked));
}

const windowOf = ({ t }: Request, message: Message): ModalView =>
  modalView({
    id: companyAnswer,
    meta: null,
    title: t.companies.company,
    close: t.common.close,
    blocks: message.blocks,
  });
