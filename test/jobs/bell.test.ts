import { afterEach, describe, expect, it, vi } from 'vitest';
import { ringEachSecond } from '../../src/jobs/bell.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the bell', () => {
  it('goes on ringing when the machine’s clock is set back by an hour', async () => {
    vi.useFakeTimers();
    vi.setSystemTime('2027-10-31T02:00:00.000Z');
    const ring = vi.fn();
    const stop = ringEachSecond(ring);
    await vi.advanceTimersByTimeAsync(3000);
    expect(ring.mock.calls.length).toBeGreaterThanOrEqual(2);
    vi.setSystemTime('2027-10-31T01:00:00.000Z');
    ring.mockClear();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ring.mock.calls.length).toBeGreaterThanOrEqual(8);
    stop();
    ring.mockClear();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ring).not.toHaveBeenCalled();
  });
});
