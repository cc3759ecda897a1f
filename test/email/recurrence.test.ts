/** When meetings that repeat take place: what calendars of customers write, and what nobody's calendar would. */
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { readInvitation } from '../../src/features/email/reading/calendar.ts';
import type { Rule } from '../../src/features/email/reading/findings.ts';
import { listRule } from '../../src/features/email/recurrence.ts';
import { type Instant, instantOf, type LocalDateTime } from '../../src/lib/time.ts';

const rule = async (written: string, start = 'TZID=Europe/Prague:20260106T080000'): Promise<Rule> => {
  const lines = ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:a@b.example', `DTSTART;${start}`];
  const calendar = [...lines, `RRULE:${written}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
  return (await readInvitation(Buffer.from(calendar), 'Europe/Prague'))?.rule as Rule;
};

const early = '2020-01-01T00:00:00.000Z' as Instant;
const dates = async (written: string, after = early, most = 6) =>
  listRule(await rule(written), after, most).listed.map(({ at }) => at);

const byLibrary = (written: string, most: number): Instant[] => {
  const steps = ICAL.Recur.fromString(written).iterator(ICAL.Time.fromDateTimeString('2026-01-06T08:00:00'));
  const found: Instant[] = [];
  for (let time = steps.next(); time && found.length < most; time = steps.next())
    found.push(instantOf(time.toString() as LocalDateTime, 'Europe/Prague'));
  return found;
};

it.each([
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3;COUNT=7',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=TU,TH;WKST=MO',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=MO',
  'FREQ=WEEKLY;UNTIL=20260401T060000Z;BYDAY=TU',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYDAY=1TU',
  'FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYMONTH=3,9;BYDAY=2WE',
])('knows the days of %s as the library does', async (written) => {
  const expected = byLibrary(written, 12);
  expect(await dates(written, early, 12)).toEqual(expected);
  const [, , third] = expected;
  expect(await dates(written, third, 12)).toEqual(byLibrary(written, 15).slice(3));
});

it('keeps to the wall clock over the change to summer time, also by a zone of Outlook', async () => {
  const outlook = await rule('FREQ=WEEKLY;BYDAY=TU', 'TZID="Central Europe Standard Time":20260324T080000');
  expect(listRule(outlook, early, 2).listed.map(({ at }) => at)).toEqual([
    '2026-03-24T07:00:00.000Z',
    '2026-03-31T06:00:00.000Z',
  ]);
});

it('knows of a series without an end what comes in a hundred years, at once', async () => {
  expect(await dates('FREQ=DAILY', '2126-05-01T12:00:00.000Z' as Instant, 1)).toEqual([
    '2126-05-02T06:00:00.000Z',
  ]);
});

it.each([
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=DAILY;COUNT=2000000000',
  'FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=9',
  'FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;INTERVAL=999;COUNT=2000000',
])('is done with %s in a moment', async (written) => {
  const hostile = await rule(written, 'TZID=Europe/Prague:00010102T080000');
  const before = process.cpuUsage();
  listRule(hostile, '2026-03-01T00:00:00.000Z' as Instant, 40);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(100);
});

it('waits for the leap year', async () => {
  expect(await dates('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', early, 2)).toEqual([
    '2028-02-29T07:00:00.000Z',
    '2032-02-29T07:00:00.000Z',
  ]);
});

it('computes nothing by hours and weeks of the year, and reads the last day to its end', async () => {
  expect(await rule('FREQ=HOURLY')).toBeNull();
  expect(await rule('FREQ=YEARLY;BYWEEKNO=20')).toBeNull();
  expect(await dates('FREQ=WEEKLY;UNTIL=20260113')).toHaveLength(2);
});
