/** What a deal's card shows of its activities, and the button that begins one. */
import type { DealPart } from '../deals/part.ts';
import { logAbout, openTimeline } from './buttons.ts';
import { cardLines, readCardEntries } from './card-lines.ts';
import { dealTarget } from './target.ts';

const shown = 2;

export const activitiesOnDeal: DealPart = {
  async card(ctx, deal) {
    const entries = await readCardEntries(ctx, { of: 'deal', id: deal.id }, shown);
    return {
      lines: (reader) => cardLines(entries, reader),
      buttons: ({ t }) => ({ log: logAbout.make(t.activities.log, { target: dealTarget(deal.id) }) }),
      more: ({ t }) => [openTimeline.make(t.activities.history, { of: 'deal', id: deal.id })],
    };
  },
};
