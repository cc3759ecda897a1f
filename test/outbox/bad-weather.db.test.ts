import { describe, expect, it } from 'vitest';
import { isPaused, setPaused } from '../../src/outbox/pause.ts';
import { dispatcherStatus } from '../../src/outbox/status.ts';
import { note, reminder, sales, stage } from './stage.ts';

const tenDays = 10 * 24 * 3_600_000;

describe('a rate limit', () => {
  it('in one channel holds up that channel alone', async () => {
    const { say, dispatcher, texts, slack, rows } = await stage();
    slack.weather.rateLimit('chat.postMessage', 1, 2, (args) => args.channel === sales);
    await say(sales, 'do kanálu');
    await say('Anna', 'Anně');
    const one = dispatcher();
    await one.drain();
    expect([texts(sales), texts('Anna')]).toEqual([[], ['Anně']]);
    expect((await rows())[0]).toMatchObject({ last_error: 'ratelimited', uncertain_at: null, attempts: 1 });
    await expect.poll(() => one.drain().then(() => texts(sales)), { timeout: 5000 }).toEqual(['do kanálu']);
  });

  it('is kept by another process and by one that starts again', async () => {
    const { queue, say, dispatcher, texts, slack } = await stage();
    slack.weather.rateLimit('chat.postMessage', 1, 60, (args) => args.channel === sales);
    await say(sales, 'první');
    await dispatcher().drain();
    await queue({ payload: { to: { channel: sales }, text: 'z jiné řady' }, lane: 'deal:1' });
    await dispatcher().drain();
    expect(texts(sales)).toEqual([]);
    expect(slack.calls.filter((call) => call.method === 'chat.postMessage')).toHaveLength(1);
  });
});

describe('while Slack is down', () => {
  it('nothing is given up, and all arrives once it is back', async () => {
    const { say, dispatcher, texts, slack, rows } = await stage();
    slack.weather.fail('*', 60);
    await say(sales, 'Odevzdáno');
    await say('Anna', 'Zítra odevzdáváme');
    const one = dispatcher();
    await one.drain();
    expect((await rows()).map((row) => [row.dead_at, row.dropped_at])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect([texts(sales), texts('Anna')]).toEqual([['Odevzdáno'], ['Zítra odevzdáváme']]);
    expect(Math.max(...(await rows()).map((row) => row.attempts))).toBeGreaterThan(20);
  });

  it('is left alone for a while, as long as the number of tries says', async () => {
    const { say, dispatcher, slack, rows, system } = await stage();
    const waits: number[] = [];
    slack.weather.fail('*', 100);
    await say('Anna', 'Zítra odevzdáváme');
    const backOffMs = (attempts: number) => waits.push(attempts) * 0 + 3_000_000;
    await dispatcher({ timing: { backOffMs } }).drain();
    expect(waits).toEqual([1]);
    expect((await rows())[0]?.not_before).not.toBeNull();
    expect(await dispatcherStatus(system)).toMatchObject({ backlog: 1, uncertain: 1, deadLetters: 0 });
  });
});

describe('a token that Slack does not accept', () => {
  it('stops everything, drops nothing, and sending goes on by itself after the reinstall', async () => {
    const { say, dispatcher, texts, slack, rows, system } = await stage();
    slack.weather.revokeToken();
    await say(sales, 'Odevzdáno');
    await say('Anna', 'Zítra odevzdáváme');
    await dispatcher().drain();
    expect(await dispatcherStatus(system)).toMatchObject({ refused: { code: 'token_revoked' }, backlog: 2 });
    expect((await rows()).map((row) => row.attempts)).toEqual([0, 0]);
    const restarted = dispatcher();
    await restarted.drain();
    expect(slack.calls.filter((call) => call.method === 'auth.test').length).toBeGreaterThan(0);
    slack.weather.reinstall();
    await restarted.drain();
    expect([texts(sales), texts('Anna')]).toEqual([['Odevzdáno'], ['Zítra odevzdáváme']]);
    expect(await dispatcherStatus(system)).toMatchObject({ refused: null, backlog: 0 });
  });

  it('or a scope that is missing: it goes on when the scope is there', async () => {
    const { say, dispatcher, texts, slack, system } = await stage();
    slack.weather.removeScopes('chat:write');
    await say('Anna', 'Zítra odevzdáváme');
    const one = dispatcher();
    await one.drain();
    await one.drain();
    expect(await dispatcherStatus(system)).toMatchObject({
      refused: { code: 'missing_scope', needed: ['chat:write'] },
    });
    expect(slack.calls.filter((call) => call.method === 'chat.postMessage')).toHaveLength(1);
    slack.weather.grantScopes('chat:write');
    await one.drain();
    expect(texts('Anna')).toEqual(['Zítra odevzdáváme']);
  });
});

describe('what was missed', () => {
  const missed = reminder((_ctx, effects) => ({
    kind: note.kind,
    payload: { ...(effects[0]?.payload as object), text: `Zmeškáno: ${effects.length}` },
    dedupeKey: `missed:${effects.map((effect) => effect.id).join(',')}`,
    lane: 'missed',
    priority: 'nudge',
  }));
  const options = { handlers: [missed, note] };
  const at = (runAt: string) => ({
    kind: 'test.reminder',
    priority: 'nudge' as const,
    runAt: runAt as never,
  });

  it('while the machine slept over three nudges is told once, to each person', async () => {
    const { say, dispatcher, texts, time, rows } = await stage();
    for (const day of ['09', '10', '11'])
      await say('Anna', `za chvíli ${day}`, at(`2027-03-${day}T08:00:00.000Z`));
    await say('Tomáš', 'jediné', at('2027-03-10T08:00:00.000Z'));
    time.advance(tenDays);
    await dispatcher(options).drain();
    expect(texts('Anna')).toEqual(['Zmeškáno: 3']);
    expect(texts('Tomáš')).toEqual(['jediné']);
    expect((await rows()).filter((row) => row.dropped_at)).toHaveLength(3);
  });

  it('while the token was revoked is told once, also when that was a matter of minutes', async () => {
    const { say, dispatcher, texts, time, slack } = await stage();
    const one = dispatcher(options);
    slack.weather.revokeToken();
    await say('Anna', 'jedno', at('2027-03-08T08:00:00.000Z'));
    await say('Anna', 'druhé', at('2027-03-08T08:01:00.000Z'));
    await one.drain();
    time.advance(5 * 60_000);
    slack.weather.reinstall();
    await one.drain();
    expect(texts('Anna')).toEqual(['Zmeškáno: 2']);
  });

  it('is not said of nudges that come on time', async () => {
    const { say, dispatcher, texts } = await stage();
    await say('Anna', 'jedno', at('2027-03-08T08:00:00.000Z'));
    await say('Anna', 'druhé', at('2027-03-08T08:00:00.000Z'));
    await dispatcher(options).drain();
    expect(texts('Anna')).toEqual(['jedno', 'druhé']);
  });

  it('and may have arrived is looked for first', async () => {
    const { say, dispatcher, texts, time, slack } = await stage();
    slack.weather.dropAnswer('chat.postMessage', 1);
    await say('Anna', 'jedno', at('2027-03-08T08:00:00.000Z'));
    await say('Anna', 'druhé', at('2027-03-08T08:10:00.000Z'));
    await dispatcher({ ...options, timing: { settleMs: 300 } }).drain();
    time.advance(tenDays);
    await expect
      .poll(() =>
        dispatcher(options)
          .drain()
          .then(() => texts('Anna')),
      )
      .toEqual(['jedno', 'druhé']);
  });
});

describe('an operator’s pause', () => {
  it('holds everything back until it is lifted', async () => {
    const { say, dispatcher, texts, system } = await stage();
    await setPaused(system, 'restored');
    await say('Anna', 'Zítra odevzdáváme');
    const one = dispatcher();
    await one.drain();
    expect(texts('Anna')).toEqual([]);
    expect(await isPaused(system)).toBe(true);
    expect(await dispatcherStatus(system)).toMatchObject({ stopped: { reason: 'restored' }, backlog: 1 });
    await setPaused(system, null);
    await one.drain();
    expect(texts('Anna')).toEqual(['Zítra odevzdáváme']);
  });
});
