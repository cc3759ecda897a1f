import { refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, CommandRequest } from '../../slack/requests.ts';
import { listPage, openDeal } from './buttons.ts';
import { readDealCard } from './card.ts';
import { newDealForm, newDealModal, readNewDeal } from './form.ts';
import { dealList } from './list-views.ts';
import { createDeal, listDealsOf } from './service.ts';
import { dealCard } from './views.ts';

export function registerDealHandlers(on: Handlers): void {
  on.command('/deal', async (request) => {
    const number = /^d?-?(\d+)$/i.exec(request.text)?.[1];
    if (number) return showDeal(request, Number(number));
    if (request.text) return request.open(() => newDealModal(request.reader));
    await request.say(await mine(request, 0));
  });

  on.action(openDeal, (request) => showDeal(request, request.value));
  on.action(listPage, async (request) => request.replace(await mine(request, request.value.offset)));

  on.submit(newDealForm, async (request) => {
    const deal = await createDeal(request.ctx, readNewDeal(request.form, request.ctx));
    await showDeal(request, deal.id);
  });
}

async function showDeal(
  request: Pick<CommandRequest | ActionRequest<unknown>, 'ctx' | 'reader' | 'say'>,
  id: number,
) {
  const card = await readDealCard(request.ctx, id as never);
  if (!card) return refuse('notFound', { what: 'deal' });
  await request.say(dealCard(card, request.reader));
}

async function mine(request: Pick<CommandRequest, 'ctx' | 'reader' | 'person'>, offset: number) {
  const { deals, total } = await listDealsOf(request.ctx, request.person.id as PersonId, {
    limit: 10,
    offset,
  });
  return dealList({ scope: { kind: 'mine' }, deals, offset, total }, request.reader);
}
