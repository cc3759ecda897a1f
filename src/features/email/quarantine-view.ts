import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { button } from '../../slack/ids.ts';
import type { Email, EmailId } from './model.ts';
import { nameOf, reasonText } from './views.ts';

export const retryMail = button<EmailId>('email.retry');

export const quarantineLimit = 5;

/** What could not be filed, why, and a second try. */
export function quarantineCard(found: { mails: Email[]; total: number }, reader: Reader): Message {
  const { t } = reader;
  const title = `⚠️ ${t.email.quarantined(found.total)}`;
  return {
    text: title,
    blocks: [
      section(lineOf('\n', bold(title), t.email.quarantineExplained)),
      ...found.mails.map((mail) =>
        section(quarantineLine(mail, reader), retryMail.make(t.email.retry, mail.id, { suffix: mail.id })),
      ),
      ...(found.total > found.mails.length
        ? [context(t.common.page(1, found.mails.length, found.total))]
        : []),
    ],
  };
}

const quarantineLine = (mail: Email, reader: Reader): string =>
  lineOf(
    '\n',
    `✉️ ${bold(esc(cut(mail.subject || reader.t.email.noSubject, 100)))}`,
    esc(lineOf(' · ', mail.from && nameOf(mail.from), mail.locator.mailbox, reader.when(mail.serverAt))),
    mail.reason && esc(reasonText(mail.reason, reader)),
  );
