import { beforeEach, describe, expect, it } from 'vitest';
import { unavailable } from '../../src/features/registers/http.ts';
import type { Limits } from '../../src/features/registers/limiter.ts';
import { createManners } from '../../src/features/registers/manners.ts';
import { createSharedLimiter } from '../../src/features/registers/shared-limiter.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { world } from '../support/context.ts';

const quick: Limits = { perMinute: 100, parallel: 10, queueMs: 2000 };

let anna: Ctx;
beforeEach(async () => {
  anna = await (await world()).as('Anna');
});

/** The manners of one of several processes that share the database. */
const process = (limits: Limits, register = 'ares') =>
  createManners(limits, createSharedLimiter(anna.database, register, limits));

const keepNothing = async () => undefined;

/** A register that answers when it is told to. */
function slowRegister() {
  let answer = () => {};
  const asked = { times: 0 };
  const request = () => {
    asked.times += 1;
    return new Promise<{ kind: 'found' }>((resolve) => {
      answer = () => resolve({ kind: 'found' });
    });
  };
  return { asked, request, answer: () => answer() };
}

/** The database, and how many times somebody has looked for a turn. */
function watched() {
  let times = 0;
  const { writer } = anna.database;
  const transaction = async (work: never) => {
    const taken = await writer.transaction(work);
    times += 1;
    return taken;
  };
  const watching = new Proxy(writer, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name)),
  });
  return { database: { ...anna.database, writer: watching }, looks: () => times };
}

const until = async (is: () => boolean | Promise<boolean>) => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('several processes towards one register', () => {
  it('stay within its minute together', async () => {
    const limits = { ...quick, perMinute: 3, queueMs: 100 };
    const [one, other] = [process(limits), process(limits)];
    const found = async () => ({ kind: 'found' as const });
    const kinds = [];
    for (const [index, manners] of [one, other, one, other].entries())
      kinds.push((await manners.ask(`ico ${index}`, found, keepNothing)).kind);
    expect(kinds).toEqual(['found', 'found', 'found', 'unavailable']);
    expect((await process(limits, 'vies').ask('ico 0', found, keepNothing)).kind).toBe('found');
  });

  it('ask no more at once than it bears', async () => {
    const limits = { ...quick, parallel: 1, queueMs: 100 };
    const register = slowRegister();
    const first = process(limits).ask('ico 1', register.request, keepNothing);
    await until(() => register.asked.times === 1);
    expect(await process(limits).ask('ico 2', register.request, keepNothing)).toMatchObject({
      reason: 'busy',
    });
    register.answer();
    expect(await first).toEqual({ kind: 'found' });
  });

  it('leave a gap between two questions', async () => {
    const limits = { ...quick, gapMs: 300 };
    const from = performance.now();
    const found = async () => ({ kind: 'found' as const });
    await process(limits).ask('ico 1', found, keepNothing);
    await process(limits).ask('ico 2', found, keepNothing);
    expect(performance.now() - from).toBeGreaterThan(280);
  });

  it('ask the same question once: the other takes what the first one kept', async () => {
    const register = slowRegister();
    let kept: { kind: 'found' } | null = null;
    const keep = async (answer: { kind: 'found' }) => {
      kept = answer;
    };
    const { database, looks } = watched();
    const ask = () =>
      createManners(quick, createSharedLimiter(database, 'ares', quick)).ask(
        'ico 00000019',
        register.request,
        keep,
        async () => kept,
      );
    const first = ask();
    await until(() => register.asked.times === 1);
    const second = ask();
    await until(() => looks() > 1);
    register.answer();
    expect([await first, await second]).toEqual([{ kind: 'found' }, { kind: 'found' }]);
    expect(register.asked.times).toBe(1);
  });

  it('ask again when the first one failed', async () => {
    const first = process(quick).ask('ico 1', async () => unavailable('timeout', 'silence'), keepNothing);
    const found = async () => ({ kind: 'found' as const });
    expect((await first).kind).toBe('unavailable');
    expect(await process(quick).ask('ico 1', found, keepNothing, async () => null)).toEqual({
      kind: 'found',
    });
  });

  it('write no number of anybody into the table of turns', async () => {
    const found = async () => ({ kind: 'found' as const });
    await process(quick).ask('vat CZ7500000012', found, keepNothing);
    expect(JSON.stringify(await anna.db('register_turns'))).not.toContain('7500000012');
  });
});
