import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { button } from '../../slack/ids.ts';
import type { Email, EmailId } from './model.ts';
import type { QuarantinePage } from './quarantine-store.ts';
import { nameOf, reasonText } from './views.ts';

export const retryMail = button<EmailId>('email.retry');
export const downloadMail = button<EmailId>('email.download');
export const dismissMail = button<EmailId>('email.dismiss');
/** the page below this mail; 0 is the first one */
export const quarantineFrom = button<number>('email.quarantineFrom');

export const quarantineLimit = 5;

/** What could not be filed, why, and what can be done about it. */
export function quarantineCard(page: QuarantinePage, reader: Reader): Message {
  const { t } = reader;
  if (page.total === 0) return { text: t.quarantine.empty, blocks: [section(t.quarantine.empty)] };
  const title = `⚠️ ${t.email.quarantined(page.total)}`;
  return {
    text: title,
    blocks: [
      section(lineOf('\n', bold(title), t.email.quarantineExplained)),
      ...page.mails.flatMap((mail) => [section(quarantineLine(mail, reader)), mailActions(mail, reader)]),
      ...(page.next === null ? [] : [actions([quarantineFrom.make(t.quarantine.more, page.next)])]),
      context(t.quarantine.dismissExplained),
    ],
  };
}

/** One that was tried again and cannot be filed still. */
export function againCard(mail: Email, reader: Reader): Message {
  const title = reader.t.quarantine.again;
  return {
    text: title,
    blocks: [section(lineOf('\n', bold(title), quarantineLine(mail, reader))), mailActions(mail, reader)],
  };
}

const mailActions = (mail: Email, { t }: Reader) =>
  actions([
    retryMail.make(t.email.retry, mail.id, { suffix: mail.id }),
    ...(mail.blob ? [downloadMail.make(t.quarantine.download, mail.id, { suffix: mail.id })] : []),
    dismissMail.make(t.quarantine.dismiss, mail.id, { suffix: mail.id }),
  ]);

const quarantineLine = (mail: Email, reader: Reader): string =>
  lineOf(
    '\n',
    `✉️ ${bold(esc(cut(mail.subject || reader.t.email.noSubject, 100)))}`,
    esc(lineOf(' · ', mail.from && nameOf(mail.from), mail.locator.mailbox, reader.when(mail.serverAt))),
    mail.reason && esc(reasonText(mail.reason, reader)),
  );
