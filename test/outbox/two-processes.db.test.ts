import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { slackRates, takeSlots, unlimited } from '../../src/outbox/slots.ts';
import { people, sales, stage } from './stage.ts';

describe('two processes on one database', () => {
  it('send 200 messages, each once, and each lane in its order', async () => {
    const { say, queue, dispatcher, secondCtx, slack, rows, texts } = await stage();
    for (let n = 0; n < 150; n += 1) await say(people[n % 3] as string, `zpráva ${n}`);
    for (let n = 150; n < 200; n += 1) {
      await queue({ payload: { to: { channel: sales }, text: `zpráva ${n}` }, lane: `deal:${n % 7}` });
    }
    const here = dispatcher();
    const there = dispatcher({ ctx: secondCtx() });
    await Promise.all([here.drain(), there.drain(), here.drain(), there.drain()]);
    const posted = slack.calls
      .filter((call) => call.method === 'chat.postMessage')
      .map((call) => call.args.text);
    expect([...posted].sort()).toEqual([...Array(200).keys()].map((n) => `zpráva ${n}`).sort());
    expect((await rows()).every((row) => row.sent_at !== null)).toBe(true);
    const numbers = texts('Anna').map((text) => Number(text.slice('zpráva '.length)));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it('share the rates: of two who ask at once, one waits', async () => {
    const { system, secondCtx } = await stage();
    const slot = [{ key: 'posts', takesMs: 250 }];
    const waits = await Promise.all(
      [system, secondCtx()].map((ctx) => transaction(ctx, (tx) => takeSlots(tx, slot))),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(1);
    expect(Math.max(...waits)).toBeGreaterThan(0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(250);
  });
});

describe('Slack’s rates', () => {
  it('let 200 nudges that are due at nine out within 90 seconds', () => {
    // Answers take their time beside each other, so what counts is the distance between two posts.
    expect(199 * slackRates.postMs).toBeLessThanOrEqual(90_000 * 0.6);
    expect(1000 / slackRates.postMs).toBeLessThanOrEqual(4);
    expect(60_000 / slackRates.editMs).toBeLessThanOrEqual(40);
    expect(slackRates.channelMs).toBeGreaterThanOrEqual(1000);
  });

  it('are kept: no more than 4 posts in any second, one a second in a channel, while the loop runs', async () => {
    const { say, dispatcher, slack, rows } = await stage();
    for (const name of people) await say(name, `pro: ${name}`);
    for (let n = 0; n < 3; n += 1) await say(sales, `do kanálu ${n}`);
    const one = dispatcher();
    one.start();
    await expect.poll(async () => (await rows()).every((row) => row.sent_at), { timeout: 10_000 }).toBe(true);
    await one.stop();
    const posts = slack.calls.filter((call) => call.method === 'chat.postMessage');
    const inChannel = posts.filter((call) => call.args.channel === sales).map((call) => call.startedMs);
    const all = posts.map((call) => call.startedMs);
    // What is measured is the arrival, which a busy machine puts off by some tens of milliseconds.
    expect(Math.max(...inChannel) - Math.min(...inChannel)).toBeGreaterThan(1900);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(1150);
    expect(all).toHaveLength(6);
  });

  it('do not keep the next channel waiting while one has had its turn', async () => {
    const { system } = await stage();
    const take = (channel: string) =>
      transaction(system, (tx) => takeSlots(tx, [{ key: `channel:${channel}`, takesMs: 60_000 }]));
    expect([await take('C1'), await take('C2')]).toEqual([0, 0]);
    expect(await take('C1')).toBeGreaterThan(50_000);
    expect(unlimited.channelMs).toBe(0);
  });
});
