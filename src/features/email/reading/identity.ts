import { hash } from 'node:crypto';
import type { MailFile } from '../model.ts';

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
 * a missing one is no reason to skip.
 */
export function identityOf(parts: {
  messageId: string | null;
  from: string;
  date: string;
  bodyHash: string;
}): string {
  const { messageId, from, date, bodyHash: body } = parts;
  return hash('sha256', JSON.stringify([messageId ?? '', from, date, body]));
}
