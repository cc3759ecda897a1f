import { cleanLine } from '../../../lib/text.ts';
import { longestAddress } from '../addresses.ts';
import type { Address } from '../model.ts';
import {
  type Field,
  fieldOf,
  fieldWithoutColon,
  isFieldOfNoName,
  isForwardSeparator,
  isSeparator,
  unquoted,
} from './layouts.ts';

/** The header lines that a client writes above a mail it quotes or forwards. Line numbers, `end` is exclusive. */
export interface HeaderBlock {
  /** the separator above, if any, else the first field */
  start: number;
  end: number;
  /** a separator that only forwards have */
  forward: boolean;
  from: Address | null;
  /** the sender's name when the client wrote no address */
  fromName: string;
  to: Address[];
  cc: Address[];
  subject: string | null;
  /** as written */
  sent: string | null;
}

/**
 * The block that begins at the line `at` (a separator or a first field), or null.
 * Three fields make a block, two when a separator stands above; one of them is the sender.
 */
export function headerBlockAt(lines: string[], at: number): HeaderBlock | null {
  let line = at;
  let separator = false;
  let forward = false;
  while (line < lines.length && isSeparator(lines[line] ?? '')) {
    separator = true;
    forward ||= isForwardSeparator(lines[line] ?? '');
    line = skipBlank(lines, line + 1, 2);
  }
  const fields = new Map<Field, string>();
  let lastField: Field | null = null;
  let end = line;
  for (; line < lines.length && line - end < 3; line += 1) {
    const text = unquoted(lines[line] ?? '').trim();
    const found =
      fieldOf(lines[line] ?? '') ?? (separator && line === end ? fieldWithoutColon(lines[line] ?? '') : null);
    if (found) {
      if (found.field === 'from' && fields.has('from')) break;
      if (found.field !== 'other' && !fields.has(found.field)) fields.set(found.field, found.value);
      lastField = found.field;
      end = line + 1;
    } else if (lastField === null) {
      break;
    } else if (text !== '') {
      // A long list of recipients goes on in the next lines; anything else ends the block.
      const value = fields.get(lastField) ?? '';
      const goesOn =
        value === '' ||
        /[,;<]$/.test(value) ||
        (lastField === 'from' && /^<?[^\s@]+@[^\s@]+>?$/.test(text)) ||
        (line === end && isWrapped(lastField, lines, line, separator || fields.size > 2));
      const isAmongFields =
        line === end && isFieldOfNoName(text) && fieldOf(lines[line + 1] ?? '') && fields.has('from');
      if (!isAmongFields && (!goesOn || lastField === 'other')) break;
      if (!isAmongFields) fields.set(lastField, `${value} ${text}`.trim());
      end = line + 1;
    }
  }
  const written = fields.get('from');
  if (written === undefined || fields.size < (separator ? 2 : 3)) return null;
  if (!separator && !speaksOfMail(written, fields)) return null;
  const from = addressesOf(written)[0] ?? null;
  return {
    start: at,
    end,
    forward,
    from,
    fromName: from?.name || nameOnly(written),
    to: addressesOf(fields.get('to') ?? ''),
    cc: addressesOf(fields.get('cc') ?? ''),
    subject: fields.has('subject') ? cleanLine(fields.get('subject') ?? '') : null,
    sent: fields.get('sent') ?? null,
  };
}

/** Outlook wraps what it writes as plain text after 76 letters, wherever that is. @param isSure it is a block in any case */
function isWrapped(field: Field, lines: string[], at: number, isSure: boolean): boolean {
  if (field !== 'to' && field !== 'cc' && field !== 'subject') return false;
  const next = lines[at + 1] ?? '';
  if (fieldOf(next)) return true;
  if (field === 'subject') return next.trim() === '' && isFull(lines[at - 1] ?? '', lines[at] ?? '');
  if (!isSure) return false;
  return [lines[at] ?? '', next].some((line) =>
    /^[^@]{0,80}<[^\s@<>]+@[^\s@<>]+>(?:[;,]|$)/.test(unquoted(line).trim()),
  );
}

/** The next word had no room in the line. */
const isFull = (line: string, next: string): boolean =>
  line.length <= 77 && line.length + 1 + (next.trim().split(/\s/)[0] ?? '').length > 76;

/** "Od: 1. 4., Do: 15. 4., Předmět: montáž" is a customer's own list: no sender, and nobody else either. */
const speaksOfMail = (from: string, fields: Map<Field, string>): boolean =>
  /\p{L}{2}/u.test(from) &&
  ([...fields.values()].some((value) => value.includes('@')) || aTime.test(fields.get('sent') ?? ''));
const aTime = /(?<![\d.])\d{1,2}[:.]\d{2}(?![\d.])/;

function skipBlank(lines: string[], from: number, atMost: number): number {
  let line = from;
  while (line < lines.length && line - from < atMost && unquoted(lines[line] ?? '').trim() === '') line += 1;
  return line;
}

/** `Jan Dvořák [mailto:jan@x]`, `"Dvořák, Jan" <jan@x>; Eva <eva@y>`, `jan@x <mailto:jan@x>` */
export function addressesOf(text: string): Address[] {
  const found: Address[] = [];
  const pattern = /([^\s<>()[\],;:"'@]+@[^\s<>()[\],;:"'@]+\.[^\s<>()[\],;:"'@.]+)/g;
  let from = 0;
  for (const match of text.slice(0, 4000).matchAll(pattern)) {
    const address = (match[1] ?? '').toLowerCase();
    const before = text.slice(from, match.index);
    from = match.index + match[0].length;
    if (address.length > longestAddress || found.some((known) => known.address === address)) continue;
    found.push({ address, name: nameOnly(before) });
  }
  return found;
}

const nameOnly = (text: string): string =>
  cleanLine(
    text
      .replace(/mailto:/gi, ' ')
      .replace(/<[^<>]*>/g, ' ')
      .replace(/[<>[\]*"„“”]/g, ' '),
  )
    .replace(/^[\s,;')(]+|[\s,;'(]+$/g, '')
    .replace(/^'|'$/g, '');
