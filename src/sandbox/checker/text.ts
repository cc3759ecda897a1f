import { limits } from './limits.ts';
import { complain, type Place } from './report.ts';
import { byType, type Check, checkLength, choice, flag, form, text, typed } from './shape.ts';

export function plainText(max: number): Check {
  return byType({ plain_text: plain(max) });
}

export function mrkdwnText(max: number): Check {
  return byType({ mrkdwn: mrkdwn(max) });
}

export function anyText(max: number): Check {
  return byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) });
}

export const id: Check = text(1, limits.id);

/** An address a browser or Slack opens. */
export const webUrl: Check = url('http:', 'https:', 'slack:');
export const secureUrl: Check = url('https:');
export const imageUrl: Check = url('http:', 'https:');
/** Inside rich text an address may also be a mailbox or a telephone. */
export const linkUrl: Check = url('http:', 'https:', 'slack:', 'mailto:', 'tel:');

/** `YYYY-MM-DD`, a day that exists. */
export const day: Check = form(isDay, 'a valid date in the format YYYY-MM-DD');

/** `HH:mm`, 00:00 to 23:59. */
export const timeOfDay: Check = form(
  (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
  'in the format HH:mm',
);

/** Seconds since 1970, ten digits. */
export const instant: Check = (value, at) => {
  if (!/^\d{10}$/.test(typeof value === 'number' ? String(value) : '')) {
    complain(at, 'must be a Unix timestamp of 10 digits');
  }
};

/** A zone by its IANA name. */
export const zone: Check = form(isZone, 'a valid IANA time zone');

export const colorScheme: Check = choice('primary', 'danger');

function plain(max: number): Check {
  return typed({ text: text(1, max) }, { emoji: flag });
}

function mrkdwn(max: number): Check {
  return typed({ text: text(1, max) }, { verbatim: flag });
}

function url(...schemes: string[]): Check {
  return (value, at: Place) => {
    if (typeof value !== 'string') return complain(at, 'must provide a string');
    checkLength(value, 1, limits.url, at);
    if (value !== '' && !isUrl(value, schemes)) complain(at, 'must be a valid URL');
  };
}

function isUrl(value: string, schemes: string[]): boolean {
  if (/\s/.test(value)) return false;
  const parsed = URL.parse(value);
  return parsed !== null && schemes.includes(parsed.protocol);
}

function isDay(value: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return false;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth;
}

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return /^[A-Za-z]/.test(value);
  } catch {
    return false;
  }
}
