import type { Reader } from '../../../i18n/reader.ts';
import { actions, bold, esc, type Message, section } from '../../../slack/blocks.ts';
import { openCard } from '../buttons.ts';
import { mailLine } from '../mail-line.ts';
import type { Email } from '../model.ts';
import { sortMails } from '../triage/sort-views.ts';

const shown = 10;

/** Mails that came in quiet hours and wait to be sorted. */
export function heldMails(mails: Email[], reader: Reader): Message {
  const { t } = reader;
  const text = `✉️ ${t.email.waiting(mails.length)}`;
  return {
    text,
    blocks: [
      section(bold(esc(text))),
      ...mails
        .slice(0, shown)
        .map((mail) =>
          section(mailLine(mail, reader), openCard.make(t.common.open, mail.id, { suffix: mail.id })),
        ),
      actions([sortMails.make(t.email.sort, null)]),
    ],
  };
}
