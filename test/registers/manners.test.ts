import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unavailable } from '../../src/features/registers/http.ts';
import { createManners } from '../../src/features/registers/manners.ts';
import { monotonic } from '../../src/lib/time.ts';

const limits = { perMinute: 200, parallel: 6 };
const forget = async () => undefined;
const found = { kind: 'found' as const };
const down = unavailable('down', 'HTTP 503');

/** A register that answers what it is told, and counts. */
function register(...answers: (typeof found | ReturnType<typeof unavailable>)[]) {
  const asked = { times: 0 };
  const ask = async () => answers[Math.min(asked.times++, answers.length - 1)]!;
  return { asked, ask };
}

describe('manners towards a register', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets time run until the answer is there. */
  async function answerOf<T>(asking: Promise<T>): Promise<T> {
    let done = false;
    const finished = asking.finally(() => {
      done = true;
    });
    while (!done) await vi.advanceTimersByTimeAsync(50);
    return finished;
  }

  it('asks the same question that is on its way only once', async () => {
    const manners = createManners(limits);
    let answer: (value: typeof found) => void = () => undefined;
    const request = vi.fn(() => new Promise<typeof found>((resolve) => (answer = resolve)));
    const keep = vi.fn(forget);
    const both = Promise.all([manners.ask('ico 19', request, keep), manners.ask('ico 19', request, keep)]);
    await vi.advanceTimersByTimeAsync(0);
    answer(found);
    expect(await both).toEqual([found, found]);
    expect(request).toHaveBeenCalledTimes(1);
    expect(keep).toHaveBeenCalledTimes(1);
  });

  it('asks the same question again later', async () => {
    const manners = createManners(limits);
    const { ask, asked } = register(found);
    await answerOf(manners.ask('ico 19', ask, forget));
    await answerOf(manners.ask('ico 19', ask, forget));
    expect(asked.times).toBe(2);
  });

  it('tries again what can heal', async () => {
    const { ask, asked } = register(down, down, found);
    expect(await answerOf(createManners(limits).ask('ico 19', ask, forget))).toEqual(found);
    expect(asked.times).toBe(3);
  });

  it.each(['blocked', 'timeout', 'badAnswer'] as const)(
    'does not repeat what repeating cannot help: %s',
    async (reason) => {
      const { ask, asked } = register(unavailable(reason, 'test'), found);
      expect(await answerOf(createManners(limits).ask('ico 19', ask, forget))).toMatchObject({ reason });
      expect(asked.times).toBe(1);
    },
  );

  it('gives up after three tries', async () => {
    const { ask, asked } = register(down);
    expect(await answerOf(createManners(limits).ask('ico 19', ask, forget))).toEqual(down);
    expect(asked.times).toBe(3);
  });

  it('lets a register that keeps failing rest, says so, and tries one question when the rest is over', async () => {
    const manners = createManners(limits);
    const failing = register(down);
    await answerOf(manners.ask('a', failing.ask, forget));
    await answerOf(manners.ask('b', failing.ask, forget));
    expect(failing.asked.times).toBe(5);
    expect(manners.health()).toMatchObject({ state: 'open', reason: 'down' });

    const later = register(found);
    const refused = await answerOf(manners.ask('c', later.ask, forget));
    expect(refused).toMatchObject({ kind: 'unavailable', reason: 'down', retryInMs: expect.any(Number) });
    expect(later.asked.times).toBe(0);

    await vi.advanceTimersByTimeAsync(30_000);
    expect(manners.health()).toMatchObject({ state: 'halfOpen' });
    expect(await answerOf(manners.ask('d', later.ask, forget))).toEqual(found);
    expect(manners.health()).toEqual({ state: 'closed' });
  });

  it('rests longer when the one try fails too', async () => {
    const manners = createManners(limits);
    const silent = register(unavailable('timeout', 'test'));
    for (const question of 'abcde') await answerOf(manners.ask(question, silent.ask, forget));
    await vi.advanceTimersByTimeAsync(30_000);
    await answerOf(manners.ask('f', silent.ask, forget));
    expect(silent.asked.times).toBe(6);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(manners.health()).toMatchObject({ state: 'open' });
  });

  it('stops at once when it is locked out, for as long as it is told', async () => {
    const manners = createManners(limits);
    await answerOf(manners.ask('a', register(unavailable('blocked', 'HTTP 429', 900_000)).ask, forget));
    await vi.advanceTimersByTimeAsync(890_000);
    expect(manners.health()).toMatchObject({ state: 'open', reason: 'blocked' });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(manners.health()).toMatchObject({ state: 'halfOpen' });
  });

  it('one good answer forgives the failures before it', async () => {
    const manners = createManners(limits);
    const bad = unavailable('badAnswer', 'test');
    for (const answer of [bad, bad, bad, bad, found, bad, bad, bad, bad]) {
      await answerOf(manners.ask('a', register(answer).ask, forget));
    }
    expect(manners.health()).toEqual({ state: 'closed' });
  });

  it('stays within the limit of a minute, and the rest comes later', async () => {
    const manners = createManners({ perMinute: 5, parallel: 10 });
    const { ask, asked } = register(found);
    const all = Promise.all([...'abcdefgh'].map((question) => manners.ask(question, ask, forget)));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(asked.times).toBe(5);
    const answers = await answerOf(all);
    // Whoever would have to wait longer than half a minute is told so at once.
    expect(answers.filter((answer) => answer.kind === 'unavailable')).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(await answerOf(manners.ask('i', ask, forget))).toEqual(found);
  });

  it('starts its questions so far apart as the register likes', async () => {
    const manners = createManners({ perMinute: 100, parallel: 10, gapMs: 650 });
    const starts: number[] = [];
    const ask = async () => {
      starts.push(monotonic());
      return found;
    };
    const asking = ['1', '2', '3'].map((question) => manners.ask(question, ask, forget));
    await answerOf(Promise.all(asking));
    expect(starts[1]! - starts[0]!).toBeGreaterThanOrEqual(650);
    expect(starts[2]! - starts[1]!).toBeGreaterThanOrEqual(650);
    expect(starts[2]! - starts[0]!).toBeLessThan(1500);
  });

  it('asks only so many questions at once', async () => {
    const manners = createManners({ perMinute: 100, parallel: 2 });
    let atOnce = 0;
    let most = 0;
    const request = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 100));
      atOnce -= 1;
      return found;
    };
    await answerOf(Promise.all([...'abcdef'].map((question) => manners.ask(question, request, forget))));
    expect(most).toBe(2);
  });

  it('is settled when nothing is on its way any more', async () => {
    const manners = createManners(limits);
    const kept: string[] = [];
    const request = () => new Promise<typeof found>((resolve) => setTimeout(() => resolve(found), 500));
    void manners.ask('a', request, async () => void kept.push('a'));
    await answerOf(manners.settled());
    expect(kept).toEqual(['a']);
  });
});
