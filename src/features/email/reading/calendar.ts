/** Reads a calendar part (RFC 5545, 5546). The library is loaded when a mail has one. */
import type ICAL from 'ical.js';
import { cleanLine, cut } from '../../../lib/text.ts';
import {
  fromMillis,
  type Instant,
  instantOf,
  isZone,
  type LocalDateTime,
  type Zone,
} from '../../../lib/time.ts';
import { looksLikeAddress } from '../addresses.ts';
import type { Answer, Invitation, InvitationMethod, Occurrence, Repeats } from './findings.ts';
import { idAsKept } from './message-ids.ts';
import { windowsZones } from './windows-zones.ts';

const methods: Record<string, InvitationMethod> = {
  request: 'request',
  publish: 'request',
  counter: 'counter',
  reply: 'reply',
  cancel: 'cancel',
};

const largest = 2_000_000;

/** @param zone of times that name none @returns null when there is no meeting in it */
export async function readInvitation(content: Buffer, zone: Zone): Promise<Invitation | null> {
  if (content.length > largest) return null;
  const { default: ical } = await import('ical.js');
  const calendar = parse(ical, content.toString('utf8'));
  // Values are read when they are asked for, and one that is none throws.
  return calendar && attempt(() => invitationIn(calendar, zone));
}

function invitationIn(calendar: ICAL.Component, zone: Zone): Invitation | null {
  const method = methods[text(calendar, 'method').toLowerCase() || 'request'];
  const events = calendar.getAllSubcomponents('vevent');
  // The whole of a series before exceptions to it.
  const event = events.find((one) => !one.hasProperty('recurrence-id')) ?? events[0];
  if (!event || !method) return null;
  const start = momentOf(event, 'dtstart', zone);
  const uid = text(event, 'uid');
  if (!start || !uid) return null;
  const others = events.filter((one) => one !== event && text(one, 'uid') === uid).slice(0, mostDates);
  return {
    method,
    uid: idAsKept(uid),
    recurrence: momentOf(event, 'recurrence-id', zone)?.at ?? '',
    ...versionOf(event, zone),
    summary: cut(cleanLine(text(event, 'summary')), 200),
    location: cut(cleanLine(text(event, 'location')), 200) || null,
    startsAt: start.at,
    minutesLong: attempt(() => lengthOf(event, start, zone)),
    allDay: start.allDay,
    repeats: attempt(() => repeatsOf(event)),
    organizer: addressOf(event.getFirstProperty('organizer')),
    answer: method === 'reply' || method === 'counter' ? answerOf(event, method) : null,
    others: others.flatMap((one) => attempt(() => occurrenceOf(one, method, zone)) ?? []),
    without: datesOf(event, 'exdate', zone),
    besides: datesOf(event, 'rdate', zone).filter((at) => at !== start.at),
  };
}

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

/** What cannot be read is not there. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
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

const text = (component: ICAL.Component, name: string): string => {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : String(value);
};

interface Moment {
  at: Instant;
  allDay: boolean;
}

/**
 * Outlook names zones after Windows ("Central Europe Standard Time") and describes them in the calendar; a name is
 * believed before the description, which Outlook gets wrong for dates years away.
 */
function momentOf(component: ICAL.Component, name: string, zone: Zone): Moment | null {
  const property = component.getFirstProperty(name);
  return property && momentIn(property, property.getFirstValue() as ICAL.Time | null, zone);
}

function momentIn(property: ICAL.Property, time: ICAL.Time | null, zone: Zone): Moment | null {
  if (!time || typeof time !== 'object' || !Number.isInteger(time.year)) return null;
  const two = (number: number) => String(number).padStart(2, '0');
  const date = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
  try {
    if (time.isDate) return { at: instantOf(`${date}T00:00` as LocalDateTime, zone), allDay: true };
    const local = `${date}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}` as LocalDateTime;
    const named = zoneNamed(String(property.getFirstParameter('tzid') ?? ''));
    if (time.zone?.tzid === 'UTC') return { at: instantOf(local, 'UTC'), allDay: false };
    if (named) return { at: instantOf(local, named), allDay: false };
    const described = time.zone && time.zone.tzid !== 'floating' && time.zone.component;
    return { at: described ? fromMillis(time.toUnixTime() * 1000) : instantOf(local, zone), allDay: false };
  } catch {
    return null;
  }
}

function zoneNamed(written: string): Zone | null {
  const name = written
    .replace(/^["/]+|"+$/g, '')
    .replace(/^freeassociation\.sourceforge\.net\//, '')
    .replace(/^Tzfile\//, '');
  const known = windowsZones[name] ?? name;
  if (known !== '' && isZone(known)) return known;
  // "(UTC+01:00) Prague, Bratislava": as Exchange calls zones in its own words.
  return /prague|praha|bratislava|budapest|belgrade|warsaw/i.test(name) ? 'Europe/Prague' : null;
}

const longest = 36 * 60;

function lengthOf(event: ICAL.Component, start: Moment, zone: Zone): number | null {
  const end = momentOf(event, 'dtend', zone);
  const duration = event.getFirstPropertyValue('duration') as { toSeconds?(): number } | null;
  const seconds = end ? (Date.parse(end.at) - Date.parse(start.at)) / 1000 : (duration?.toSeconds?.() ?? 0);
  const minutes = Math.round(seconds / 60);
  return minutes >= 1 && minutes <= longest ? minutes : null;
}

const frequencies: Record<string, Repeats['every']> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function repeatsOf(event: ICAL.Component): Repeats | null {
  const rule = event.getFirstPropertyValue('rrule') as ICAL.Recur | null;
  const every = frequencies[String(rule?.freq ?? '')];
  if (!rule || typeof rule !== 'object' || !every) return null;
  const days = (rule.getComponent('byday') as unknown[]).map(
    (day) => weekdays.indexOf(String(day).slice(-2)) + 1,
  );
  return {
    every,
    interval: Math.max(1, Math.min(999, Number(rule.interval) || 1)),
    weekdays: every === 'week' ? [...new Set(days.filter((day) => day > 0))].sort() : [],
    count: typeof rule.count === 'number' ? rule.count : null,
    until: rule.until ? rule.until.toString().slice(0, 10) : null,
  };
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
