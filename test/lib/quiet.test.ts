import { describe, expect, it } from 'vitest';
import { afterQuietHours } from '../../src/lib/quiet.ts';
import type { Instant } from '../../src/lib/time.ts';

const inPrague = (instant: string) => afterQuietHours(instant as Instant, 'Europe/Prague', 'CZ');

describe('quiet hours', () => {
  it('hold nothing back while people work', () => {
    expect(inPrague('2027-03-08T07:00:00.000Z')).toBe('2027-03-08T07:00:00.000Z');
    expect(inPrague('2027-03-08T16:59:00.000Z')).toBe('2027-03-08T16:59:00.000Z');
  });

  it('keep evenings and early mornings for the next working morning', () => {
    expect(inPrague('2027-03-08T17:00:00.000Z')).toBe('2027-03-09T07:00:00.000Z');
    expect(inPrague('2027-03-08T03:00:00.000Z')).toBe('2027-03-08T07:00:00.000Z');
  });

  it('keep weekends and days off of the person’s own country', () => {
    expect(inPrague('2027-03-12T20:00:00.000Z')).toBe('2027-03-15T07:00:00.000Z');
    // Good Friday and Easter Monday, and the clocks go forward in between.
    expect(inPrague('2027-03-25T18:00:00.000Z')).toBe('2027-03-30T06:00:00.000Z');
    // The sixth of January is a day off in Slovakia alone.
    expect(afterQuietHours('2027-01-06T09:00:00.000Z' as Instant, 'Europe/Bratislava', 'SK')).toBe(
      '2027-01-07T07:00:00.000Z',
    );
    expect(inPrague('2027-01-06T09:00:00.000Z')).toBe('2027-01-06T09:00:00.000Z');
  });

  it('go by the clock where the person is', () => {
    expect(afterQuietHours('2027-03-08T09:00:00.000Z' as Instant, 'America/New_York', 'CZ')).toBe(
      '2027-03-08T13:00:00.000Z',
    );
  });
});
