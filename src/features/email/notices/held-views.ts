import type { Reader } from '../../../i18n/reader.ts';
import { actions, bold, context, esc, type Message, section } from '../../../slack/blocks.ts';
import { openCard } from '../buttons.ts';
import { mailLine } from '../mail-line.ts';
import type { Email, EmailId } from '../model.ts';
import { sortMails } from '../triage/sort-views.ts';

const shown = 10;

export interface Held {
  mails: Email[];
  /** how many others of its sender wait on the card of each */
  joined: Map<EmailId, number>;
  /** all that waits for the reader, these among them */
  waiting: number;
}

/** Mails that came in quiet hours and wait to be sorted. */
export function heldMails({ mails, joined, waiting }: Held, reader: Reader): Message {
  const { t } = reader;
  const count = mails.length + [...joined.values()].reduce((sum, one) => sum + one, 0);
  const text = `✉️ ${t.email.heldMails(count)}`;
  return {
    text,
    blocks: [
      section(bold(esc(text))),
      ...mails
        .slice(0, shown)
        .map((mail) =>
          section(
            mailLine(mail, reader, joined.get(mail.id)),
            openCard.make(t.common.open, mail.id, { suffix: mail.id }),
          ),
        ),
      ...(waiting > count ? [context(esc(t.email.heldAmong(waiting)))] : []),
      actions([sortMails.make(t.email.sort, null)]),
    ],
  };
}
