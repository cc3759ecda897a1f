/** Reads a calendar part (RFC 5545, 5546). The library is loaded when a mail has one. */
import type ICAL from 'ical.js';
import { cleanLine, cut } from '../../../lib/text.ts';
import type { Instant, Zone } from '../../../lib/time.ts';
import { looksLikeAddress } from '../addresses.ts';
import { repeatsOf, ruleOf } from './calendar-rules.ts';
import { attempt, type Moment, momentIn, momentOf, text } from './calendar-values.ts';
import { decodeText } from './charset.ts';
import type { Answer, Invitation, InvitationMethod, Occurrence } from './findings.ts';
import { idAsKept } from './message-ids.ts';

const methods: Record<string, InvitationMethod> = {
  request: 'request',
  publish: 'request',
  counter: 'counter',
  declinecounter: 'declineCounter',
  reply: 'reply',
  cancel: 'cancel',
};

const largest = 2_000_000;

/** @param zone of times that name none @returns null when there is no meeting in it */
export async function readInvitation(content: Buffer, zone: Zone): Promise<Invitation | null> {
  if (content.length > largest) return null;
  const { default: ical } = await import('ical.js');
  const calendar = parse(ical, decodeText(content, null));
  // Values are read when they are asked for, and one that is none throws.
  return calendar && attempt(() => invitationIn(calendar, zone));
}

function invitationIn(calendar: ICAL.Component, zone: Zone): Invitation | null {
  const method = methods[text(calendar, 'method').toLowerCase() || 'request'];
  const events = calendar.getAllSubcomponents('vevent');
  // The whole of a series before exceptions to it.
  const event = events.find((one) => !one.hasProperty('recurrence-id')) ?? events[0];
  if (!event || !method) return null;
  const start =
    momentOf(event, 'dtstart', zone) ?? (method === 'declineCounter' ? aboutWhich(event, zone) : null);
  const uid = text(event, 'uid');
  if (!start || !uid) return null;
  const others = events.filter((one) => one !== event && text(one, 'uid') === uid).slice(0, mostDates);
  return {
    method,
    uid: idAsKept(uid),
    recurrence: momentOf(event, 'recurrence-id', zone)?.at ?? '',
    ...(isOnwards(event) ? { onwards: true } : {}),
    ...versionOf(event, zone),
    summary: cut(cleanLine(text(event, 'summary')), 200),
    location: cut(cleanLine(text(event, 'location')), 200) || null,
    startsAt: start.at,
    minutesLong: attempt(() => lengthOf(event, start, zone)),
    allDay: start.allDay,
    repeats: attempt(() => repeatsOf(event)),
    rule: attempt(() => ruleOf(event, start, zone)),
    organizer: addressOf(event.getFirstProperty('organizer')),
    answer: method === 'reply' || method === 'counter' ? answerOf(event, method) : null,
    others: others.flatMap((one) => attempt(() => occurrenceOf(one, method, zone)) ?? []),
    without: datesOf(event, 'exdate', zone),
    besides: datesOf(event, 'rdate', zone).filter((at) => at !== start.at),
  };
}

/** A refused proposal need not say when the meeting is. */
const aboutWhich = (event: ICAL.Component, zone: Zone): Moment | null =>
  momentOf(event, 'recurrence-id', zone) ?? momentOf(event, 'dtstamp', zone);

const isOnwards = (event: ICAL.Component): boolean =>
  String(event.getFirstProperty('recurrence-id')?.getFirstParameter('range') ?? '').toUpperCase() ===
  'THISANDFUTURE';

const versionOf = (event: ICAL.Component, zone: Zone) => ({
  sequence: Math.min(Math.max(0, Number.parseInt(text(event, 'sequence'), 10) || 0), mostSequence),
  stamp: momentOf(event, 'dtstamp', zone)?.at ?? null,
});

/** A whole number of the database. */
const mostSequence = 2 ** 31 - 1;

/** null when it is not one of a series */
function occurrenceOf(event: ICAL.Component, method: InvitationMethod, zone: Zone): Occurrence | null {
  const recurrence = momentOf(event, 'recurrence-id', zone)?.at;
  const start = momentOf(event, 'dtstart', zone);
  if (!recurrence || !start) return null;
  return {
    recurrence,
    ...(isOnwards(event) ? { onwards: true } : {}),
    startsAt: start.at,
    minutesLong: attempt(() => lengthOf(event, start, zone)),
    cancelled: method === 'cancel' || text(event, 'status').toUpperCase() === 'CANCELLED',
    ...versionOf(event, zone),
  };
}

/** More exceptions than this no series of two years has. */
const mostDates = 200;

/** A date may be written as a period, of which the start counts. */
function datesOf(event: ICAL.Component, name: string, zone: Zone): Instant[] {
  const written = event
    .getAllProperties(name)
    .flatMap((property) => property.getValues().map((value: unknown) => ({ property, value })));
  const dates = written.slice(0, mostDates).flatMap(({ property, value }) => {
    const time = (value as { start?: ICAL.Time }).start ?? (value as ICAL.Time);
    return momentIn(property, time, zone)?.at ?? [];
  });
  return [...new Set(dates)].sort();
}

/** Outlook sends a BOM now and then, and gateways that add a footer cut the end off. */
function parse(ical: typeof ICAL, written: string): ICAL.Component | null {
  const from = written.search(/BEGIN:VCALENDAR/i);
  if (from < 0) return null;
  const whole = written.slice(from).replace(/\r\n?/g, '\n');
  const read = (written: string) => {
    const parsed = ical.parse(written) as unknown[];
    // Several calendars in one part come as a list.
    return new ical.Component((Array.isArray(parsed[0]) ? parsed[0] : parsed) as never);
  };
  return attempt(() => read(whole)) ?? attempt(() => read(closed(whole)));
}

/** Up to the last whole line that belongs to it, with every BEGIN ended. */
function closed(whole: string): string {
  const open: string[] = [];
  const lines: string[] = [];
  for (const line of whole.split('\n')) {
    const [, word, name = ''] = /^(BEGIN|END):([\w-]+)\s*$/i.exec(line) ?? [];
    if (word?.toUpperCase() === 'BEGIN') open.push(name);
    else if (word && open.at(-1)?.toLowerCase() === name.toLowerCase()) open.pop();
    else if (word || !/^([ \t]|[A-Za-z-]+[;:])/.test(line)) continue;
    lines.push(line);
    if (open.length === 0) break;
  }
  return [...lines, ...open.toReversed().map((name) => `END:${name}`)].join('\n');
}

const longest = 36 * 60;

function lengthOf(event: ICAL.Component, start: Moment, zone: Zone): number | null {
  const end = momentOf(event, 'dtend', zone);
  const duration = event.getFirstPropertyValue('duration') as { toSeconds?(): number } | null;
  const seconds = end ? (Date.parse(end.at) - Date.parse(start.at)) / 1000 : (duration?.toSeconds?.() ?? 0);
  const minutes = Math.round(seconds / 60);
  return minutes >= 1 && minutes <= longest ? minutes : null;
}

function addressOf(property: ICAL.Property | null): string | null {
  const value = property ? String(property.getFirstValue() ?? '') : '';
  const address = value
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
  return looksLikeAddress(address) ? address : null;
}

const answers: Record<string, Answer> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};

/** Who proposes another time may send everybody's answers along: theirs is known only where it stands alone. */
function answerOf(event: ICAL.Component, method: InvitationMethod): Invitation['answer'] {
  const attendees = event.getAllProperties('attendee');
  if (method === 'counter' && attendees.length > 1) return null;
  const [attendee = null] = attendees;
  const address = addressOf(attendee);
  const says = answers[String(attendee?.getFirstParameter('partstat') ?? '').toUpperCase()];
  if (!attendee || !address || !says) return null;
  return { address, name: cut(cleanLine(String(attendee.getFirstParameter('cn') ?? '')), 100), says };
}
