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
// Polish, Hungarian, Ukrainian and Russian, Italian, French, Spanish; Slovene, Croatian, Romanian; Dutch, Swedish, Danish
// and Norwegian. A word of one or two letters is a field only in a block of three.
const foreignNames: [Field, string][] = [
  ['from', 'nadawca|felado|від|от|da|de|mittente|posiljatelj|de la|van|fran|fra'],
  [
    'sent',
    'wyslano|data|kuldve|elkuldve|надіслано|отправлено|дата|inviato|envoye|enviado|fecha|poslano|trimis|verzonden|skickat|sendt|dato',
  ],
  ['to', 'do|cimzett|кому|a|para|destinatario|za|catre|aan|till|til'],
  ['cc', 'dw|masolat|копія|копия|kp|kopie aan|kopi'],
  ['subject', 'temat|targy|тема|oggetto|objet|asunto|zadeva|subiect|onderwerp|amne|emne'],
  ['other', 'risposta|odpowiedz do|valaszcim'],
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
  const found = /^[*_\s]*([\p{L} ()-]{1,20}?)\s*[*_]{0,2}\s*:(?:[*_]{1,2}\s*|\s+|$)(.*)$/u.exec(
    unquoted(line),
  );
  const field = found && fieldNames[fold(found[1] ?? '')];
  return field ? { field, value: (found[2] ?? '').replace(/^[*_\s]+|[*_\s]+$/g, '') } : null;
}

/** eM Client writes `Od "Jan" <jan@x>`: only below a separator is such a line a field. */
export function fieldWithoutColon(line: string): { field: Field; value: string } | null {
  const [, word = '', value = ''] = /^([\p{L}-]{2,12})\s+(\S.*)$/u.exec(unquoted(line).slice(0, 2000)) ?? [];
  const field = fieldNames[fold(word)];
  return field ? { field, value } : null;
}

/** `Klasifikace: Interní`: what mail servers and firms put among the fields. */
export const isFieldOfNoName = (line: string): boolean =>
  line.length < 200 && /^[*_]*\p{Lu}[\p{L} -]{1,30}[*_]{0,2}:[*_]{0,2}\s/u.test(unquoted(line));

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

/** A line as it is matched: folded, without quote marks and asterisks. */
export const bareLine = (line: string): string =>
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
