/** Names that senders give: of mails, of meetings. Theirs is what they hold and how long they are. */
import { hash } from 'node:crypto';

/** More than any program writes, and far less than an index of the database takes. */
const longest = 500;
const keptOfLong = 400;

/** As it is kept and compared: a database takes no NUL, and of a longer one a digest tells it from others. */
export function idAsKept(written: string): string {
  const id = written.replace(/\p{Cc}/gu, '');
  if (id.length <= longest) return id;
  return `${id.slice(0, keptOfLong)}.${hash('sha256', id)}${id.endsWith('>') ? '>' : ''}`;
}

/** Every Message-ID in a text, as they are kept. */
export const idsIn = (text: string): string[] =>
  (text.replace(controlsInLine, '').match(/<[^<>\s]+>/g) ?? []).map(idAsKept);

const controlsInLine = /(?!\s)\p{Cc}/gu;
