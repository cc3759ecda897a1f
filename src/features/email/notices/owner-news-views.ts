import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { bold, esc, lineOf, type Message, section } from '../../../slack/blocks.ts';
import { dealNumber } from '../../deals/model.ts';
import { leadName } from '../../leads/model.ts';
import { openCard } from '../buttons.ts';
import type { EmailCard } from '../card.ts';
import { nameOf, subjectOf } from '../mail-lines.ts';
import { newsCard } from '../views.ts';

/** More than these are listed in a line each. */
const fullLimit = 5;

/** Customers' mails of some minutes, or of a night, in one message. */
export function ownerNewsCard(cards: EmailCard[], reader: Reader): Message {
  if (cards.length <= fullLimit) return newsCard(cards, reader);
  const text = `✉️ ${reader.t.email.news(cards.length)}`;
  return { text, blocks: [section(bold(esc(text))), ...cards.map((card) => row(card, reader))] };
}

const row = (card: EmailCard, reader: Reader) =>
  section(
    lineOf(
      '\n',
      bold(esc(cut(subjectOf(card, reader), 100))),
      esc(
        lineOf(
          ' · ',
          nameOf(card.email.from),
          card.email.sentAt && reader.stamp(card.email.sentAt),
          card.deal && `${dealNumber(card.deal.id)} · ${cut(card.deal.name, 60)}`,
          !card.deal && card.lead && cut(leadName(card.lead), 60),
        ),
      ),
    ),
    openCard.make(reader.t.common.open, card.email.id, { suffix: card.email.id }),
  );
