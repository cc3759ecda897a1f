/** What watching adds to a deal, and what follows from a deal's changes. */
import { listPeople } from '../../access/people.ts';
import { onEvent } from '../../events/watchers.ts';
import type { DealId } from '../../lib/ids.ts';
import { esc } from '../../slack/blocks.ts';
import { onSightChange } from '../deals/hush.ts';
import type { DealPart } from '../deals/part.ts';
import { refreshHomesOf } from '../home/service.ts';
import { watchDeal, watchQuestion } from './notices.ts';
import { listTold } from './nudges.ts';
import { replanDeal } from './plan.ts';
import { queueRedraw } from './redraw.ts';
import { datesToWatch } from './service.ts';
import { listWatchers } from './store.ts';

export const dealPart: DealPart = {
  async card(ctx, deal) {
    const watchers = await listWatchers(ctx, deal.id);
    const people = await listPeople(ctx.db, [...new Set(watchers.map((watcher) => watcher.personId))]);
    const names = people.map((person) => esc(person.name)).join(', ');
    const hasDates = datesToWatch(ctx, deal).length > 0;
    return {
      people: ({ t }) => (names ? [t.watching.watchedBy(names)] : []),
      buttons: ({ t }) =>
        hasDates ? { watch: watchDeal.make(t.watching.watch, { dealId: deal.id, from: 'card' }) } : {},
    };
  },
  async question(ctx, deal) {
    const hasDeadline = datesToWatch(ctx, deal).some(({ kind }) => kind === 'bid');
    return hasDeadline ? (reader) => watchQuestion(deal, reader) : null;
  },
};

/** Whatever happens to a deal, its nudges follow in the same transaction. */
export const followDeals = onEvent('deal.*', (tx, event) =>
  replanDeal(tx, event.subject.id as DealId, event.actorId),
);

/** Nudges go from the DMs and Homes of those who may not see the deal any more. */
export const hushNudges = onSightChange(async (tx, deal) => {
  const told = await listTold(tx, deal.id);
  for (const message of told) await queueRedraw(tx, message);
  await refreshHomesOf(tx, [...new Set(told.map(({ personId }) => personId))]);
});
