/** vCard files down to lines that one parser understands: their charset, folding and the oldest version's own ways. */

/** UTF-8 as a rule; old phones and Outlook write in the code page of Central Europe, and some in UTF-16. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1250').decode(bytes);
  }
}

/** Each card by itself, from BEGIN to END. A card within another one, as some programs name an agent, begins a new one. */
export function cardsIn(text: string): string[] {
  const cards: string[] = [];
  let open: string[] | null = null;
  // Line by line: an expression over the whole text would look for the END from each BEGIN anew.
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^begin:vcard\s*$/i.test(line)) open = [];
    open?.push(line);
    if (open && /^end:vcard\s*$/i.test(line)) {
      cards.push(open.join('\r\n'));
      open = null;
    }
  }
  return cards;
}

/** Pictures, sounds and keys, which nobody needs and which are most of a file. */
const heavy = /^(?:[\w-]+\.)?(photo|logo|sound|key|agent)\b/i;

/** A card of any version as one of version 3 or 4. */
export function modern(card: string): string {
  const lines = unfold(card).filter((line) => !heavy.test(line));
  const version = lines
    .find((line) => /^version:/i.test(line))
    ?.split(':')[1]
    ?.trim();
  const isOld = version !== '3.0' && version !== '4.0';
  return lines
    .map((line) => (/^version:/i.test(line) && isOld ? 'VERSION:3.0' : isOld ? ofOld(line) : line))
    .join('\r\n');
}

/** A line goes on after a break and a space; in quoted-printable after `=` at its end. */
function unfold(card: string): string[] {
  const lines: string[] = [];
  let isQuoted = false;
  for (const line of card.split(/\r\n|\r|\n/)) {
    const last = lines.length - 1;
    if (isQuoted) lines[last] = `${lines[last]}${line}`;
    else if (/^[ \t]/.test(line) && last >= 0) lines[last] = `${lines[last]}${line.slice(1)}`;
    else if (line) lines.push(line);
    const current = lines.at(-1) ?? '';
    isQuoted = /^[^:]*quoted-printable/i.test(current) && current.endsWith('=');
    if (isQuoted) lines[lines.length - 1] = current.slice(0, -1);
  }
  return lines;
}

/** `TEL;CELL;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=2B420` as `TEL;TYPE=CELL:+420` */
function ofOld(line: string): string {
  const colon = line.indexOf(':');
  if (colon < 0) return line;
  const [name = '', ...given] = line.slice(0, colon).split(';');
  let value = line.slice(colon + 1);
  const types: string[] = [];
  let charset = 'utf-8';
  let isQuoted = false;
  for (const one of given) {
    const [key = '', said = ''] = one.split('=', 2);
    if (/^charset$/i.test(key)) charset = said;
    else if (/^encoding$/i.test(key)) isQuoted ||= /^quoted-printable$/i.test(said);
    else if (/^quoted-printable$/i.test(key)) isQuoted = true;
    else if (/^type$/i.test(key)) types.push(...said.split(','));
    else if (!said && /^[\w-]+$/.test(key)) types.push(key);
  }
  if (isQuoted) value = unquoted(value, charset);
  const escaped = value.replace(/(?<!\\),/g, '\\,').replace(/\r\n|\r|\n/g, '\\n');
  return `${[name, ...types.map((type) => `TYPE=${type}`)].join(';')}:${escaped}`;
}

function unquoted(text: string, charset: string): string {
  const bytes = Buffer.from(
    // What is not ASCII was decoded before: it is encoded again, so that the charset reads it once.
    text
      .replace(/[^\x20-\x7e]/g, (sign) =>
        [...Buffer.from(sign)].map((byte) => `=${byte.toString(16)}`).join(''),
      )
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return decode(bytes);
  }
}
