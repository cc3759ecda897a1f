import { createHash } from 'node:crypto';
import type { MailFile } from '../model.ts';

/**
 * The body as it survives transport: a Sent copy and a blind copy differ in white space, line wrapping and HTML
 * dressing, not in words or files.
 */
export function bodyHash(text: string, files: Pick<MailFile, 'sha256'>[]): string {
  const hash = createHash('sha256');
  hash.update(text.normalize('NFC').replace(/[\s\u00a0\u200b\ufeff]+/gu, ''));
  for (const sha256 of files.map((file) => file.sha256).sort()) hash.update(`\n${sha256}`);
  return hash.digest('hex');
}

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
  return createHash('sha256')
    .update(JSON.stringify([messageId ?? '', from, date, body]))
    .digest('hex');
}
