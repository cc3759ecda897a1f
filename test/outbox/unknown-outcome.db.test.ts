import { afterEach, describe, expect, it, vi } from 'vitest';
import { addMinutes, systemTime } from '../../src/lib/time.ts';
import { type EffectHandler, effect } from '../../src/outbox/effects.ts';
import { type Note, note, type Stage, sales, stage } from './stage.ts';

afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => {});

/** The process dies where this fetch hangs: before Slack hears of the call, or after Slack did what was asked. */
const dyingAt =
  (method: string, when: 'before' | 'after'): typeof fetch =>
  async (input, init) => {
    if (!String(input).endsWith(`/${method}`)) return fetch(input, init);
    if (when === 'after') await fetch(input, init);
    return never();
  };

/** What is under way when the process dies; what is left is done by another process, once the lease lapsed. */
async function dies(it: Stage, dying: Parameters<Stage['dispatcher']>[0], sign: () => Promise<boolean>) {
  void it.dispatcher(dying).drain();
  await expect.poll(sign).toBe(true);
  await it.leasesLapse();
  await it.dispatcher({ ctx: it.secondCtx() }).drain();
}

const claimed = (it: Stage) => async () => (await it.rows()).some((row) => row.claim !== null);
const called =
  (it: Stage, method: string, times = 1) =>
  async () =>
    it.slack.calls.filter((call) => call.method === method && call.endedMs !== undefined).length >= times;
const marked = (it: Stage) => async () => (await it.rows()).some((row) => row.uncertain_at !== null);

async function saidOnce(it: Stage) {
  expect(it.texts(sales)).toEqual(['Odevzdáno']);
  expect(await it.rows()).toMatchObject([{ claim: null, dead_at: null, dropped_at: null, last_error: null }]);
  expect((await it.rows())[0]?.sent_at).not.toBeNull();
  const [message] = it.slack.workspace.messages(sales);
  expect(await it.system.db('slack_messages').select('channel', 'ts')).toEqual([
    { channel: sales, ts: message?.ts },
  ]);
}

describe('a process that dies', () => {
  it('before it looked at the effect loses nothing', async () => {
    const it = await stage();
    await it.say(sales, 'Odevzdáno');
    const hanging: EffectHandler = { ...note, deliver: never };
    await dies(it, { handlers: [hanging] }, claimed(it));
    await saidOnce(it);
  });

  it('after it looked at the channel loses nothing', async () => {
    const it = await stage();
    await it.say(sales, 'Odevzdáno');
    await dies(it, { fetch: dyingAt('conversations.members', 'after') }, called(it, 'conversations.members'));
    await saidOnce(it);
  });

  it('when it was about to post loses nothing', async () => {
    const it = await stage();
    await it.say(sales, 'Odevzdáno');
    await dies(it, { fetch: dyingAt('chat.postMessage', 'before') }, marked(it));
    await saidOnce(it);
  });

  it('after the post and before it could write that down says nothing twice', async () => {
    const it = await stage();
    await it.say(sales, 'Odevzdáno');
    await dies(it, { fetch: dyingAt('chat.postMessage', 'after') }, called(it, 'chat.postMessage'));
    await saidOnce(it);
  });

  it('while it writes down that it posted says nothing twice', async () => {
    const it = await stage();
    await it.say(sales, 'Odevzdáno');
    let commits = 0;
    const torn = effect<Note>(
      note.kind,
      async (ctx, payload, one) =>
        ({
          ...(await note.deliver(ctx, payload as never, one)),
          sent: async () => {
            commits += 1;
            if (commits === 1) throw new Error('the power went out');
          },
        }) as never,
    );
    await it.dispatcher({ handlers: [torn] }).drain();
    expect(commits).toBe(2);
    await saidOnce(it);
  });

  it('in the middle of an upload leaves one file', async () => {
    const it = await stage();
    await it.queue({ kind: 'test.picture', payload: { channel: sales, text: 'graf' }, lane: 'x' });
    const method = 'files.completeUploadExternal';
    await dies(it, { fetch: dyingAt(method, 'after') }, called(it, method));
    expect(it.slack.workspace.messages(sales).flatMap((message) => message.files ?? [])).toHaveLength(1);
    expect((await it.rows())[0]).toMatchObject({ last_error: null, dead_at: null });
  });

  it('in a thread is looked for in the thread', async () => {
    const it = await stage();
    await it.say(sales, 'Karta');
    await it.dispatcher().drain();
    const [card] = it.slack.workspace.messages(sales);
    const payload = { to: { channel: sales, thread: card?.ts }, text: 'Ve vlákně' };
    await it.queue({ payload, lane: `channel:${sales}` });
    await dies(it, { fetch: dyingAt('chat.postMessage', 'after') }, called(it, 'chat.postMessage', 2));
    expect(it.texts(sales)).toEqual(['Karta', 'Ve vlákně']);
  });

  it('in a DM is looked for in the DM', async () => {
    const it = await stage();
    await it.say('Anna', 'Zítra odevzdáváme');
    await dies(it, { fetch: dyingAt('chat.postMessage', 'after') }, called(it, 'chat.postMessage'));
    expect(it.texts('Anna')).toEqual(['Zítra odevzdáváme']);
    expect(await it.system.db('slack_messages').pluck('person_slack_id')).toEqual(['UANNA']);
  });
});

describe('a post whose answer was lost', () => {
  it('is found and not sent again', async () => {
    const it = await stage();
    it.slack.weather.dropAnswer('chat.postMessage', 1);
    await it.say(sales, 'Odevzdáno');
    await it.dispatcher().drain();
    await saidOnce(it);
  });

  it('is found behind all that was written meanwhile', async () => {
    const it = await stage();
    it.slack.weather.dropAnswer('chat.postMessage', 1);
    await it.say(sales, 'Odevzdáno');
    await it.dispatcher({ timing: { settleMs: 500 } }).drain();
    await it.chatter(sales, 250);
    await expect
      .poll(async () => {
        await it.dispatcher().drain();
        return (await it.rows())[0]?.sent_at;
      })
      .not.toBeNull();
    expect(it.texts(sales).filter((text) => text === 'Odevzdáno')).toHaveLength(1);
  });

  it('is sent when it turns out that it never arrived', async () => {
    const it = await stage();
    it.slack.weather.drop('chat.postMessage', 1);
    await it.say(sales, 'Odevzdáno');
    await it.dispatcher().drain();
    await saidOnce(it);
  });

  it('counts as sent when it has been outdated since, so that it can be corrected', async () => {
    const it = await stage();
    it.slack.weather.dropAnswer('chat.postMessage', 1);
    await it.say(sales, 'Odevzdáno');
    let asked = 0;
    const changing = effect<Note>(note.kind, async (ctx, payload, one) => {
      asked += 1;
      return asked === 1
        ? note.deliver(ctx, payload as never, one)
        : { do: 'drop', reason: 'the deal is closed' };
    });
    await it.dispatcher({ handlers: [changing] }).drain();
    expect(asked).toBe(2);
    await saidOnce(it);
  });

  it('through a gateway that gave up (504) is looked for too', async () => {
    const it = await stage();
    it.slack.weather.fail('chat.postMessage', 1, 504);
    await it.say(sales, 'Odevzdáno');
    await it.dispatcher().drain();
    expect(it.slack.calls.some((call) => call.method === 'conversations.history')).toBe(true);
    await saidOnce(it);
  });
});

describe('a machine that slept', () => {
  it('does not send what another process has sent meanwhile', async () => {
    const it = await stage();
    await it.say(sales, 'Odevzdáno');
    let wakeUp = () => {};
    const asleep = new Promise<void>((resolve) => (wakeUp = resolve));
    const sleepy: EffectHandler = {
      ...note,
      deliver: async (...all) => {
        await asleep;
        return note.deliver(...all);
      },
    };
    const first = it.dispatcher({ handlers: [sleepy] }).drain();
    await expect.poll(claimed(it)).toBe(true);
    await it.leasesLapse();
    await it.dispatcher().drain();
    wakeUp();
    await first;
    await saidOnce(it);
  });

  it('gives up what it was about to send, even when nobody has taken it over yet', async () => {
    const it = await stage();
    await it.say(sales, 'Odevzdáno');
    vi.useFakeTimers({ toFake: ['Date'] });
    const sleepy: EffectHandler = {
      ...note,
      deliver: (...all) => {
        vi.setSystemTime(addMinutes(systemTime.now(), 2));
        return note.deliver(...all);
      },
    };
    await it.dispatcher({ handlers: [sleepy] }).drain();
    expect(it.texts(sales)).toEqual([]);
    vi.useRealTimers();
    await it.leasesLapse();
    await it.dispatcher().drain();
    await saidOnce(it);
  });
});
