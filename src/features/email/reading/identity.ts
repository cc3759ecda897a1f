import { hash } from 'node:crypto';
import type { Instant } from '../../../lib/time.ts';
import type { InboundEmail, MailFile } from '../model.ts';

/**
 * The body as it survives transport: a Sent copy and a blind copy differ in white space, line wrapping and HTML
 * dressing, not in words or files.
 */
export function bodyHash(text: string, files: Pick<MailFile, 'sha256'>[]): string {
  const words = text.normalize('NFC').replace(/[\s\u200b]+/g, '');
  return hash('sha256', [words, ...files.map((file) => file.sha256).sort()].join('\n'));
}

/**
 * Of a message of which only the beginning is here. Where it ends depends on the lines that the servers of each copy put on
 * top, so that no two copies have the same of their files.
 */
export const beginningHash = (subject: string, text: string): string =>
  bodyHash(`${subject}\n${text.slice(0, 10_000)}`, []);

/**
 * Same mail = same Message-ID, From, Date and body. All four: carriers reuse a Message-ID for different mails, and
 * a missing one is no reason to skip. Without an id the subject counts as well: scanners and forms send empty bodies.
 * @param from whoever wrote it, where another address stands in its From
 */
export function identityOf(
  email: Pick<InboundEmail, 'messageId' | 'from' | 'subject' | 'date' | 'headers' | 'bodyHash'>,
  from = email.from.map(({ address }) => address).join(','),
): string {
  const { messageId, subject, date, headers, bodyHash: body } = email;
  const sender = from || (headers.from ?? []).join(',');
  const dated = date ?? headers.date?.at(-1) ?? '';
  return hash(
    'sha256',
    JSON.stringify([messageId ?? (subject && `subject:${subject}`), sender, dated, body]),
  );
}

/** What says neither which mail it is nor when it was written is the same only on the day on which it came. */
export const identityOn = (
  { identity, messageId, date }: Pick<InboundEmail, 'identity' | 'messageId' | 'date'>,
  receivedAt: Instant,
): string =>
  messageId === null && date === null ? hash('sha256', `${identity} ${receivedAt.slice(0, 10)}`) : identity;
