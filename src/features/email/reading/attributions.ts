/** The line that clients write above a quote: who wrote what follows, and when. */
import { bareLine, quoteDepth, unquoted } from './layouts.ts';

/** The verbs with which clients attribute a quote: `... napsal(a):` */
const wrote =
  /(napsal(\(a\)|\/a|a)?|pise|napisal(\(a\)|\/a|a)?|wrote|writes|schrieb|hat geschrieben|geschrieben|pisze|irta|ezt irta|a ecrit|ha scritto|escribio|написал(\(а\)|а)?|написав(ла)?|пише|пишет|schreef|skrev)\s*(:|-{2,}$)\s*-*$/;
const wroteWhen =
  /\b(napsala?|napisala?|wrote|schrieb)( dne| dna| am| on)? .{0,60}\d.{0,40}:$|\bschrieb\b.{3,120}:$/;
const wroteAndGoesOn = /<[^<>\s]+@[^<>\s]+>,? (?:napsal(?:a|\(a\))?|napisal(?:a|\(a\))?|wrote): \S/;
const began =
  /^(-+ )?(on|dne|dna|am|den|v den|ve|v|po|ut|st|ct|pa|so|ne|stv|pi|pon|mon|tue|wed|thu|fri|sat|sun)\b|^\d{1,4}[./-]|<[^>]+@|^[\p{L}."' -]{2,60} (wrote|schrieb|napsal|napisal|pise)/u;
const isQuotedBelow = (lines: string[], from: number): boolean =>
  quoteDepth(lines[from] ?? '') > 0 ||
  ((lines[from] ?? 'x').trim() === '' && quoteDepth(lines[from + 1] ?? '') > 0);
/** Without an address it is a client's line when the quote is marked below, or when a name stands before the verb. */
function isAttributed(lines: string[], at: number, count: number): boolean {
  if (isQuotedBelow(lines, at + count)) return true;
  const written = lines
    .slice(at, at + count)
    .map(unquoted)
    .join(' ');
  return (nameAndVerb.test(written) || onDayAtTime.test(written)) && !isTold(written);
}
const onDayAtTime = /^On [^:]{6,40}\d{4},? at \d{1,2}:\d{2}(?: ?[AP]M)?,? [^\s:]{2,60} wrote:$/;

/** "2. 3. 2026 v 10:15 nám pan Novák napsal:" is told by a person: clients put the name right behind the time. */
function isTold(written: string): boolean {
  if (/\(a\)|\/a/.test(written)) return false;
  for (const [word] of (/\d([^\d]*)$/.exec(written)?.[1] ?? '').matchAll(/\p{L}{2,}/gu)) {
    if (/^\p{Lu}/u.test(word)) return false;
    if (!betweenTimeAndName.test(word)) return true;
  }
  return false;
}
const betweenTimeAndName =
  /^(?:odesílatel(?:ka)?|uživatel(?:ka)?|používateľ(?:ka)?|uhr|hod|hodin|schrieb|hat|geschrieben|um|am|pm|dop|odp|at|napsala?|napísala?|wrote|pisze|użytkownik|de|le|en)$/;
const nameAndVerb =
  /(^|[\s,"'„“])\p{Lu}[\p{L}.'-]+(,? \p{Lu}[\p{L}.'-]*){0,4}["'“”]?,? +(hat )?(napsal|napísal|píše|wrote|writes|schrieb|geschrieben|pisze|írta|ezt|a écrit|ha scritto|escribió|напис|пише)|geschrieben\s*:$|schrieb \p{Lu}/u;
const aDate =
  /\b\d{1,2}\s*[./-]\s*(\d{1,2}|[a-z]{3,})\.?\s*[./-]?\s*\d{2,4}|\b\d{4}-\d{2}-\d{2}|\b\d{1,2}\.?\s+(de )?\p{L}{3,}\.?,?\s+(de )?\d{4}|\p{L}{3,} \d{1,2},? \d{4}|\b\d{1,2}[:.]\d{2}\b/u;
const anAddress = /[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[a-z]{2,}/;

/** Whatever the language, a colon or dashes stand at the end of it. */
const mayAttribute = (lines: string[], at: number): boolean =>
  [at, at + 1, at + 2, at + 3].some((line) => /:|-\**-/.test(lines[line] ?? ''));

/**
 * The line(s) that attribute a quote: `út 3. 3. 2026 v 10:15 odesílatel Jan <jan@x> napsal:`, wrapped or not.
 * @returns how many lines from `at` it takes, 0 when it is none
 */
export function attributionLength(lines: string[], at: number): number {
  if (!mayAttribute(lines, at)) return 0;
  const firstLine = bareLine(lines[at] ?? '');
  if (
    firstLine === '' ||
    !(began.test(firstLine) || anAddress.test(firstLine) || aDate.test(firstLine) || wrote.test(firstLine))
  )
    return 0;
  let joined = '';
  for (let count = 1; count <= 4; count += 1) {
    const line = lines[at + count - 1];
    const text = line === undefined ? '' : bareLine(line);
    if (text === '') return 0;
    joined = joined === '' ? text : `${joined} ${text}`;
    if (joined.length > 400) return 0;
    const named = aDate.test(joined) || anAddress.test(joined);
    if (wrote.test(joined) && named && (anAddress.test(joined) || isAttributed(lines, at, count)))
      return count;
    // German clients put the date last: `Jan <jan@x> schrieb am Di., 3. März 2026 um 10:15:`
    if (
      wroteWhen.test(joined) &&
      aDate.test(joined) &&
      (anAddress.test(joined) || isAttributed(lines, at, count))
    )
      return count;
    // Yahoo goes on in the same line.
    if (wroteAndGoesOn.test(joined) && aDate.test(joined)) return count;
    // Whatever the language: a date or an address, a colon, and the quote right below.
    if (/:$/.test(joined) && named && isQuotedBelow(lines, at + count)) return count;
    // Apple Mail in Czech names only the date and the person: `3. 3. 2026 v 10:15, Jan <jan@x>:`
    if (/>\)?\s*:$/.test(joined) && aDate.test(joined) && anAddress.test(joined)) return count;
    // Only a long line was wrapped, and a sentence that ended goes on nowhere.
    if (count === 1 && text.length < 30 && !began.test(firstLine)) return 0;
    if (/[.!?]$/.test(text) && !/(^|\s)\d{1,2}\.$/.test(text)) return 0;
  }
  return 0;
}
