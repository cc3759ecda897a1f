/** Values of a calendar part: its texts and its times. */
import type ICAL from 'ical.js';
import {
  fromMillis,
  type Instant,
  instantOf,
  isZone,
  type LocalDateTime,
  type Zone,
} from '../../../lib/time.ts';
import { windowsZones } from './windows-zones.ts';

/** What cannot be read is not there. */
export function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

export const text = (component: ICAL.Component, name: string): string => {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : String(value);
};

export interface Moment {
  at: Instant;
  allDay: boolean;
  /** what the wall clock shows, with seconds, and where the clock hangs */
  local: LocalDateTime;
  zone: Zone;
}

/**
 * Outlook names zones after Windows ("Central Europe Standard Time") and describes them in the calendar; a name is
 * believed before the description, which Outlook gets wrong for dates years away.
 */
export function momentOf(component: ICAL.Component, name: string, zone: Zone): Moment | null {
  const property = component.getFirstProperty(name);
  return property && momentIn(property, property.getFirstValue() as ICAL.Time | null, zone);
}

export function momentIn(property: ICAL.Property, time: ICAL.Time | null, zone: Zone): Moment | null {
  if (!time || typeof time !== 'object' || !Number.isInteger(time.year)) return null;
  const two = (number: number) => String(number).padStart(2, '0');
  const date = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
  try {
    const clock = time.isDate ? '00:00:00' : `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
    const local = `${date}T${clock}` as LocalDateTime;
    const by = (zone: Zone): Moment => ({ at: instantOf(local, zone), allDay: time.isDate, local, zone });
    if (time.isDate) return by(zone);
    const named = zoneNamed(String(property.getFirstParameter('tzid') ?? ''));
    if (time.zone?.tzid === 'UTC') return by('UTC');
    if (named) return by(named);
    const described = time.zone && time.zone.tzid !== 'floating' && time.zone.component;
    if (!described) return by(zone);
    return { ...by(zoneDescribed(time, local, zone)), at: fromMillis(time.toUnixTime() * 1000) };
  } catch {
    return null;
  }
}

/** The firm's own where clocks agree in summer and winter, else so many hours from UTC all year. */
function zoneDescribed(time: ICAL.Time, local: LocalDateTime, zone: Zone): Zone {
  const later = time.clone();
  later.adjust(182, 0, 0, 0);
  const agrees = (one: ICAL.Time) =>
    instantOf(one.toString().slice(0, 19) as LocalDateTime, zone) === fromMillis(one.toUnixTime() * 1000);
  if (agrees(time) && agrees(later)) return zone;
  const minutes = Math.round((Date.parse(`${local}Z`) / 1000 - time.toUnixTime()) / 60);
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
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
