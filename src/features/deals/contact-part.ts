/** What a contact's card shows of deals: those on which they are named and which the reader sees. */
import type { Reader } from '../../i18n/reader.ts';
import { divider, lineOf, section } from '../../slack/blocks.ts';
import type { ContactPart } from '../contacts/part.ts';
import { openDeal } from './buttons.ts';
import { type DealOfContact, listDealsOfContact } from './contact-store.ts';
import { short, titleLine } from './lines.ts';
import { dealNumber } from './model.ts';

const inLine = 2;
const shown = 8;

export const dealsOnContact: ContactPart = {
  async card(ctx, contact) {
    const deals = await listDealsOfContact(ctx, contact.id, shown);
    if (deals.length === 0) return {};
    return {
      lines: (reader) => [dealsLine(deals, reader)],
      rows: (reader) => [
        divider(),
        ...deals.map(({ deal, role }) =>
          section(
            lineOf(
              '\n',
              titleLine(deal),
              lineOf(
                ' · ',
                reader.t.deals.stages[deal.stage],
                deal.value && reader.money(deal.value),
                role && reader.t.deals.roles[role],
              ),
            ),
            openDeal.make(reader.t.common.open, deal.id),
          ),
        ),
      ],
    };
  },
};

function dealsLine(deals: DealOfContact[], { t }: Reader): string {
  const names = deals.slice(0, inLine).map(({ deal, role }) => {
    const name = `${dealNumber(deal.id)} · ${short(deal.name, 60)}`;
    return role ? `${name} (${t.deals.roles[role]})` : name;
  });
  const more = deals.length - inLine;
  return t.contactCard.deals(lineOf(' ', names.join(', '), more > 0 && t.contactCard.moreDeals(more)));
}
