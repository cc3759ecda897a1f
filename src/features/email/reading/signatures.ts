/** Which of the new lines are a signature. */
import type { Address } from '../model.ts';
import { cardAt, isClause, isSaid, saysMore } from './afterthoughts.ts';
import { closingOf, isThanks } from './closings.ts';
import {
  isBoilerplate,
  isContactData,
  isDisclaimer,
  isFirstName,
  isMobileSignature,
  isNameAlone,
  isNameOf,
  startsWithName,
} from './signature-lines.ts';

/** Lines below two dashes. */
const lookedAt = 40;

/**
 * A signature begins with its mark: the standard `-- `, a phone's or a client's line, dashes above somebody's name or
 * numbers, a closing phrase, a disclaimer, or the writer's name above numbers and addresses. It ends where its writer goes
 * on speaking, at the latest with the run of new lines.
 * @param hasBefore something new was written above this run
 * @param writer whose letter it is, when that is known
 * @returns first lines, and the lines behind the last
 */
export function signaturesIn(
  lines: string[],
  [start, end]: [number, number],
  hasBefore: boolean,
  writer?: Address,
): [number, number][] {
  const found: [number, number][] = [];
  let isWritten = hasBefore;
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const to = isWritten ? signatureEnd(lines, at, [start, end], writer) : behindPhone(lines, at, end);
    if (to > at) {
      found.push([belowRule(lines, start, at), to]);
      at = to - 1;
    } else isWritten = true;
  }
  return found;
}

const behindPhone = (lines: string[], at: number, end: number): number =>
  isMobileSignature(lines[at] ?? '') && !isSaid(lines, at, end, true) ? at + 1 : at;

/** A rule drawn above a signature belongs to it. */
function belowRule(lines: string[], start: number, at: number): number {
  let above = at - 1;
  while (above > start && (lines[above] ?? '').trim() === '') above -= 1;
  return above > start && /^[-_=*~]{2,80}\s?$/.test(lines[above] ?? '') ? above : at;
}

function signatureEnd(
  lines: string[],
  at: number,
  [start, end]: [number, number],
  writer: Address | undefined,
): number {
  const line = lines[at] ?? '';
  if (line === '-- ') return end;
  if (isDisclaimer(line)) return isLastWord(lines, at + 1, end) ? end : at;
  const below = behindPhone(lines, at, end);
  if (below > at) return cardAt(lines, below, end, true)?.end ?? below;
  if (/^(?:--|—|––|[-_=*~]{5,80})\s?$/.test(line))
    return isSignature(lines.slice(at + 1, Math.min(end, at + lookedAt)), line.length > 4) ? end : at;
  const closing = closingOf(line);
  if (closing) {
    // "Zdravím z dovolené," begins a sentence; a name begins with a capital.
    if (/,\s*$/.test(line) && /^\p{Ll}/u.test((lines[nextWritten(lines, at + 1)] ?? '').trim())) return at;
    const card = cardAt(lines, at + 1, end, closing.named);
    // Below a bare name the letter goes on; what stands between numbers and the next sentence is a card.
    return card && (!card.isFollowed || card.isCompany) ? card.end : at;
  }
  return end - at <= 2 * lookedAt && isNameAlone(line) ? cardEnd(lines, at, [start, end], writer) : at;
}

/** Somebody may begin a letter with whom it is for: then it goes on below. */
function isLastWord(lines: string[], from: number, end: number): boolean {
  for (let at = from; at < Math.min(end, from + lookedAt); at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || isBoilerplate(line)) continue;
    if (closingOf(line) || isSaid(lines, at, end, true)) return false;
  }
  return true;
}

/** The writer's name and how to reach them, with no closing phrase above but thanks. */
function cardEnd(
  lines: string[],
  at: number,
  [start, end]: [number, number],
  writer: Address | undefined,
): number {
  let above = at - 1;
  while (above >= start && (lines[above] ?? '').trim() === '') above -= 1;
  const last = (lines[above] ?? '').trim();
  if (above === at - 1 && above >= start && !isThanks(last)) return at;
  if (/:$/.test(last) || !isNameOf(lines[at] ?? '', writer) || isClause(lines[at + 1] ?? '')) return at;
  const card = cardAt(lines, at + 1, end, true);
  if (!card?.reaches) return at;
  const others = lines.slice(at + 1, card.end).some((line) => isNameAlone(line.trim()));
  return others ? at : card.end;
}

/** @param isRule a long rule is drawn between parts of a letter as well */
function isSignature(below: string[], isRule: boolean): boolean {
  const written = below.map((line) => line.trim()).filter(Boolean);
  const [first] = written;
  if (first === undefined) return !isRule;
  if (isRule && !written.slice(0, 3).some(isNameAlone)) return false;
  if (saysMore(written)) return false;
  const reaches = written.some(isContactData);
  if (isRule) return written.length <= 15 && reaches;
  const isFew = written.length === 1 && isFirstName(first);
  return isFew || startsWithName(first) || reaches || isMobileSignature(first);
}

function nextWritten(lines: string[], from: number): number {
  let line = from;
  while (line < lines.length && (lines[line] ?? '').trim() === '') line += 1;
  return line;
}
