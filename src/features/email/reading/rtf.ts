import { decodeExactly } from './charset.ts';

/** What a body in RTF says: as text, and as the HTML that Outlook wrapped into it, when it did ([MS-OXRTFEX]). */
export interface RtfBody {
  text: string;
  html: string | null;
}

/** Groups that hold no words of the writer. */
const silent = new Set(
  'fonttbl colortbl stylesheet info pict header footer headerl headerr footerl footerr listtable listoverridetable generator themedata datastore latentstyles object objdata xmlnstbl rsidtbl mmathPr'.split(
    ' ',
  ),
);

const asText: Record<string, string> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};

interface Group {
  /** nothing here is shown */
  mute: boolean;
  /** the HTML itself */
  tag: boolean;
  /** RTF beside the HTML, for readers of RTF only */
  rtfOnly: boolean;
  /** bytes that stand for a letter written as \u before them */
  skip: number;
  charset: string;
}

const deepest = 500;
const longest = 5_000_000;

/** One pass over the tokens. @param charset of letters written as bytes, where the RTF names none */
export function readRtf(bytes: Buffer, charset: string): RtfBody | null {
  const source = bytes.toString('latin1');
  if (!source.startsWith('{\\rtf')) return null;
  const ansi = /\\ansicpg(\d{3,5})/.exec(source.slice(0, 500))?.[1];
  const base = ansi && ansi !== '0' ? `windows-${ansi}` : charset;
  const isHtml = /\\fromhtml1/.test(source.slice(0, 1000));
  const out = new Words();
  const groups: Group[] = [];
  let group: Group = { mute: false, tag: false, rtfOnly: false, skip: 1, charset: base };
  let pending = 0;
  let length = 0;
  const shown = () => !group.mute && !(isHtml && group.rtfOnly);
  const token = /\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d+)? ?|\\([^a-zA-Z])|([{}])|([\r\n]+)|([^\\{}\r\n]+)/g;
  for (const [, hex, word, number, symbol, brace, , words] of source.matchAll(token)) {
    if (length > longest) break;
    if (brace === '{') {
      if (groups.length < deepest) groups.push({ ...group });
      pending = 0;
    } else if (brace === '}') {
      group = groups.pop() ?? group;
      pending = 0;
    } else if (hex !== undefined) {
      if (pending > 0) pending -= 1;
      else if (shown()) {
        out.byte(Number.parseInt(hex, 16), group.charset);
        length += 1;
      }
    } else if (words !== undefined) {
      const rest = words.slice(pending);
      pending = Math.max(0, pending - words.length);
      if (shown()) {
        out.text(rest);
        length += rest.length;
      }
    } else if (symbol !== undefined) {
      if (symbol === '*') group.mute = true;
      else if (shown())
        out.text(symbol === '~' ? '\u00a0' : symbol === '_' ? '-' : '{}\\'.includes(symbol) ? symbol : '');
    } else if (word !== undefined) {
      pending = control(word, number === undefined ? null : Number(number), group, pending);
      if (word === 'u' && shown()) {
        out.text(String.fromCharCode((Number(number ?? 0) + 65536) % 65536));
        length += 1;
      } else if (word === 'htmltag') {
        group.mute = false;
        group.tag = true;
      } else if (
        asText[word] !== undefined &&
        shown() &&
        !(isHtml && group.tag && word !== 'par' && word !== 'tab')
      ) {
        out.text(asText[word] as string);
      }
    }
  }
  const all = out.all().trim();
  return isHtml ? { text: '', html: all } : { text: all.replace(/\n{3,}/g, '\n\n'), html: null };
}

/** Applies a control word to its group. @returns how many bytes to skip after it */
function control(word: string, number: number | null, group: Group, pending: number): number {
  if (word === 'u') return group.skip;
  if (word === 'uc') group.skip = Math.max(0, Math.min(number ?? 1, 10));
  else if (word === 'htmlrtf') group.rtfOnly = number !== 0;
  else if (word === 'mhtmltag' || silent.has(word)) group.mute = true;
  else if (word === 'fcharset' && number === 238) group.charset = 'windows-1250';
  return word === 'bin' ? (number ?? 0) : pending;
}

/** Letters written as bytes may take two, so they are decoded together. */
class Words {
  readonly #parts: string[] = [];
  #bytes: number[] = [];
  #charset = '';

  byte(byte: number, charset: string): void {
    this.#bytes.push(byte);
    this.#charset = charset;
  }

  text(text: string): void {
    this.#flush();
    this.#parts.push(text);
  }

  all(): string {
    this.#flush();
    return this.#parts.join('');
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    this.#parts.push(decodeExactly(Buffer.from(this.#bytes), this.#charset));
    this.#bytes = [];
  }
}
