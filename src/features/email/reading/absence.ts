/** How long somebody is away, as their automatic reply says in Czech, Slovak, English or German. */
import { fold } from '../../../lib/text.ts';
import { addDays, daysBetween, type PlainDate, parsePlainDate, weekday } from '../../../lib/time.ts';
import type { Away } from '../../contacts/model.ts';

/** A date of its own, or the part that a range leaves out: `od 3. do 15. 3.` */
const dayFirst =
  '\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\s*\\.\\s*(?:\\d{1,2}|[ivx]{1,4})\\b\\s*\\.?(?:\\s*\\d{4})?|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|\\d{1,2}(?:\\.\\s*|(?:st|nd|rd|th)?\\s+)(?:of\\s+)?[a-z]{3,}\\.?(?:,?\\s*\\d{4})?';
const dateForm = `(?:${dayFirst}|[a-z]{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s*\\d{4})?)`;
const dayForm =
  '(?:(?:pondeli|pondelok|pondelka|pondelku|utery|uterka|uterok|utorok|utorka|stred\\w|ctvrtek|ctvrtka|stvrtok|stvrtka|patek|patku|piatok|piatku|sobot\\w|nedel\\w|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|po|ut|st|ct|stv|pa|pi|so|ne|mo|di|mi|do|fr|sa|mon|tue|wed|thu|fri|sat|sun)\\b\\.?,?\\s*)?';
const weekdayForm =
  '(?:pondel\\w+|uter\\w+|utor\\w+|stred[ayu]|ctvrt\\w+|stvrt\\w+|pat\\w+|piat\\w+|monday|tuesday|wednesday|thursday|friday|montag|dienstag|mittwoch|donnerstag|freitag)';
const include =
  '(?:(?:vcetne|vratane|and including|including|incl\\.?|einschliesslich|dne|dna|dnes|the|den|dem|zum|vc\\.)\\s+)*';

const pattern = (before: string, what = `${dayForm}(${dateForm})`) =>
  new RegExp(`\\b(?:${before})\\s*:?\\s+${include}${what}`, 'g');

/** The last day away stands behind these. */
const until = pattern('az do|do|until|till|til|through|thru|to|bis|bis zum|bis einschliesslich|end date');
/** The first day back stands behind these. */
const back = pattern(
  '(?:vra[ct]\\w+ s[ea]|s[ea] vra[ct]\\w+)(?: (?:zpet|spat|opet|opat))*(?: do (?:prace|kancelare|kancelarie))?(?: (?:az|v|ve|vo|dne|dna|opet|opat|od))*|(?:do prace )?nastup\\w+(?: (?:zpet|opet|spat|opat|do prace))*(?: (?:az|v|ve|dne|od))*|(?:po navrat[eu]|s navratem|navrat)(?: (?:do (?:prace|kancelare|kancelarie)|z dovolen\\w+|v|ve|dne))*|odpov\\w+(?: \\w+){0,3} od|(?:zpet|zpatky|spat|naspat|opet|opat)(?: (?:jsem|som|budu|budem))*(?: (?:v kancelari[i]?|v praci|k dispozici[i]?|k zasti\\w+|dne|dna))+|(?:zpatky|naspat)(?: (?:jsem|som|budu|budem|od|v|ve))*|(?:opet|zpet|znovu|zase)(?: (?:v kancelari|v praci|k dispozici|k zastizeni|dostupny|dostupna|zastizitelny|zastizitelna|budu))*(?: (?:od|az|az od|v|ve|dne))+|budu(?: (?:zpet|opet|znovu|v kancelari|k dispozici|k zastizeni|zase|v praci))+(?: (?:od|az|az od|v|ve|dne))*|(?:k dispozici|k zastizeni|zastizitelny|zastizitelna)(?: (?:opet|zase|znovu|budu|az))* od|budem(?: (?:spat|opat|znova|v kancelarii|k dispozicii|v praci))+(?: (?:od|az|az od|v|vo|dna))*|(?:opat|spat|znova)(?: (?:v kancelarii|v praci|k dispozicii|k zastihnutiu|budem))*(?: (?:od|az|az od|v|vo|dna))+|k dispozicii(?: (?:opat|znova|budem|az))* od|(?:i.ll |will )?(?:be )?back(?: (?:in|at) (?:the )?office| at work| at my desk| online)?(?: again)?(?: on| from| by)?|return(?:ing)?(?: to (?:the )?office| to work)?(?: on| by)?|available(?: again)?(?: from| on| as of)|wieder(?: im (?:buro|haus)| erreichbar| da| fur sie da)*(?: (?:ab|am))+|zuruck(?: (?:ab|am))*|(?:bin |sind )?(?:ich |wir )?(?:erst )?(?:ab|am)(?= .{0,30} (?:wieder|zuruck))',
);
const backOnWeekday = pattern(
  '(?:vra[ct]\\w+ s[ea]|s[ea] vra[ct]\\w+)(?: (?:az|opet|opat|v|ve|vo))*|(?:zpet|spat|opet|opat)(?: (?:az|budu|budem|od|v|ve|vo))+|budu zpet(?: v| ve)?|budem spat(?: v| vo)?|back(?: in the office)?(?: on| next)?|return(?:ing)?(?: on)?|wieder am|zuruck am',
  `(?:next |pristi |buduci |nachsten )?(${weekdayForm})`,
);
const untilWeekday = pattern('do|until|till|bis(?: zum)?', `(${weekdayForm})`);
/** `do konce týdne`, `do konca júla` */
const untilEnd = /\b(?:do konc[ea]|until the end of|bis ende)(?: tohoto| tohto| the| der| des)? ([a-z]{3,})/g;
/** `odpovím po 14. 7.` */
const after = pattern('po|after|nach');
const from = pattern('od|from|since|vom|ab|start date|v terminu|v termine|ve dnech|v dnoch');
/** `3. 3. - 15. 3.`, `3.-15. 3. 2026`, `od 3. do 15. 3.` */
const range = new RegExp(
  `\\b(?:(\\d{1,2})\\s*\\.?|(${dateForm}))\\s*(?:-|–|—|az|do|to|until|till|bis|through|and|a(?=\\s))\\s*(?:(?:zum|the|and|including|az|do)\\s+)*${dayForm}(${dateForm})`,
  'g',
);

const longestDays = 1100;
/** A day without a year further ahead than this is a day of the past. */
const aheadDays = 300;

/**
 * @param sentOn the day of the reply, in the firm's zone
 * @returns null when no day ahead can be read from it
 */
export function readAbsence(text: string, sentOn: PlainDate): Away | null {
  const sentences = text
    .slice(0, 4000)
    .split(
      /\n\s*\n|(?<=[\p{L}\d)][.!?])\s+(?=\p{Lu})(?!(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|[IVX]+\.))/u,
    );
  const folded = sentences.map((sentence) => fold(sentence));
  // What else is due by some day stands in sentences of its own.
  const about = folded.filter((sentence) => away.test(sentence) || returning.test(sentence));
  return (
    awayIn(about.join(' . '), sentOn) ??
    awayIn(folded.join(' . '), sentOn) ??
    onlyDay(folded.filter((sentence) => away.test(sentence) && !returning.test(sentence)).join(' . '), sentOn)
  );
}

const away =
  /\b(?:mimo|dovolen|nepritom|nejsem|nebud|nie som|cerpam|sluzebn|sluzobn|pryc|prec\b|uzavren|zatvoren|out of|away|vacation|holiday|leave|abwesen|urlaub|nicht im)/;
const returning =
  /\b(?:vra[ct]|zpet|zpatky|spat|naspat|opet|opat|znovu|znova|nastup|navrat|dispozici|zasti|odpov|ozv|back|return|available|wieder|zuruck)/;

function awayIn(words: string, sentOn: PlainDate): Away | null {
  const starts = [...words.matchAll(from)].flatMap(
    ([, written = '']) => resolve(written, sentOn, null) ?? [],
  );
  for (const [, day, written, last = ''] of words.matchAll(range)) {
    const end = resolve(last, sentOn, null);
    if (!end) continue;
    const start = day ? withDay(end, Number(day)) : resolve(written ?? '', sentOn, end);
    if (start && start <= end) {
      const whole = absence(start, end, sentOn);
      if (whole) return whole;
    }
  }
  const start = starts[0] ?? null;
  const first = (found: IterableIterator<RegExpMatchArray>): PlainDate | null => {
    for (const [, written = ''] of found) {
      const date = resolve(written, sentOn, null);
      if (date && date >= sentOn) return date;
    }
    return null;
  };
  const lastDay =
    first(words.matchAll(until)) ??
    (away.test(words) ? nextWeekday(words, untilWeekday, sentOn) : null) ??
    endIn(words, sentOn);
  if (lastDay) return absence(start, lastDay, sentOn);
  const firstBack = first(words.matchAll(back)) ?? nextWeekday(words, backOnWeekday, sentOn);
  if (firstBack) return absence(start, addDays(firstBack, -1), sentOn);
  const before = first(words.matchAll(after));
  return before && absence(start, before, sentOn);
}

/** `do konce týdne`, `do konce července` */
function endIn(words: string, sentOn: PlainDate): PlainDate | null {
  for (const [, what = ''] of words.matchAll(untilEnd)) {
    if (/^(?:ty[dz]|week|woche)/.test(what)) return addDays(sentOn, 7 - weekday(sentOn));
    const month = /^(?:mesic|mesiac|month|monat)/.test(what) ? Number(sentOn.slice(5, 7)) : monthOf(what);
    const first = month && resolve(`1. ${month}.`, `${sentOn.slice(0, 8)}01` as PlainDate, null);
    if (first) return addDays(`${addDays(first, 31).slice(0, 8)}01` as PlainDate, -1);
  }
  return null;
}

/** `3. 7. čerpám dovolenou`: the one day that is named, and not as a beginning. */
function onlyDay(words: string, sentOn: PlainDate): Away | null {
  if (from.test(words)) {
    from.lastIndex = 0;
    return null;
  }
  const dates = [...words.matchAll(new RegExp(`(?<![\\d.])(${dayFirst})`, 'g'))].flatMap(
    ([, written = '']) => resolve(written.trim(), sentOn, null) ?? [],
  );
  const [day] = dates;
  return day && dates.length === 1 && day >= sentOn ? absence(day, day, sentOn) : null;
}

function absence(start: PlainDate | null, end: PlainDate, sentOn: PlainDate): Away | null {
  if (end < sentOn || daysBetween(sentOn, end) > longestDays) return null;
  return { from: start && start <= end ? start : null, until: end };
}

/** @param before for the first day of a range, which may leave out the year: its last */
function resolve(written: string, sentOn: PlainDate, before: PlainDate | null): PlainDate | null {
  const parts = partsOf(written.trim());
  if (!parts) return null;
  const [year, month, day] = parts;
  if (year !== null) return dateOf(year, month, day);
  const thisYear = Number((before ?? sentOn).slice(0, 4));
  const date = dateOf(thisYear, month, day);
  if (!date) return null;
  if (before) return date <= before ? date : dateOf(thisYear - 1, month, day);
  if (date >= sentOn) return daysBetween(sentOn, date) <= aheadDays ? date : null;
  const next = dateOf(thisYear + 1, month, day);
  return next && daysBetween(sentOn, next) <= aheadDays ? next : date;
}

function partsOf(written: string): [year: number | null, month: number, day: number] | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const dotted = /^(\d{1,2})\s*\.\s*(\d{1,2}|[ivx]{1,4})\s*\.?\s*(\d{4})?$/.exec(written);
  if (dotted) {
    const month = Number(dotted[2]) || romans.indexOf(dotted[2] ?? '') + 1;
    return [yearOf(dotted[3]), month, Number(dotted[1])];
  }
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))?$/.exec(written);
  if (slashed) {
    const [first, second] = [Number(slashed[1]), Number(slashed[2])];
    return second > 12 ? [yearOf(slashed[3]), first, second] : [yearOf(slashed[3]), second, first];
  }
  const named =
    /^(\d{1,2})(?:\.\s*|(?:st|nd|rd|th)?\s+)(?:of\s+)?([a-z]{3,})\.?,?\s*(\d{4})?$/.exec(written) ??
    swapped(/^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?$/.exec(written));
  const month = named && monthOf(named[2] ?? '');
  return named && month ? [yearOf(named[3]), month, Number(named[1])] : null;
}

const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** Folded, as they stand after a day. */
const months = [
  'jan january januar januara janner leden ledna lednem januarom',
  'feb february februar februara unor unora unorem februarom',
  'mar march marec marca marz brezen brezna breznem marcom',
  'apr april aprila duben dubna dubnem aprilom',
  'may maj maja mai kveten kvetna kvetnem majom',
  'jun june juna juni cerven cervna cervnem junom',
  'jul july jula juli cervenec cervence cervencem julom',
  'aug august augusta srpen srpna srpnem augustom',
  'sep sept september septembra zari zarim septembrom',
  'oct october okt oktober oktobra rijen rijna rijnem oktobrom',
  'nov november novembra listopad listopadu listopadem novembrom',
  'dec december dez dezember decembra prosinec prosince prosincem decembrom',
].map((names) => names.split(' '));

const monthOf = (word: string): number | null =>
  months.findIndex((names) => names.includes(word)) + 1 || null;

const swapped = (found: RegExpExecArray | null): (string | undefined)[] | null =>
  found && [found[0], found[2], found[1], found[3]];

const yearOf = (text: string | undefined): number | null =>
  text === undefined ? null : Number(text) < 100 ? 2000 + Number(text) : Number(text);

function dateOf(year: number, month: number, day: number): PlainDate | null {
  const two = (number: number) => String(number).padStart(2, '0');
  try {
    return parsePlainDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
  } catch {
    return null;
  }
}

const withDay = (date: PlainDate, day: number): PlainDate | null =>
  dateOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), day);

/** By the first letters of a folded day. */
const weekdayStarts: [RegExp, number][] = [
  [/^(pon|mon)/, 1],
  [/^(ut|tue|die)/, 2],
  [/^(str|wed|mit)/, 3],
  [/^(ct|stv|thu|don)/, 4],
  [/^(pat|pia|fri|fre)/, 5],
];

function nextWeekday(words: string, naming: RegExp, sentOn: PlainDate): PlainDate | null {
  const written = words.matchAll(naming).next().value?.[1] ?? '';
  const wanted = weekdayStarts.find(([start]) => start.test(written))?.[1];
  if (!wanted) return null;
  const ahead = (wanted - weekday(sentOn) + 7) % 7 || 7;
  return addDays(sentOn, ahead);
}
