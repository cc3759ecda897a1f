import { fold } from '../../../lib/text.ts';
import { headerBlockAt } from './header-block.ts';
import {
  attributionLength,
  fieldOf,
  foldedStart,
  isOriginalSeparator,
  isSeparator,
  quoteDepth,
} from './layouts.ts';
import { isSignature, saysMore } from './signature-lines.ts';

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

/** Tells what is new in a text from what it quotes and from the signature. */
export function splitQuotes(text: string): SplitText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const kinds = labelQuotes(lines);
  labelSignature(lines, kinds);
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
  for (let at = 0; at < lines.length; at += 1) {
    if (kinds[at] === 'quote') continue;
    const attribution = attributionLength(lines, at);
    if (attribution > 0) {
      const next = nextWritten(lines, at + attribution);
      const marked = next < lines.length && quoteDepth(lines[next] ?? '') > 0;
      // An attribution on top with unmarked lines below: the answer is among them, so show them.
      const end = marked || nextWritten(lines, 0) === at ? next : lines.length;
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
    }
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

/** `Odesláno z iPhonu`: a phone's words, not its owner's. */
export const isMobileSignature = (line: string): boolean => mobileSignatures.test(foldedStart(line));

const mobileSignatures =
  /^(odeslano|odoslane|poslano|poslane|sent|von meinem|gesendet|outlook fur|zaslano|napsano z|diese nachricht wurde von meinem)\b.{0,60}(iphon|ipad|ios|android|outlook|telefon|mobil|phone|samsung|galaxy|xiaomi|huawei|bluemail|yahoo|proton|handy|gesendet|seznam|tablet)|^(get|ziskat|ziskejte|ziskajte) outlook (pro|pre|for|fur) \p{L}/u;
const closings =
  /^((dekuji|dekujeme|dakujem|dakujeme|diky|vdaka|predem dekuji|thanks|thank you|many thanks|danke|vielen dank)( a| and| und)?,? ?)?((s|se) (pozdravem|pozdravom|pranim|prianim|uctou|srdecnym pozdravem|pratelskym pozdravem|priatelskym pozdravom)( .{0,30})?|(zdravi|zdravim|hezky den|pekny den|prijemny den|krasny den|mejte se|mnoho zdaru)( .{0,30})?|(best|kind|warm|with kind|with best|many|kindest|warmest) (regards|wishes)|regards|sincerely|yours (sincerely|faithfully|truly)|cheers|mit (freundlichen|besten|herzlichen) gru(ss|ß)en|freundliche gru(ss|ß)e|(viele|beste|liebe|herzliche) gru(ss|ß)e|mfg)[,.! ]*$/;

/**
 * A signature reaches from its mark to the end of the new part: the standard `-- `, a phone's or a client's line, dashes
 * above somebody's name or numbers, or a closing phrase with at most 15 short lines after it.
 */
function labelSignature(lines: string[], kinds: PartKind[]): void {
  for (const [start, end] of runsOfNew(kinds)) {
    const mark = signatureStart(lines, start, end);
    if (mark === null) continue;
    const before = lines.slice(start, mark).some((line) => line.trim() !== '');
    if (before || kinds.indexOf('new') < start) kinds.fill('signature', mark, end);
  }
}

/** Lines below two dashes. */
const lookedAt = 40;

function signatureStart(lines: string[], start: number, end: number): number | null {
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? '';
    const text = foldedStart(line);
    if (line.length > 60 && aboutTheMail.test(text) && isDisclaimer(line) && nextWritten(lines, start) < at)
      return at;
    if (line === '-- ' || mobileSignatures.test(text)) return at;
    if (/^(--|—|––)\s?$/.test(line) && isSignature(lines.slice(at + 1, Math.min(end, at + lookedAt))))
      return at;
    if (closings.test(text)) {
      const rest = lines.slice(at + 1, end).filter((one) => one.trim() !== '');
      // "Zdravím z dovolené," begins a sentence; a name begins with a capital.
      if (/,\s*$/.test(line) && /^\p{Ll}/u.test((rest[0] ?? '').trim())) continue;
      const isShort = rest.length <= 15 && rest.every((one) => one.length <= 120 || isDisclaimer(one));
      const isPostscript = (one: string) => /^p\.?\s?s\.?[\s:]/i.test(one.trim());
      if (isShort && !rest.some(isPostscript) && !saysMore(lines.slice(at + 1, end))) return at;
    }
  }
  return null;
}

const aboutTheMail =
  /^\W*(tento e-?mail|tato (e-?mailova )?zprava|tato (e-?mailova )?sprava|obsah teto|obsah tejto|informace v te|informacie v te|this (e-?mail|message)|the information|diese e-?mail|diese nachricht)/;
const isDisclaimer = (line: string): boolean =>
  /duvern|dovern|confidential|vertraulich|neni nabidkou|nie je ponukou|adresat|disclaimer|tento e-?mail|this e-?mail|diese e-?mail|zivotni prostredi|zivotne prostredie/.test(
    fold(line.slice(0, 600)),
  );

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
