import { describe, expect, it } from 'vitest';
import { escalationMoment, ladder } from '../../src/features/watching/ladder.ts';
import { usualDays, type WatchedDate } from '../../src/features/watching/model.ts';
import type { Country } from '../../src/lib/context.ts';
import { instantOf, type LocalDateTime, localOf, type PlainDate } from '../../src/lib/time.ts';

const brno = { zone: 'Europe/Prague', country: 'CZ' as Country };
const zilina = { zone: 'Europe/Bratislava', country: 'SK' as Country };

const bid = (local: string, zone = 'Europe/Prague'): WatchedDate => ({
  kind: 'moment',
  local: local as LocalDateTime,
  zone,
  at: instantOf(local as LocalDateTime, zone),
});
const day = (on: string): WatchedDate => ({ kind: 'day', on: on as PlainDate });

/** `7: 2027-03-04 09:00` */
const told = (date: WatchedDate, recipient = brno, days: number[] = usualDays) =>
  ladder(date, days, recipient).map(
    (rung) => `${rung.days}: ${localOf(rung.at, recipient.zone).replace('T', ' ')}`,
  );

describe('the usual ladder', () => {
  it('counts working days back from a Monday noon, and speaks at nine', () => {
    expect(told(bid('2027-03-15T12:00'))).toEqual([
      '7: 2027-03-04 09:00',
      '3: 2027-03-10 09:00',
      '1: 2027-03-12 09:00',
      '0: 2027-03-15 09:00',
    ]);
  });

  it('steps over Czech Easter: Good Friday and Easter Monday are days off', () => {
    expect(told(bid('2027-03-31T12:00'))).toEqual([
      '7: 2027-03-18 09:00',
      '3: 2027-03-24 09:00',
      '1: 2027-03-30 09:00',
      '0: 2027-03-31 09:00',
    ]);
  });

  it('steps over Christmas', () => {
    expect(told(bid('2027-12-28T12:00'))).toEqual([
      '7: 2027-12-16 09:00',
      '3: 2027-12-22 09:00',
      '1: 2027-12-27 09:00',
      '0: 2027-12-28 09:00',
    ]);
  });

  it('has 17 November off in Brno and works that day in Žilina', () => {
    const thursday = bid('2027-11-18T12:00');
    expect(told(thursday, brno, [1])).toEqual(['1: 2027-11-16 09:00']);
    expect(told(thursday, zilina, [1])).toEqual(['1: 2027-11-17 09:00']);
  });

  it('works on 8 May and 15 September in Slovakia in 2026 only', () => {
    expect(told(bid('2026-09-16T12:00'), zilina, [1])).toEqual(['1: 2026-09-15 09:00']);
    expect(told(bid('2027-09-16T12:00'), zilina, [1])).toEqual(['1: 2027-09-14 09:00']);
    expect(told(bid('2026-05-11T12:00'), zilina, [1])).toEqual(['1: 2026-05-08 09:00']);
    expect(told(bid('2026-05-11T12:00'), brno, [1])).toEqual(['1: 2026-05-07 09:00']);
    expect(told(bid('2028-05-09T12:00'), zilina, [1])).toEqual(['1: 2028-05-05 09:00']);
  });

  it('keeps nine o’clock on the wall over the change of clocks in March and in October', () => {
    expect(told(bid('2027-03-30T12:00'), zilina, [3, 1])).toEqual([
      '3: 2027-03-23 09:00',
      '1: 2027-03-25 09:00',
    ]);
    expect(ladder(bid('2027-11-02T12:00'), [7, 1], brno).map((rung) => rung.at)).toEqual([
      '2027-10-21T07:00:00.000Z',
      '2027-11-01T08:00:00.000Z',
    ]);
  });
});

describe('the last nudge', () => {
  it.each([
    ['2027-03-15T12:00', '2027-03-15 09:00', 'at nine'],
    ['2027-03-15T15:00', '2027-03-15 09:00', 'at nine, not three hours before an afternoon'],
    ['2027-03-15T23:59', '2027-03-15 09:00', 'at nine for the end of the day'],
    ['2027-03-15T11:30', '2027-03-15 08:30', 'three hours before'],
    ['2027-03-15T11:00', '2027-03-15 08:00', 'three hours before, at eight sharp'],
    ['2027-03-15T10:59', '2027-03-12 15:00', 'at three on Friday when three hours before is before eight'],
    ['2027-03-15T10:00', '2027-03-12 15:00', 'at three on Friday for ten o’clock'],
    ['2027-03-15T09:00', '2027-03-12 15:00', 'at three on Friday for nine o’clock'],
    ['2027-03-16T00:00', '2027-03-15 15:00', 'at three of the day that ends with midnight'],
    ['2027-03-15T00:00', '2027-03-12 15:00', 'at three on Friday for the midnight into Monday'],
    ['2027-03-30T09:00', '2027-03-25 15:00', 'before all of Easter'],
  ])('before %s comes %s: %s', (deadline, expected) => {
    expect(told(bid(deadline), brno, [0])).toEqual([`0: ${expected}`]);
  });

  it('before a deadline on Saturday is the one on Friday morning, once', () => {
    expect(told(bid('2027-03-13T12:00'))).toEqual([
      '7: 2027-03-04 09:00',
      '3: 2027-03-10 09:00',
      '0: 2027-03-12 09:00',
    ]);
  });

  it('before a Saturday at nine comes on Friday at three, besides the one in the morning', () => {
    expect(told(bid('2027-03-13T09:00'), brno, [1, 0])).toEqual([
      '1: 2027-03-12 09:00',
      '0: 2027-03-12 15:00',
    ]);
  });

  it('comes at nine on a day without a time, on the working day before when that is a day off', () => {
    expect(told(day('2027-03-15'), brno, [1, 0])).toEqual(['1: 2027-03-12 09:00', '0: 2027-03-15 09:00']);
    expect(told(day('2027-05-01'), brno, [0])).toEqual(['0: 2027-04-30 09:00']);
  });
});

describe('a recipient elsewhere', () => {
  it('is nudged at nine of their own zone, by the day the deadline has there', () => {
    const chicago = { zone: 'America/Chicago', country: 'CZ' as Country };
    expect(told(bid('2027-03-16T02:00'), chicago, [1, 0])).toEqual([
      '1: 2027-03-12 09:00',
      '0: 2027-03-15 09:00',
    ]);
  });
});

it('turns to others at two in the afternoon of the working day before', () => {
  expect(localOf(escalationMoment(bid('2027-03-15T09:00'), brno), brno.zone)).toBe('2027-03-12T14:00');
  expect(localOf(escalationMoment(bid('2027-03-30T12:00'), brno), brno.zone)).toBe('2027-03-25T14:00');
});
