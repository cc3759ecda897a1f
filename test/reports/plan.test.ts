import { describe, expect, it } from 'vitest';
import { isSkipped, nextMoment, type Plan } from '../../src/features/reports/model.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';

const mornings: Plan = { days: [1, 2, 3, 4, 5], clock: '08:00', zone: 'Europe/Prague', daysOff: 'CZ' };
const at = (instant: string) => instant as Instant;

describe('the next digest', () => {
  it('comes today when its time is still ahead', () => {
    expect(nextMoment(mornings, at('2027-03-08T06:59:00.000Z'))).toBe('2027-03-08T07:00:00.000Z');
  });

  it('comes on Monday when it is Friday noon', () => {
    expect(nextMoment(mornings, at('2027-03-05T11:00:00.000Z'))).toBe('2027-03-08T07:00:00.000Z');
  });

  it('leaves out Easter: from Thursday it is Tuesday, in summer time', () => {
    expect(nextMoment(mornings, at('2027-03-25T12:00:00.000Z'))).toBe('2027-03-30T06:00:00.000Z');
  });

  it('does not leave Easter Monday out when nobody asked for it', () => {
    expect(isSkipped({ ...mornings, daysOff: null }, '2027-03-29' as PlainDate)).toBe(false);
    expect(isSkipped(mornings, '2027-03-29' as PlainDate)).toBe(true);
  });

  it('follows the Slovak calendar where it is set: 28 September is a working day there', () => {
    expect(isSkipped({ ...mornings, daysOff: 'SK' }, '2027-09-28' as PlainDate)).toBe(false);
    expect(isSkipped(mornings, '2027-09-28' as PlainDate)).toBe(true);
  });
});
