import EmailForwardParser from 'email-forward-parser';
import { cleanLine, fold } from '../../../lib/text.ts';
import type { Instant, Zone } from '../../../lib/time.ts';
import { isOwn, looksLikeAddress, type OwnSide, outsiders, withoutTag } from '../addresses.ts';
import type { Address, InboundEmail } from '../model.ts';
import { attributionLength } from './attributions.ts';
import { addressesOf, type HeaderBlock, headerBlockAt } from './header-block.ts';
import { fieldOf, isSeparator, quoteDepth, unquoted } from './layouts.ts';
import { parseMailDate } from './mail-date.ts';
import { splitQuotes } from './quotes.ts';
import { isMobileSignature } from './signature-lines.ts';

/** A customer's mail that a colleague passed on, and what the colleague wrote above it. */
export interface Forwarded {
  from: Address | null;
  /** when the client wrote a name and no address */
  fromName: string;
  to: Address[];
  cc: Address[];
  subject: string;
  date: Instant | null;
  text: string;
  note: string;
}

const forwardPrefix =
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(fwd?|fw|wg|weitergeleitet|pr|prep|preposlano|preposlane|preposla[nt]\w*|pd|vs|tr|rv)\s*(?:\[\d+\])?\s*:/;
const anyPrefix =
  /^\s*(?:(?:re|odp|odpoved|aw|antw|sv|fwd?|fw|wg|pr|prep|preposlano|preposlane|pd)\s*(?:\[\d+\])?\s*:\s*)+/i;

export const isForwardSubject = (subject: string): boolean => forwardPrefix.test(fold(subject));

/** `Re: FW: Poptávka` -> `Poptávka` */
export function bareSubject(subject: string): string {
  const start = /^[\s\p{L}[\]\d:]{0,80}/u.exec(subject)?.[0] ?? '';
  // Folding keeps the number of letters, so a prefix measured in the folded text fits the written one.
  const folded = start.normalize('NFC').replace(/./gu, (letter) => fold(letter) || letter);
  return cleanLine(subject.normalize('NFC').slice(anyPrefix.exec(folded)?.[0].length ?? 0));
}

/**
 * The mail passed on inside a colleague's mail, or null when it is none. Goes only to ourselves, and either its
 * subject says so, or a forward's separator, or that it went to the mailbox alone: a reply with a blind copy quotes the
 * customer in the same way.
 * A mail passed on twice is followed down to the first that crossed the firm's border.
 */
export function findForwarded(email: InboundEmail, own: OwnSide, zone: Zone): Forwarded | null {
  if (outsiders([...email.to, ...email.cc], own).length > 0) return null;
  const bySubject = isForwardSubject(email.subject);
  const lines = email.text.split('\n');
  const blocks = headerBlocks(lines);
  if (blocks.length === 0 && bySubject) return byAttribution(email, lines, zone) ?? byLibrary(email, zone);
  const first = blocks[0];
  const customers = blocks.find((block) => crossesBorder(block, own));
  const isForward =
    bySubject ||
    blocks.some(({ forward }) => forward) ||
    (customers !== undefined && isForUsAlone(email, own));
  if (!first || !isForward) return null;
  const chosen = customers ?? first;
  const [theirs, below] = passedOn(lines, chosen);
  return {
    from: chosen.from,
    fromName: chosen.fromName,
    to: chosen.to,
    cc: chosen.cc,
    subject: chosen.subject || bareSubject(email.subject),
    date: chosen.sent === null ? null : parseMailDate(chosen.sent, zone),
    text: withoutMarks(theirs),
    note: [wordsAbove(lines, blocks.slice(0, blocks.indexOf(chosen) + 1)), noteOf(below)]
      .filter(Boolean)
      .join('\n\n'),
  };
}

/** Below a mail of which every line is marked, header lines too, what is not marked is the colleague's again. */
function passedOn(lines: string[], { end }: HeaderBlock): [string[], string[]] {
  const depth = quoteDepth(lines[end - 1] ?? '');
  if (depth === 0) return [lines.slice(end), []];
  const last = lines.findLastIndex((line) => quoteDepth(line) > 0);
  // A long line that was wrapped goes on without a mark.
  const behind = lines[last + 1]?.trim() === '' ? last + 1 : lines.length;
  const unmarked = lines.slice(end, behind).map((line) => withoutMark(line, depth));
  return [unmarked, lines.slice(Math.max(end, behind))];
}

/** Of a mail passed on twice, the words of both colleagues. */
const wordsAbove = (lines: string[], blocks: HeaderBlock[]): string =>
  blocks
    .map(({ start }, index) =>
      noteOf(withoutMarks(lines.slice(blocks[index - 1]?.end ?? 0, start)).split('\n')),
    )
    .filter(Boolean)
    .join('\n\n');

/** Nobody but the mailbox got it: then what it quotes is what it is about, whatever its subject says. */
const isForUsAlone = ({ to, cc }: InboundEmail, own: OwnSide): boolean =>
  to.length > 0 && [...to, ...cc].every(({ address }) => own.mailbox.has(withoutTag(address)));

function headerBlocks(lines: string[]): HeaderBlock[] {
  const blocks: HeaderBlock[] = [];
  for (let at = 0; at < lines.length && blocks.length < 20; at += 1) {
    const line = lines[at] ?? '';
    if (!isSeparator(line) && !fieldOf(line)) continue;
    const block = headerBlockAt(lines, at);
    if (!block) continue;
    blocks.push(block);
    at = block.end - 1;
  }
  return blocks;
}

// Exchange writes colleagues without addresses, so a sender known by name only is one of ours.
const crossesBorder = ({ from, to, cc }: HeaderBlock, own: OwnSide): boolean =>
  from !== null && (!isOwn(from.address, own) || outsiders([...to, ...cc], own).length > 0);

/** Outlook on the web and a few others pass a mail on below the line they put above a quote. */
function byAttribution(email: InboundEmail, lines: string[], zone: Zone): Forwarded | null {
  for (let at = 0; at < lines.length; at += 1) {
    const length = attributionLength(lines, at);
    if (length === 0) continue;
    const line = lines
      .slice(at, at + length)
      .map(unquoted)
      .join(' ');
    const from = addressesOf(line)[0];
    if (!from) continue;
    return {
      from: { address: from.address, name: senderName(line, from.address) },
      fromName: senderName(line, from.address),
      to: [],
      cc: [],
      subject: bareSubject(email.subject),
      date: parseMailDate(line, zone),
      text: withoutMarks(lines.slice(at + length)),
      note: noteOf(lines.slice(0, at)),
    };
  }
  return null;
}

/** `Dne 3. 3. 2026 v 10:15 Jan Dvořák <jan@x> napsal(a):` -> `Jan Dvořák` */
function senderName(line: string, address: string): string {
  const before = line.slice(0, line.toLowerCase().indexOf(address));
  const words =
    /([\p{L}][\p{L}.'-]*(?:\s+[\p{L}][\p{L}.'-]*){0,4})["'„“”\s]*[<([]?(?:mailto:)?$/u.exec(before)?.[1] ??
    '';
  return words.replace(/^(?:odesílatel|uživatel|používateľ|schrieb|napsal|v|o|um)\s+/iu, '').trim();
}

/** Other languages, and layouts that only the library knows. */
function byLibrary(email: InboundEmail, zone: Zone): Forwarded | null {
  if (email.text.length > 60_000) return null;
  const read = new EmailForwardParser().read(email.text, email.subject);
  const address = read.email.from?.address?.trim().toLowerCase();
  if (!read.forwarded || !address || !looksLikeAddress(address)) return null;
  const people = (list: unknown): Address[] =>
    (Array.isArray(list) ? list : []).flatMap((one: { address?: string; name?: string }) =>
      one.address ? [{ address: one.address.toLowerCase(), name: cleanLine(one.name ?? '') }] : [],
    );
  const name = cleanLine(read.email.from.name ?? '');
  return {
    from: { address, name },
    fromName: name,
    to: people(read.email.to),
    cc: people(read.email.cc),
    subject: cleanLine(read.email.subject ?? '') || bareSubject(email.subject),
    date: read.email.date ? parseMailDate(read.email.date, zone) : null,
    text: (read.email.body ?? '').trim(),
    note: noteOf((read.message ?? '').split('\n')),
  };
}

const noteOf = (lines: string[]): string =>
  splitQuotes(lines.filter((line) => !isMobileSignature(line)).join('\n')).text;

const withoutMark = (line: string, depth: number): string =>
  depth === 0 ? line : withoutMark(line.replace(/^\s{0,3}>\s?/, ''), depth - 1);

/** Apple Mail and Centrum mark every line of what they pass on. */
function withoutMarks(lines: string[]): string {
  let rest = lines;
  while (
    rest.some((line) => line.trim() !== '') &&
    rest.every((line) => line.trim() === '' || quoteDepth(line) > 0)
  ) {
    rest = rest.map((line) => withoutMark(line, 1));
  }
  return rest.join('\n').trim();
}
