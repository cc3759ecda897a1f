/** A mail among what was found. */
import type { KnownBlock } from '@slack/types';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { bold, esc, lineOf, section } from '../../../slack/blocks.ts';
import { dealNumber } from '../../deals/model.ts';
import { openCard, showWhole } from '../buttons.ts';
import { subjectOf } from '../mail-lines.ts';
import type { FoundMail } from './model.ts';

/** One that waits is opened with what can be done about it; a window has no room for that card. */
export const foundMail = (mail: FoundMail, reader: Reader, isInWindow: boolean): KnownBlock => {
  const { email } = mail;
  const { t } = reader;
  const button = email.status === 'triage' && !isInWindow ? openCard : showWhole;
  return section(
    lineOf(
      '\n',
      `✉️ ${bold(esc(subjectOf(mail, reader)))}`,
      esc(lineOf(' · ', whoText(mail, reader), reader.when(email.sentAt ?? email.serverAt))),
      esc(lineOf(' · ', whereText(mail, reader), closedText(mail, reader))),
      excerptText(mail),
    ),
    button.make(t.common.open, email.id, { suffix: email.id }),
  );
};

const excerptText = ({ excerpt }: FoundMail): string | null =>
  excerpt && `> ${excerpt.map(({ text, isSought }) => (isSought ? bold(esc(text)) : esc(text))).join('')}`;

const whoText = ({ from, to }: FoundMail, { t }: Reader): string =>
  `${cut(from ?? t.activities.us, 80)} → ${cut(to ?? t.activities.us, 80)}`;

const whereText = ({ email, deal, about }: FoundMail, { t }: Reader): string | null =>
  deal
    ? cut(`${dealNumber(deal.id)} · ${deal.name}`, 100)
    : email.status === 'triage'
      ? t.search.toSort
      : about && cut(about, 100);

const closedText = ({ email }: FoundMail, { t }: Reader): string | null =>
  email.privacy === 'full' ? null : `🔒 ${t.mailRules.privacy.levels[email.privacy].toLocaleLowerCase()}`;
