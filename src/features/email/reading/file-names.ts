/** What a part's header calls its file, made plain before the parser sees it. */
import { decodeText } from './charset.ts';
import { decodeWords } from './encoded-words.ts';

// `; filename*1*=value`, in quotes or up to the next semicolon
const extended = /;\s*((?:file)?name)\*(?:(\d{1,3})(\*)?)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/gi;

/** No file is called so, and what somebody writes to keep us busy is left to the parser as it is. */
const longest = 20_000;

interface Piece {
  number: number;
  isEscaped: boolean;
  value: string;
}

/**
 * RFC 2231 as clients write it: a charset that is none, not the true one or missing, percent signs that escape nothing,
 * pieces out of order or lost, words of RFC 2047 cut into pieces. The name comes out as one encoded word.
 * @param line a binary (latin1) string
 */
export function withPlainNames(line: string): string {
  if (line.length > longest) return line;
  const plain = withWholeValues(line);
  if (!/name\*/i.test(plain)) return plain;
  const pieces = new Map<string, Piece[]>();
  for (const [, key = '', number, star, written = ''] of plain.matchAll(extended)) {
    const name = key.toLowerCase();
    const value = written.trim().replace(/^"([\s\S]*?)"?$/, '$1');
    const piece = { number: Number(number ?? 0), isEscaped: number === undefined || star === '*', value };
    const found = pieces.get(name);
    if (found) found.push(piece);
    else pieces.set(name, [piece]);
  }
  let out = plain.replace(extended, '').trimEnd();
  for (const [name, found] of pieces) {
    const word = Buffer.from(joined(found)).toString('base64');
    out += `; ${name}="=?utf-8?B?${word}?="`;
  }
  return out;
}

function joined(pieces: Piece[]): string {
  pieces.sort((one, other) => one.number - other.number);
  const [, charset, rest] = /^([^']*)'[^']*'([\s\S]*)$/.exec(pieces[0]?.value ?? '') ?? [];
  const isMarked = pieces[0]?.isEscaped === true && rest !== undefined;
  // Some clients cut an escape in two.
  const octets = pieces
    .map(({ value, isEscaped }, index) => {
      const own = index === 0 && isMarked ? rest : value;
      return isEscaped ? own : own.replaceAll('%', '%25');
    })
    .join('');
  const bytes = Buffer.from(unescaped(octets), 'latin1');
  return decodeWords(decodeText(bytes, isMarked ? (charset ?? null) : null));
}

const unescaped = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A Windows path without its backslashes doubled, and a name with a semicolon that stands without quotes. */
const withWholeValues = (line: string): string =>
  line
    .replace(/(name="[a-z]:)(\\[^"]{1,400})"/i, (_whole, start: string, path: string) =>
      path.includes('\\\\') ? `${start}${path}"` : `${start}${path.replaceAll('\\', '\\\\')}"`,
    )
    .replace(/(;\s*(?:file)?name)=([^";=\s][^";=]{0,200};[^";=]{0,200}\.\w{2,5}\s*)(?=;|$)/i, '$1="$2"');
