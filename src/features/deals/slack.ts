import { listPeople } from '../../access/people.ts';
import type { DealId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { shortcut } from '../../slack/ids.ts';
import type { CommandRequest, Request } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { registerDealAnswers } from './answers-slack.ts';
import { type ListScope, listPage } from './buttons.ts';
import { registerDealActions } from './doing-slack.ts';
import { openNewForm, registerDealForm } from './form-slack.ts';
import { dealHelp, dealList, pageSize } from './list-views.ts';
import { countFoundDeals, listOpenDeals, searchDeals } from './service.ts';
import { sayDeal } from './showing.ts';
import { registerStageHandlers } from './stages-slack.ts';

const words = {
  new: [
    'new',
    'create',
    'add',
    'nová',
    'nový',
    'nové',
    'založit',
    'založiť',
    'přidat',
    'pridať',
    'vytvořit',
    'vytvoriť',
  ],
  mine: ['mine', 'my', 'list', 'moje', 'seznam', 'zoznam'],
  all: ['all', 'everybody', 'všechny', 'všechno', 'vše', 'všetky', 'všetko'],
  help: ['help', 'nápověda', 'pomoc', 'pomocník', '?'],
} as const;

/** In the manifest: the global shortcut "New deal". */
const newDeal = shortcut('deals.new');

export function registerDealHandlers(on: Handlers): void {
  on.command('/deal', dealCommand);
  on.shortcut(newDeal, (request) => openNewForm(request, {}));
  on.action(listPage, async (request) => {
    const { scope, offset } = request.value;
    await request.replace(await listOf(request, scope, offset));
  });
  registerDealForm(on);
  registerDealActions(on);
  registerDealAnswers(on);
  registerStageHandlers(on);
}

async function dealCommand(request: CommandRequest): Promise<void> {
  const { text } = request;
  if (!text) return request.say(await listOf(request, { kind: 'mine' }, 0));
  const number = /^(?:d\s*-?|#)?\s*(\d{1,9})$/i.exec(text)?.[1];
  if (number) return sayDeal(request, Number(number) as DealId);
  const said = matchSubcommand(text, words);
  // "Nová hala" may be a deal's name just as well as the wish for a new one.
  if (said.key && said.rest && (await searchDeals(request.ctx, text, 1)).length > 0)
    return find(request, text);
  switch (said.key) {
    case 'new':
      return openNewForm(request, { name: cut(said.rest, 200) });
    case 'mine':
    case 'all':
      return request.say(await listOf(request, { kind: said.key }, 0));
    case 'help':
      return request.say(dealHelp(null, request.reader));
    default:
      return find(request, text);
  }
}

/** One match is shown, several are listed; for none, what was probably meant and how to go on. */
async function find(request: CommandRequest, text: string): Promise<void> {
  const [first, second] = await searchDeals(request.ctx, text, 2);
  if (first && !second) return sayDeal(request, first.id);
  if (first) return request.say(await listOf(request, { kind: 'found', query: cut(text, 200) }, 0));
  const said = matchSubcommand(text, words);
  const closest = said.key === null ? said.closest : null;
  if (closest) return request.say(dealHelp(request.t.deals.didYouMean(closest.word), request.reader));
  await request.say(await listOf(request, { kind: 'found', query: cut(text, 200) }, 0));
}

async function listOf(request: Request, scope: ListScope, offset: number) {
  const { ctx, person, reader } = request;
  const page = { limit: pageSize, offset };
  if (scope.kind === 'mine')
    return dealList({ scope, offset, ...(await listOpenDeals(ctx, person.id, page)) }, reader);
  const { deals, total } =
    scope.kind === 'all'
      ? await listOpenDeals(ctx, null, page)
      : {
          deals: await searchDeals(ctx, scope.query, pageSize, offset),
          total: await countFoundDeals(ctx, scope.query),
        };
  const owners = await listPeople(ctx.db, [...new Set(deals.map((deal) => deal.ownerId))]);
  const names = new Map(owners.map((owner) => [owner.id as number, owner.name]));
  return dealList({ scope, offset, deals, total, owners: names }, reader);
}
