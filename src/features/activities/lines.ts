/** What happened, in a line: the same words on cards, in timelines and in answers. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { esc, lineOf } from '../../slack/blocks.ts';
import type { Activity, ActivityKind, OwnKind } from './model.ts';
import type { Letter } from './part.ts';

/** An activity with the names that belong to it. */
export interface Entry {
  activity: Activity;
  kind: ActivityKind;
  author: string | null;
  contacts: string[];
  people: string[];
  /** `D-42 · Lávka`, else the company; null when only contacts are known */
  about: string | null;
  /** of a mail: who wrote to whom */
  letter: Letter | null;
  /** of what other slices keep with it: `2 📎` */
  marks: string[];
  /** the actor may change and delete it */
  mayEdit: boolean;
}

export const kindName = (kind: ActivityKind, { t, language }: Reader): string =>
  kind.names ? kind.names[language] : t.activities.kinds[kind.key as OwnKind];

/** `📞 Telefonát` */
export const kindLabel = (kind: ActivityKind, reader: Reader): string =>
  `${kind.emoji} ${kindName(kind, reader)}`;

/** Text from outside on one line. */
export const short = (text: string, limit: number): string =>
  esc(cut(text.replace(/\s+/g, ' ').trim(), limit));

/** `📞 včera ve 14:32, Eva: „chtějí variantu s ocelovou mostovkou“` */
export function latestLine(entry: Entry, reader: Reader): string {
  const { activity, kind, marks } = entry;
  const text = activity.text && reader.t.activities.quoted(short(wordsOf(activity), 90));
  const wrote = whoOf(entry, reader);
  const who = wrote ? `, ${short(wrote, 60)}` : '';
  const extra = marks.length > 0 ? ` (${marks.join(', ')})` : '';
  const off = activity.cancelledAt ? ` 🚫 ${reader.t.mailFinds.meeting.cancelled}` : '';
  const said = text || closedLine(entry, reader) || emptyText(entry, reader);
  return `${kind.emoji} ${reader.when(activity.at)}${off}${who}${said ? `: ${said}` : ''}${extra}`;
}

/** `„Důvěrné: naše náklady“ 🔒 ostatní vidí jen to, že proběhl`; the subject for whose mail it is */
function closedLine(entry: Entry, reader: Reader): string | null {
  const { letter } = entry;
  const closed = closedText(entry, reader);
  const own = letter?.ownSubject ?? null;
  if (!closed || own === null) return closed;
  const subject = short(own, 90) || reader.t.email.noSubject;
  return `${own.trim() ? reader.t.activities.quoted(subject) : subject} ${closed}`;
}

/** Who wrote a mail, whoever put it here; with whom a meeting is that came by mail; else who wrote it down. */
function whoOf({ activity, author, contacts, letter }: Entry, { t }: Reader): string | null {
  if (letter) return letter.from ?? t.activities.us;
  return activity.source.by === 'email' ? (contacts[0] ?? author) : author;
}

/** `🔒 jen to, že proběhl`; of the reader's own, that others see no more */
function closedText({ activity, letter }: Entry, { t }: Reader): string | null {
  if (!letter?.closed || activity.text) return null;
  const { levels, narrow } = t.mailRules.privacy;
  return letter.ownSubject === null
    ? `🔒 ${levels[letter.closed].toLocaleLowerCase()}`
    : narrow(letter.closed);
}

/** A mail without a subject and a text is not a private one. */
const emptyText = ({ activity, letter }: Entry, { t }: Reader): string | null =>
  letter && !letter.closed && !activity.text ? t.email.nothingWritten : null;

/** `Ing. Petr Říha → Eva Dvořáková` */
const letterText = ({ from, to }: Letter, { t }: Reader): string =>
  `${short(from ?? t.activities.us, 80)} → ${short(to ?? t.activities.us, 80)}`;

/** A mail begins with its subject. */
const wordsOf = ({ text, source }: Activity): string =>
  source.by === 'email' ? text.replace('\n\n', ' · ') : text;

/** Two lines in a timeline: what, when, who; then what was said. */
export function rowLines(entry: Entry, reader: Reader, options: { about: boolean }): string {
  const { activity, kind, author, contacts, about, marks, letter } = entry;
  const { t } = reader;
  const closed = closedText(entry, reader);
  return lineOf(
    '\n',
    lineOf(
      ' · ',
      `${kind.emoji} *${reader.when(activity.at)}*`,
      activity.cancelledAt && `🚫 ${t.mailFinds.meeting.cancelled}`,
      options.about && about && short(about, 80),
      ...(letter
        ? [letterText(letter, reader)]
        : [contacts.length > 0 && short(namesOf(contacts), 120), author && short(author, 60)]),
      ...marks,
    ),
    flagsLine(entry, reader),
    activity.text
      ? short(wordsOf(activity), 250)
      : closed
        ? lineOf(' · ', subjectText(letter, reader), closed)
        : (emptyText(entry, reader) ??
          lineOf(' · ', short(kindName(kind, reader), 80), directionText(entry, t))),
  );
}

/** Of a closed one: what the reader sees of its subject. */
function subjectText(letter: Letter | null, { t }: Reader): string | null {
  if (letter?.closed === 'subject') return t.email.noSubject;
  const own = letter?.ownSubject ?? null;
  return own === null ? null : short(own, 200) || t.email.noSubject;
}

export const flagsLine = ({ activity }: Entry, { t }: Reader): string | null =>
  activity.flags.length > 0
    ? `⚑ ${activity.flags.map((flag) => `*${t.activities.flags[flag]}*`).join(' · ')}`
    : null;

export const directionText = ({ activity }: Entry, t: Reader['t']): string | null =>
  activity.direction && t.activities.directions[activity.direction];

/** `Petr Říha, Jana Malá +3` */
export function namesOf(names: string[], limit = 4): string {
  const shown = names.slice(0, limit).join(', ');
  return names.length > limit ? `${shown} +${names.length - limit}` : shown;
}

/** Where it came from: `ručně: Eva` */
export function sourceLine({ activity, author }: Entry, { t }: Reader): string | null {
  const name = author && short(author, 80);
  if (activity.source.by === 'email') return t.activities.sources.email(name);
  return name && t.activities.sources[activity.source.by](name);
}
