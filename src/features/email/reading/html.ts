import { htmlToText } from 'html-to-text';
import { TextBuilder } from './text-builder.ts';

/**
 * HTML as plain text in one pass over its tags: linear in the input and indifferent to nesting. A tree-building
 * converter rejects mails of some thousand nested tables, and blocks for seconds on megabytes.
 * Quotes come out as `> ` lines, links as `text <url>` when the text is not the address itself. What no reader is shown is
 * left out, unless nothing else is there.
 */
export const textFromHtml = (html: string): string => readHtml(html, true) || (readHtml(html, false) ?? '');

/** @returns null when something hidden has no end: then nobody knows what of it is shown */
function readHtml(html: string, leavesOutHidden: boolean): string | null {
  const out = new TextBuilder();
  let skipUntil: string | null = null;
  const indents: boolean[] = [];
  let hidden: { name: string; depth: number } | null = null;
  let href: { url: string; from: number } | null = null;
  const tag =
    /<!--[\s\S]*?(?:-->|$)|<!\[[^<>]*>|<[!?][^<>]*>|<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>|([^<]+)|</g;
  for (const [whole, slash, rawName, attributes = '', words] of html.slice(0, maxHtml).matchAll(tag)) {
    const name = rawName?.toLowerCase();
    if (skipUntil !== null) {
      if (slash === '/' && name === skipUntil) skipUntil = null;
      continue;
    }
    if (hidden !== null) {
      if (name === hidden.name) hidden.depth += slash === '/' ? -1 : 1;
      if (hidden.depth === 0) hidden = null;
      continue;
    }
    if (words !== undefined || whole === '<') {
      out.words(decodeEntities(words ?? '<'));
    } else if (name === undefined) {
    } else if (slash !== '/' && skipped.has(name) && !attributes.endsWith('/')) {
      skipUntil = name;
    } else if (leavesOutHidden && slash !== '/' && containers.has(name) && isHidden(attributes)) {
      hidden = { name, depth: 1 };
    } else if (name === 'br') {
      out.lineBreak();
    } else if (name === 'hr') {
      out.line(ruleLine);
    } else if (name === 'blockquote') {
      if (slash !== '/') indents.push(isIndent(attributes));
      if ((slash === '/' ? indents.pop() : indents.at(-1)) === true) out.block();
      else out.quote(slash === '/' ? -1 : 1);
    } else if (name === 'pre') {
      out.pre(slash !== '/');
    } else if (name === 'a') {
      if (slash !== '/') href = { url: attribute(attributes, 'href'), from: out.length };
      else if (href) {
        out.link(href.url, href.from);
        href = null;
      }
    } else if (name === 'td' || name === 'th') {
      if (slash === '/') out.words(' ');
    } else if (name === 'li' && slash !== '/') {
      out.block();
      out.words('- ');
    } else if (paragraphs.has(name)) {
      out.paragraph();
    } else if (blocks.has(name)) {
      out.block();
    } else if (name === 'img' && /^https?:/i.test(attribute(attributes, 'src')) === false) {
      const alt = attribute(attributes, 'alt').trim();
      if (alt && !saysNothing.test(alt)) out.words(` [${alt}] `);
    }
  }
  return hidden === null ? out.text() : null;
}

/** Names of files, logos, and what Office guesses to be in a picture. */
const saysNothing =
  /^(?:cid:|image\d|inline|obrázek|obrázok|picture|bild\b)|\blogo\b|automaticky|automatically generated|automatisch generiert|AI-generated|umělou inteligencí|umelou inteligenciou/i;

/** Mailings put words for the list of mails above the mail; others hide what spam filters shall read. */
function isHidden(attributes: string): boolean {
  if (!hiding.test(attributes)) return false;
  const style = attribute(attributes, 'style').toLowerCase().replace(/\s+/g, '');
  if (/(^|;)(display:none|visibility:hidden|mso-hide:all)(!important)?(;|$)/.test(style)) return true;
  // Alone it is a way to close gaps between columns, whose text has a size of its own.
  return (
    /(^|;)font-size:0(px|pt|em|%)?(!important)?(;|$)/.test(style) &&
    /(^|;)((max-height|opacity|line-height):0|color:transparent)/.test(style)
  );
}

/** Gmail and Apple Mail indent one's own words with the element that quotes those of others, and take its line away. */
const isIndent = (attributes: string): boolean =>
  /\bborder\s*:\s*(?:medium\s+)?none/i.test(attributes) &&
  !/\btype\s*=\s*["']?cite|gmail_quote|\bcite\s*=/i.test(attributes);

const hiding = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide|font-size\s*:\s*0/i;
const containers = new Set(['div', 'span', 'p', 'td', 'tr', 'table', 'font', 'center', 'section']);

/** Outlook draws a rule above the header block of the mail it quotes. */
export const ruleLine = '________________________________';

const maxHtml = 8_000_000;
const skipped = new Set(['script', 'style', 'head', 'title', 'noscript', 'template', 'xml', 'svg', 'object']);
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl']);
const blocks = new Set(
  'div tr table tbody thead section article header footer main address center form fieldset dd dt figure body html li'.split(
    ' ',
  ),
);

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(
    attributes,
  );
  return decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
}

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entity(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Buffer.of(code));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : ' ';
  });
}

const entities = new Map([
  ['nbsp', '\u00a0'],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The library knows all named entities; each is asked for once. */
function entity(name: string): string | null {
  const known = entities.get(name) ?? entities.get(name.toLowerCase());
  if (known !== undefined) return known;
  const text = htmlToText(`<p>&${name};</p>`, { wordwrap: false });
  const decoded = text.startsWith('&') ? null : text;
  if (decoded !== null && entities.size < 3000) entities.set(name, decoded);
  return decoded;
}
