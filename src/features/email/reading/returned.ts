/** What a delivery report gives back of the mail that failed: anybody can write a report, few know what we sent. */
import { fold } from '../../../lib/text.ts';
import { isOwn, type OwnSide } from '../addresses.ts';
import type { InboundEmail } from '../model.ts';
import type { Returned } from './findings.ts';
import { addressesOf } from './header-block.ts';
import { idsIn } from './message-ids.ts';
import { parseHeaders } from './raw-headers.ts';

/** A report that names more is none. */
const mostIds = 64;

export function readReturned(email: InboundEmail, own: OwnSide): Returned {
  const heads = email.files
    .filter(({ type }) => type === 'text/rfc822-headers' || type === 'message/rfc822')
    .map(({ content }) => parseHeaders(content));
  const mails = email.messages.map((one) => one.email);
  const ids = [
    email.inReplyTo ?? '',
    ...email.references,
    ...mails.flatMap((mail) => [mail.messageId ?? '', mail.inReplyTo ?? '', ...mail.references]),
    ...heads.flatMap(({ headers }) =>
      ['message-id', 'in-reply-to', 'references'].flatMap((name) => headers[name] ?? []),
    ),
    ...email.text.split('\n').filter((line) => idLine.test(line)),
  ]
    .flatMap(idsIn)
    .filter((id) => id.includes('@'));
  const senders = [
    ...mails.flatMap(({ from }) => from.map(({ address }) => address)),
    ...heads.flatMap(({ from }) => from ?? []),
    ...sendersInText(email.text),
  ];
  return { ids: [...new Set(ids)].slice(0, mostIds), isOurs: senders.some((one) => isOwn(one, own)) };
}

const idLine = /^\s*>?\s*(message-id|in-reply-to|references)\s*:/i;

/** Servers that write for people quote the header below their words. */
const sendersInText = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => /^\s*>?\s*(from|od|von)\s*:/.test(fold(line)))
    .slice(0, 5)
    .flatMap((line) => addressesOf(line).map(({ address }) => address));
