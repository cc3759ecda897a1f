import type { DealPart } from '../deals/part.ts';
import { listAwayOn, listBouncedOn } from './service.ts';
import { awayLine, unreachedLine } from './views.ts';

const shown = 2;

/** Who of a deal's people is away, or does not get our mail. */
export const awayOnDeal: DealPart = {
  async card(ctx, deal) {
    const away = await listAwayOn(ctx, deal.id, shown);
    const bounced = await listBouncedOn(ctx, deal.id, shown);
    return {
      lines: (reader) => [
        ...bounced.flatMap((contact) => unreachedLine(contact, reader) ?? []),
        ...away.flatMap((contact) => awayLine(contact, reader) ?? []),
      ],
    };
  },
};
