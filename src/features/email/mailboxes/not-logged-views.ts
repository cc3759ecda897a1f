import { formatAmount } from '../../../i18n/format.ts';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import type { Instant } from '../../../lib/time.ts';
import {
  actions,
  bold,
  context,
  divider,
  esc,
  lineOf,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import { button } from '../../../slack/ids.ts';
import type { Email, EmailId, ReasonCode } from '../model.ts';
import { nameOf, reasonText } from '../views.ts';
import type { NotLoggedPage } from './not-logged.ts';

export const showNotLogged = button<{ mailbox: string; offset: number }>('email.notLogged');
export const logAnyhow = button<{ email: EmailId; mailbox: string; offset: number }>('email.anyway');

/** `neznámí lidé: 150 · newslettery: 40` */
export const countsLine = (
  counts: { reason: ReasonCode; count: number }[],
  { t, language }: Reader,
): string => {
  const totals = new Map<string, number>();
  for (const { reason, count } of counts) {
    const kind = t.mailboxes.kinds[reason] ?? t.mailboxes.kinds.rest;
    totals.set(kind, (totals.get(kind) ?? 0) + count);
  }
  return [...totals].map(([kind, count]) => `${kind}: ${formatAmount(language, count * 100)}`).join(' · ');
};

/** Ten at a time, each with its reason and a way back. */
export function notLoggedPage(page: NotLoggedPage, pageSize: number, reader: Reader): Message {
  const { t } = reader;
  const words = t.mailboxes.list;
  const { mailbox, offset, mails, counts, total } = page;
  const title = words.title(mailbox);
  const last = offset + mails.length;
  const turn = (text: string, to: number, suffix: string) =>
    showNotLogged.make(text, { mailbox, offset: to }, { suffix });
  const paging = [
    ...(offset > 0 ? [turn(t.common.previous, Math.max(0, offset - pageSize), 'p')] : []),
    ...(last < total ? [turn(t.common.next, last, 'n')] : []),
  ];
  return {
    text: title,
    blocks: [
      section(lineOf('\n', bold(esc(title)), total > 0 && esc(countsLine(counts, reader)))),
      context(esc(total > 0 ? words.explained[page.mode] : words.none)),
      ...mails.map((mail) =>
        section(
          mailLine(mail, reader),
          mayAsk(mail, page)
            ? logAnyhow.make(words.logAnyway, { email: mail.id, mailbox, offset }, { suffix: mail.id })
            : undefined,
        ),
      ),
      ...(total > 0 ? [divider(), context(t.common.page(offset + 1, last, total))] : []),
      ...(paging.length > 0 ? [actions(paging)] : []),
    ],
  };
}

/** Nobody is offered what they may not do. */
const mayAsk = ({ reason }: Email, { keepsOff }: NotLoggedPage): boolean =>
  reason?.code !== 'erased' && (reason?.code !== 'neverLogOwn' || keepsOff);

/** The subject of a mail that was never to be stored is not known. */
const mailLine = (mail: Email, reader: Reader): string =>
  lineOf(
    '\n',
    esc(lineOf(' · ', whoOf(mail, reader), reader.when(cameAt(mail)), mail.subject && cut(mail.subject, 80))),
    mail.reason && esc(reasonText(mail.reason, reader)),
  );

/** What says that it is from the future came when the server says. */
const cameAt = ({ sentAt, serverAt }: Email): Instant => (sentAt && sentAt < serverAt ? sentAt : serverAt);

const whoOf = ({ from }: Email, { t }: Reader): string => {
  if (from === null) return t.mailboxes.noSender;
  return from.name && from.address ? `${nameOf(from)} <${cut(from.address, 80)}>` : nameOf(from);
};
