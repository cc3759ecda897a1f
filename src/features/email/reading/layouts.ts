import { fold } from '../../../lib/text.ts';

/**
 * How mail clients introduce a mail they quote or forward, in Czech, Slovak, English and German, and in the languages of
 * the customers next door. A mail is matched line by line in folded form (no diacritics, lower case), without quote marks
 * and without the asterisks of bold text.
 */
export type Field = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'other';

const fieldNames: Record<string, Field> = {};
const names: [Field, string][] = [
  ['from', 'from|od|von|odesilatel|odosielatel|absender|poslal'],
  [
    'sent',
    'sent|date|odeslano|odoslane|odoslany|odoslano|datum|gesendet|zaslano|cas odeslani|dne|sent at|sent on',
  ],
  ['to', 'to|komu|pre|an|prijemce|prijemca|adresat|pro|empfanger|kome'],
  ['cc', 'cc|kopie|kopia|kopie (cc)|kopia (cc)|kopie k|kopiya'],
  ['subject', 'subject|predmet|betreff|vec'],
  [
    'other',
    `bcc|skryta kopie|skryta kopia|reply-to|odpovedet na|odpoved na|odpovedat na|odpovedat-pre|antwort an|importance|
    dulezitost|dolezitost|priorita|priority|wichtigkeit|attachments|prilohy|priloha|anlagen|organization|organizace|
    message-id|in reply to|categories|kategorie|sensitivity|resent-from|user-agent`,
  ],
];
// Polish, Hungarian, Ukrainian and Russian, Italian, French, Spanish. A word of one or two letters is a field only in a
// block of three.
const foreignNames: [Field, string][] = [
  ['from', 'nadawca|felado|від|от|da|de|mittente'],
  ['sent', 'wyslano|data|kuldve|надіслано|отправлено|дата|inviato|envoye|enviado|fecha'],
  ['to', 'do|cimzett|кому|a|para|destinatario'],
  ['cc', 'dw|masolat|копія|копия'],
  ['subject', 'temat|targy|тема|oggetto|objet|asunto'],
];
for (const [field, words] of [...names, ...foreignNames])
  for (const word of words.split('|')) fieldNames[fold(word)] ??= field;

/** Without leading quote marks and spaces: `> > Od: x` -> `Od: x` */
export const unquoted = (line: string): string =>
  line.replace(/^[\s\u00a0]*(?:>[\s\u00a0]?)+/, '').replace(/^[\s\u00a0]+/, '');

export const quoteDepth = (line: string): number => {
  if (!line.includes('>')) return 0;
  const marks = /^[\s\u00a0]{0,3}((?:>[\s\u00a0]?)+)/.exec(line)?.[1] ?? '';
  return marks.replace(/[^>]/g, '').length;
};

/** `*Od:* Jan <jan@x>` -> ['from', 'Jan <jan@x>'] */
export function fieldOf(line: string): { field: Field; value: string } | null {
  if (line.length > 2000 || !line.includes(':')) return null;
  const found = /^[*_\s]*([\p{L} ()-]{1,20}?)\s*[*_]{0,2}\s*:[*_]{0,2}(?:\s+|$)(.*)$/u.exec(unquoted(line));
  const field = found && fieldNames[fold(found[1] ?? '')];
  return field ? { field, value: (found[2] ?? '').replace(/^[*_\s]+|[*_\s]+$/g, '') } : null;
}

/** eM Client writes `Od "Jan" <jan@x>`: only below a separator is such a line a field. */
export function fieldWithoutColon(line: string): { field: Field; value: string } | null {
  const [, word = '', value = ''] = /^([\p{L}-]{2,12})\s+(\S.*)$/u.exec(unquoted(line).slice(0, 2000)) ?? [];
  const field = fieldNames[fold(word)];
  return field ? { field, value } : null;
}

/** A line that says "here begins a forwarded mail". */
export function isForwardSeparator(line: string): boolean {
  const text = bareLine(line);
  return text.length < 90 && forwardSeparator.test(text);
}

/** "-----Původní zpráva-----" and its kin. */
export function isOriginalSeparator(line: string): boolean {
  const text = bareLine(line);
  return text.length < 90 && originalSeparator.test(text);
}

/** A line that says "here begins the mail I answer or pass on". */
export function isSeparator(line: string): boolean {
  const text = bareLine(line);
  if (text.length >= 90) return false;
  return /^_{20,}$/.test(text) || isForwardSeparator(line) || isOriginalSeparator(line);
}

const bareLine = (line: string): string =>
  line.length > 300
    ? line.slice(0, 300)
    : remembered(bareLines, line, () => fold(unquoted(line).replace(/\*/g, '')));

/** The beginning of a line as it stands, folded. */
export const foldedStart = (line: string): string =>
  line.length > 120 || /[>*]/.test(line) ? fold(line.slice(0, 120)) : bareLine(line);

/** The same line is asked about from several sides, one after another. */
const bareLines = new Map<string, string>();

function remembered(known: Map<string, string>, line: string, find: () => string): string {
  const before = known.get(line);
  if (before !== undefined) return before;
  const found = find();
  if (known.size >= 500) known.clear();
  known.set(line, found);
  return found;
}

const dashes = '[-=_~ ]*';
const forwardSeparators = [
  `forwarded (message|mail|by .*)`,
  `begin forwarded message`,
  `start of forwarded message`,
  `preposlan[ay] (zprava|e-?mail|mail|sprava)( --- forwarded message)?`,
  `preposilana zprava`,
  `zacatek (preposlane|preposilane|predane) zpravy`,
  `zaciatok (preposlanej|preposielanej) spravy`,
  `preposielana sprava`,
  `weitergeleitete (nachricht|mail|e-mail)`,
  `anfang der weitergeleiteten (nachricht|e-mail)`,
  `wiadomosc przekazana( dalej)?|przekazana wiadomosc|poczatek przekazanej wiadomosci`,
  `tovabbitott (uzenet|level)`,
  `(пересланное|перенаправленное|переслане) (сообщение|повідомлення|письмо|лист)`,
  `messaggio inoltrato|message transfere|mensaje reenviado`,
];
const forwardSeparator = new RegExp(`^${dashes}(${forwardSeparators.join('|')})${dashes}:?$`);
const originalSeparators = [
  `original (message|mail|e-mail|appointment)`,
  `puvodni (zprava|e-?mail|mail)`,
  `povodna sprava|povodny (e-?mail|mail)`,
  `ursprungliche (nachricht|e-mail|mail)|originalnachricht|original-nachricht`,
  `(oryginalna|pierwotna) wiadomosc|wiadomosc oryginalna|eredeti (uzenet|level)`,
  `messaggio originale|message d'origine|mensaje original|исходное сообщение`,
];
const originalSeparator = new RegExp(`^(-{2,}|={2,}|_{2,})\\s*(${originalSeparators.join('|')})${dashes}:?$`);

/** The verbs with which clients attribute a quote: `... napsal(a):` */
const wrote =
  /(napsal(\(a\)|\/a|a)?|pise|napisal(\(a\)|\/a|a)?|wrote|writes|schrieb|hat geschrieben|geschrieben|pisze|irta|ezt irta|a ecrit|ha scritto|escribio|написал(\(а\)|а)?|написав(ла)?|пише|пишет|schreef|skrev)\s*(:|-{2,}$)\s*-*$/;
const wroteWhen =
  /\b(napsala?|napisala?|wrote|schrieb)( dne| dna| am| on)? .{0,60}\d.{0,40}:$|\bschrieb\b.{3,120}:$/;
const began =
  /^(-+ )?(on|dne|dna|am|den|v den|ve|v|po|ut|st|ct|pa|so|ne|stv|pi|pon|mon|tue|wed|thu|fri|sat|sun)\b|^\d{1,4}[./-]|<[^>]+@|^[\p{L}."' -]{2,60} (wrote|schrieb|napsal|napisal|pise)/u;
const isQuotedBelow = (lines: string[], from: number): boolean =>
  quoteDepth(lines[from] ?? '') > 0 ||
  ((lines[from] ?? 'x').trim() === '' && quoteDepth(lines[from + 1] ?? '') > 0);
/** Without an address it is a client's line when the quote is marked below, or when a name stands before the verb. */
const isAttributed = (lines: string[], at: number, count: number): boolean =>
  isQuotedBelow(lines, at + count) ||
  nameAndVerb.test(
    lines
      .slice(at, at + count)
      .map(unquoted)
      .join(' '),
  );
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
    if (wroteWhen.test(joined) && aDate.test(joined)) return count;
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
