import type { DealPart } from '../deals/part.ts';
import { listAwayOn } from './service.ts';
import { awayLine } from './views.ts';

const shown = 2;

/** Who of a deal's people is away. */
export const awayOnDeal: DealPart = {
  async card(ctx, deal) {
    const away = await listAwayOn(ctx, deal.id, shown);
    return { lines: (reader) => away.flatMap((contact) => awayLine(contact, reader) ?? []) };
  },
};
