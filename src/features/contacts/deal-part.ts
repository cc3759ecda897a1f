import type { Reader } from '../../i18n/reader.ts';
import type { DealPart } from '../deals/part.ts';
import type { Contact } from './model.ts';
import { listHardToReach } from './service.ts';
import { awayLine, unreachedLine } from './views.ts';

const shown = 2;

/** Who of a deal's people is away, or does not get our mail. */
export const awayOnDeal: DealPart = {
  async card(ctx, deal) {
    const contacts = await listHardToReach(ctx, deal.id, shown);
    const linesOf = (line: (contact: Contact, reader: Reader) => string | null, reader: Reader) =>
      contacts.flatMap((contact) => line(contact, reader) ?? []).slice(0, shown);
    return { lines: (reader) => [...linesOf(unreachedLine, reader), ...linesOf(awayLine, reader)] };
  },
};
