import type { Address } from '../model.ts';
import { attributionLength } from './attributions.ts';
import { behindBanners } from './banners.ts';
import { headerBlockAt } from './header-block.ts';
import { fieldOf, isOriginalSeparator, isSeparator, quoteDepth } from './layouts.ts';
import { signaturesIn } from './signatures.ts';

export type PartKind = 'new' | 'quote' | 'signature';

/** A mail's text taken apart. The parts joined by LF are the whole text: nothing is cut. */
export interface Part {
  kind: PartKind;
  text: string;
}

export interface SplitText {
  parts: Part[];
  /** what this sender wrote now, inline answers in their order */
  text: string;
  quoted: string;
  signature: string;
}

/**
 * Tells what is new in a text from what it quotes and from the signature.
 * @param writer whose name a signature without a closing phrase begins with
 */
export function splitQuotes(text: string, writer?: Address): SplitText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const kinds = labelQuotes(lines);
  labelSignatures(lines, kinds, writer);
  const parts = grouped(lines, kinds);
  const joined = (kind: PartKind) =>
    parts
      .filter((part) => part.kind === kind)
      .map((part) => part.text.trim())
      .filter(Boolean)
      .join('\n\n');
  return { parts, text: joined('new'), quoted: joined('quote'), signature: joined('signature') };
}

function labelQuotes(lines: string[]): PartKind[] {
  const kinds: PartKind[] = lines.map((line) => (quoteDepth(line) > 0 ? 'quote' : 'new'));
  joinWrapped(lines, kinds);
  let hasNew = false;
  for (let at = 0; at < lines.length; at += 1) {
    if (kinds[at] === 'quote') continue;
    const attribution = attributionLength(lines, at);
    if (attribution > 0) {
      const next = nextWritten(lines, at + attribution);
      const marked = next < lines.length && quoteDepth(lines[next] ?? '') > 0;
      // Attributions on top with unmarked lines below: the answer is among them, so show them.
      const end = marked || !hasNew ? next : lines.length;
      kinds.fill('quote', at, end);
      at = end - 1;
      continue;
    }
    const block = isSeparator(lines[at] ?? '') || fieldOf(lines[at] ?? '') ? headerBlockAt(lines, at) : null;
    if (block) {
      const next = nextWritten(lines, block.end);
      // Centrum and a few others mark every quoted line, and the answer may stand below; Outlook marks none.
      const marked = next < lines.length && quoteDepth(lines[next] ?? '') > 0;
      kinds.fill('quote', at, marked ? next : lines.length);
      at = (marked ? next : lines.length) - 1;
    } else if (isOriginalSeparator(lines[at] ?? '')) {
      kinds.fill('quote', at);
      break;
    } else hasNew ||= (lines[at] ?? '').trim() !== '';
  }
  joinOverBlankLines(lines, kinds);
  return keepsSomething(lines, kinds) ? kinds : lines.map(() => 'new');
}

/** A mail of nothing but quoted lines is somebody's habit of writing, or an answer lost in them: show it all. */
const keepsSomething = (lines: string[], kinds: PartKind[]): boolean =>
  kinds[0] === 'quote' ? !lines.every((line) => quoteDepth(line) > 0 || line.trim() === '') : true;

function nextWritten(lines: string[], from: number): number {
  let line = from;
  while (line < lines.length && (lines[line] ?? '').trim() === '') line += 1;
  return line;
}

/** A server that wraps long lines leaves the rest of a quoted one without its mark: no answer begins in small letters. */
function joinWrapped(lines: string[], kinds: PartKind[]): void {
  for (let at = 1; at < lines.length - 1; at += 1) {
    if (kinds[at] !== 'new' || kinds[at - 1] !== 'quote' || kinds[at + 1] !== 'quote') continue;
    const [above = '', line = ''] = lines.slice(at - 1, at + 1);
    if (above.length > 64 && line.length < above.length && /^\p{Ll}/u.test(line)) kinds[at] = 'quote';
  }
}

function joinOverBlankLines(lines: string[], kinds: PartKind[]): void {
  for (let at = lines.length - 2; at > 0; at -= 1) {
    // A rule drawn above the quote belongs to it.
    if (
      kinds[at] === 'new' &&
      kinds[nextWritten(lines, at + 1)] === 'quote' &&
      /^[-=_*]{5,}$/.test((lines[at] ?? '').trim())
    ) {
      kinds.fill('quote', at, nextWritten(lines, at + 1));
    }
  }
  for (let at = 1; at < lines.length - 1; at += 1) {
    if (kinds[at] !== 'new' || (lines[at] ?? '').trim() !== '' || kinds[at - 1] !== 'quote') continue;
    const next = nextWritten(lines, at);
    if (next < lines.length && kinds[next] === 'quote') kinds.fill('quote', at, next);
  }
}

function labelSignatures(lines: string[], kinds: PartKind[], writer: Address | undefined): void {
  const first = kinds.indexOf('new');
  for (const [start, end] of [...runsOfNew(kinds)]) {
    const begin = start === first ? behindBanners(lines, start, end) : start;
    kinds.fill('signature', start, begin);
    for (const [from, to] of signaturesIn(lines, [begin, end], first < start, writer))
      kinds.fill('signature', from, to);
  }
}

function* runsOfNew(kinds: PartKind[]): Generator<[number, number]> {
  let start = -1;
  for (let at = 0; at <= kinds.length; at += 1) {
    const isNew = at < kinds.length && kinds[at] === 'new';
    if (isNew && start < 0) start = at;
    if (!isNew && start >= 0) {
      yield [start, at];
      start = -1;
    }
  }
}

function grouped(lines: string[], kinds: PartKind[]): Part[] {
  const parts: Part[] = [];
  for (const [at, line] of lines.entries()) {
    const kind = kinds[at] ?? 'new';
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += `\n${line}`;
    else parts.push({ kind, text: line });
  }
  return parts;
}
