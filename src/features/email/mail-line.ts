/** A mail in a list of what waits. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { bold, esc, lineOf } from '../../slack/blocks.ts';
import { nameLimit, nameOf, othersOf, reasonText, subjectOf } from './mail-lines.ts';
import type { Email } from './model.ts';

/** @param joined others of its sender that wait on its card */
export const mailLine = (mail: ListedMail, reader: Reader, joined = 0): string =>
  lineOf(
    '\n',
    `✉️ ${bold(esc(cut(subjectOf({ email: mail }, reader), 100)))}${joined > 0 ? ` (+${joined})` : ''}`,
    esc(lineOf(' · ', whoText(mail, reader), mail.sentAt && reader.when(mail.sentAt))),
    mail.reason && esc(reasonText(mail.reason, reader)),
  );

/** One that we sent is known by whom it is to. */
export interface ListedMail extends Email {
  toName?: string;
}

function whoText(mail: ListedMail, { t }: Reader): string {
  const { direction, from, counterpart, toName } = mail;
  if (direction !== 'out' || !counterpart) return nameOf(from);
  const others = othersOf(mail);
  return lineOf(' ', `→ ${cut(toName || counterpart, nameLimit)}`, others > 0 && t.email.andMore(others));
}
