import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../../slack/blocks.ts';
import { openDeal } from '../../deals/buttons.ts';
import { dealNumber } from '../../deals/model.ts';
import type { EmailCard } from '../card.ts';
import { reasonText } from '../mail-lines.ts';
import type { Email } from '../model.ts';
import { openNeverLog } from '../privacy/rule-buttons.ts';
import type { Advice } from './sent-in.ts';

export interface Notice {
  email: Email;
  /** null when the reader may not see it any more */
  card: EmailCard | null;
  advice: Advice;
  /** who is asked where it belongs, or put it away */
  sorter: string | null;
}

/** Why mail that the reader sent in was not logged, and what to do about it. */
export function noticesCard(notices: Notice[], reader: Reader): Message {
  const text = `✉️ ${reader.t.mailRules.notices.title(notices.length)}`;
  const deals = new Map(
    notices.flatMap(({ card, advice }) =>
      card?.deal && advice === 'tooLarge' ? [[card.deal.id, card.deal] as const] : [],
    ),
  );
  const buttons = [
    ...[...deals.values()]
      .slice(0, 5)
      .map((deal) =>
        openDeal.make(`${dealNumber(deal.id)} · ${cut(deal.name, 40)}`, deal.id, { suffix: deal.id }),
      ),
    ...(notices.some(({ advice }) => advice === 'onList')
      ? [openNeverLog.make(reader.t.mailRules.neverLog.button, null)]
      : []),
  ];
  return {
    text,
    blocks: [
      section(bold(esc(text))),
      ...notices.flatMap((notice) => [section(what(notice, reader)), context(esc(whatToDo(notice, reader)))]),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
  };
}

/** Of what is never logged nothing is kept: whom it was with says which it was. */
function what({ email, card }: Notice, reader: Reader): string {
  const { t } = reader;
  const subject = card?.email.subject;
  const other = cut(email.counterpart ?? email.from?.address ?? email.locator.mailbox, 100);
  return lineOf(
    '\n',
    lineOf(
      ' · ',
      subject ? bold(esc(t.activities.quoted(cut(subject, 120)))) : esc(t.mailRules.notices.unnamed(other)),
      reader.stamp(email.sentAt ?? email.serverAt),
    ),
    email.reason && esc(reasonText(email.reason, reader)),
  );
}

function whatToDo({ email, advice, sorter }: Notice, { t }: Reader): string {
  const words = t.mailRules.notices;
  if (advice === 'waitsFor') return words.waitsFor(sorter ?? '–');
  if (advice === 'putAway') return words.putAway(sorter ?? '–');
  if (advice === 'tooLarge') return words.tooLarge(Math.round(email.size / 1024 / 1024));
  return words[advice];
}
