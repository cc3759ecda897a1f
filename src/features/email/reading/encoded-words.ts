import { isUtf8 } from 'node:buffer';
import { charsetOf, decodeText } from './charset.ts';

/**
 * Header text with its encoded words decoded (`=?utf-8?Q?P=C5=99=C3=ADloha?=`), also those that clients break: a letter
 * split over two words, base64 cut anywhere, spaces and question marks inside, a word that never ends, a charset that is
 * none or not the true one, a word encoded twice.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  const once = decodeOnce(text);
  return once.includes('=?') ? decodeOnce(once) : once;
}

interface Word {
  charset: string;
  base64: string | null;
  bytes: Buffer;
}

// The charset, a language that is of no use here, the encoding, the content. Some clients leave a question mark inside,
// and some cut the last word off.
const wordPattern = /=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?]{0,4000}|.{0,400}?)(?:\?=|$)/gis;

function decodeOnce(text: string): string {
  let out = '';
  let from = 0;
  let run: Word[] = [];
  const endRun = () => {
    out += decodeRun(run);
    run = [];
  };
  for (const match of text.matchAll(wordPattern)) {
    const between = text.slice(from, match.index);
    // White space between two encoded words is only there to separate them.
    if (run.length > 0 && between.trim() !== '') endRun();
    if (run.length === 0) out += between;
    const [whole, charset = '', encoding = '', content = ''] = match;
    run.push(wordOf(charset, encoding.toLowerCase(), content));
    from = match.index + whole.length;
  }
  endRun();
  return out + text.slice(from);
}

function wordOf(charset: string, encoding: string, content: string): Word {
  if (encoding === 'b') {
    const base64 = content.replace(/[^A-Za-z0-9+/=_-]/g, '');
    return { charset: charsetOf(charset), base64, bytes: Buffer.from(base64, 'base64') };
  }
  const octets = Buffer.from(content.replace(/_/g, ' ')).toString('latin1');
  const binary = octets
    .replace(/=\s*\r?\n\s*/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { charset: charsetOf(charset), base64: null, bytes: Buffer.from(binary, 'latin1') };
}

/** Words of one charset are one text: a letter may begin in one of them and end in the next. */
function decodeRun(words: Word[]): string {
  let out = '';
  for (let at = 0; at < words.length; ) {
    const charset = words[at]?.charset ?? '';
    let end = at;
    // A word in a charset with states ends where it began.
    while (end < words.length && words[end]?.charset === charset && (end === at || !hasStates(charset)))
      end += 1;
    out += decodeText(bytesOf(words.slice(at, end)), charset);
    at = end;
  }
  return out;
}

const hasStates = (charset: string): boolean => charset.startsWith('iso-2022');

function bytesOf(words: Word[]): Buffer {
  const each = Buffer.concat(words.map(({ bytes }) => bytes));
  if (words.length === 1 || words.some(({ base64 }) => base64 === null) || isUtf8(each)) return each;
  // Some clients encode the whole and then cut, in the middle of a group of four.
  const whole = Buffer.from(words.map(({ base64 }) => base64).join(''), 'base64');
  return isUtf8(whole) ? whole : each;
}
