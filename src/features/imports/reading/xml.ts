/**
 * The XML inside a workbook, as it streams by. exceljs's own streaming reader decodes each 64 kB by itself, and a letter
 * with diacritics that lies across two of them comes out as question marks; it also drops merged cells.
 */
import { refuseFile } from './refused.ts';

export interface XmlEvents {
  /** @param name without its prefix @param attributes as they stand, for attributeOf */
  open?(name: string, attributes: string): void;
  text?(text: string): void;
  close?(name: string): void;
}

const longestToken = 4_000_000;

/** @throws FileRefused damaged: a DOCTYPE or an endless tag */
export async function readXml(bytes: AsyncIterable<Uint8Array>, on: XmlEvents): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of bytes) {
    rest = tokens(rest + decoder.decode(chunk, { stream: true }), on);
    if (rest.length > longestToken) refuseFile('damaged', {});
  }
  tokens(rest + decoder.decode(), on);
}

/** @returns what may go on in the next piece */
function tokens(text: string, on: XmlEvents): string {
  let at = 0;
  while (at < text.length) {
    const tag = text.indexOf('<', at);
    if (tag < 0) break;
    if (tag > at) on.text?.(decode(text.slice(at, tag)));
    at = tag;
    const end = endOf(text, tag);
    if (end < 0) return text.slice(at);
    const mark = text[tag + 1];
    if (mark === '!') declaration(text, tag, end, on);
    else if (mark === '/') on.close?.(bare(text.slice(tag + 2, end).trim()));
    else if (mark !== '?') element(text.slice(tag + 1, end), on);
    at = end + 1;
  }
  return text.slice(at);
}

/** Where a token ends; -1 when it goes on in the next piece. A > may stand inside quotes. */
function endOf(text: string, tag: number): number {
  if (text.startsWith('<!--', tag)) return past(text.indexOf('-->', tag), 2);
  if (text.startsWith('<![CDATA[', tag)) return past(text.indexOf(']]>', tag), 2);
  if (text[tag + 1] === '!' && text.length - tag < 9) return -1;
  let end = text.indexOf('>', tag);
  while (end >= 0 && isQuoted(text, tag, end)) end = text.indexOf('>', end + 1);
  return end;
}

const past = (at: number, more: number): number => (at < 0 ? -1 : at + more);

function isQuoted(text: string, from: number, to: number): boolean {
  let quote = '';
  for (let at = from; at < to; at++) {
    const sign = text[at] as string;
    if (quote) quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return quote !== '';
}

function declaration(text: string, tag: number, end: number, on: XmlEvents): void {
  if (text.startsWith('<![CDATA[', tag)) on.text?.(text.slice(tag + 9, end - 2));
  // Nothing that Excel writes has one; entities of its own are how XML unfolds without end.
  else if (!text.startsWith('<!--', tag)) refuseFile('damaged', {});
}

function element(inside: string, on: XmlEvents): void {
  const isClosed = inside.endsWith('/');
  const body = isClosed ? inside.slice(0, -1) : inside;
  const space = body.search(/\s/);
  const name = bare(space < 0 ? body : body.slice(0, space));
  on.open?.(name, space < 0 ? '' : body.slice(space));
  if (isClosed) on.close?.(name);
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

const patterns = new Map<string, RegExp>();

/** @param name with its prefix when it has one; `r:id` is found as `id` too */
export function attributeOf(attributes: string, name: string): string | null {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? decode(found[1] ?? found[2] ?? '') : null;
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
        if (!entity.startsWith('#')) return named[entity] ?? whole;
        const isHex = entity[1] === 'x' || entity[1] === 'X';
        const code = Number.parseInt(entity.slice(isHex ? 2 : 1), isHex ? 16 : 10);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      })
    : text;
