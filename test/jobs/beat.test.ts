import { describe, expect, it } from 'vitest';
import { lastMoment } from '../../src/jobs/beat.ts';
import type { Instant } from '../../src/lib/time.ts';

const prague = 'Europe/Prague';
const at = (now: string) => now as Instant;

describe('the last moment of a beat', () => {
  it('is today’s once its hour has come, else yesterday’s', () => {
    expect(lastMoment({ daily: '09:00' }, at('2027-03-08T08:00:00.000Z'), prague)).toEqual({
      bucket: '2027-03-08',
      dueAt: '2027-03-08T08:00:00.000Z',
    });
    expect(lastMoment({ daily: '09:00' }, at('2027-03-08T07:59:59.999Z'), prague)?.bucket).toBe('2027-03-07');
  });

  it('is Friday’s on Monday night, when only working days are meant', () => {
    const weekdays = { daily: '09:00', days: [1, 2, 3, 4, 5] };
    expect(lastMoment(weekdays, at('2027-03-08T05:00:00.000Z'), prague)?.bucket).toBe('2027-03-05');
  });

  it('follows the day of its own zone, not of the machine', () => {
    const tokyo = { daily: '09:00', zone: 'Asia/Tokyo' };
    expect(lastMoment(tokyo, at('2027-03-08T00:30:00.000Z'), prague)).toEqual({
      bucket: '2027-03-08',
      dueAt: '2027-03-08T00:00:00.000Z',
    });
  });

  it('comes at the first instant after the hour that clocks skip in March', () => {
    expect(lastMoment({ daily: '02:30' }, at('2027-03-28T12:00:00.000Z'), prague)).toEqual({
      bucket: '2027-03-28',
      dueAt: '2027-03-28T01:00:00.000Z',
    });
  });

  it('comes once in October, the first time that clocks show it', () => {
    const first = lastMoment({ daily: '02:30' }, at('2027-10-31T00:30:00.000Z'), prague);
    expect(first).toEqual({ bucket: '2027-10-31', dueAt: '2027-10-31T00:30:00.000Z' });
    expect(lastMoment({ daily: '02:30' }, at('2027-10-31T01:30:00.000Z'), prague)).toEqual(first);
  });

  it('has a bucket for each UTC hour, also of a night with 25 of them', () => {
    const buckets = ['2027-10-31T00:10:00.000Z', '2027-10-31T01:10:00.000Z'].map(
      (now) => lastMoment('hour', at(now), prague)?.bucket,
    );
    expect(buckets).toEqual(['2027-10-31T00Z', '2027-10-31T01Z']);
  });

  it('is none when no weekday is left', () => {
    expect(lastMoment({ daily: '09:00', days: [] }, at('2027-03-08T08:00:00.000Z'), prague)).toBeNull();
  });
});
