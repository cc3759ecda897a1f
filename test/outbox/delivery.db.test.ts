import { describe, expect, it } from 'vitest';
import { keepPerson } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import { effect } from '../../src/outbox/effects.ts';
import { archive, edited, note, sales, stage } from './stage.ts';

describe('a message', () => {
  it('arrives where it was sent, and is remembered', async () => {
    const { say, dispatcher, texts, rows, system } = await stage();
    await say('Anna', 'Zítra odevzdáváme');
    await say(sales, 'Nová příležitost');
    await dispatcher().drain();
    expect(texts('Anna')).toEqual(['Zítra odevzdáváme']);
    expect(texts(sales)).toEqual(['Nová příležitost']);
    expect((await rows()).every((row) => row.sent_at !== null && row.claim === null)).toBe(true);
    expect(await system.db('slack_messages').orderBy('id').pluck('person_slack_id')).toEqual(['UANNA', null]);
  });

  it('waits for its time', async () => {
    const { say, dispatcher, texts, time } = await stage();
    await say('Anna', 'Za hodinu', { runAt: '2027-03-08T09:00:00.000Z' as never });
    const one = dispatcher();
    await one.drain();
    expect(texts('Anna')).toEqual([]);
    time.advance(3_600_000);
    await one.drain();
    expect(texts('Anna')).toEqual(['Za hodinu']);
  });

  it('goes before others by its priority, not by when it was queued', async () => {
    const { say, dispatcher, slack } = await stage();
    await say(sales, 'souhrn', { priority: 'digest' });
    await say('Tomáš', 'odpověď', { priority: 'answer' });
    await say('Anna', 'připomenutí', { priority: 'nudge' });
    await dispatcher().drain();
    const posts = slack.calls.filter((call) => call.method === 'chat.postMessage');
    expect(posts.map((call) => call.args.text)).toEqual(['připomenutí', 'odpověď', 'souhrn']);
  });

  it('keeps its place behind one of the same lane that cannot go yet', async () => {
    const { say, dispatcher, texts, slack } = await stage();
    slack.weather.rateLimit('chat.postMessage', 1, 1, (args) => args.channel === sales);
    await say(sales, 'první');
    await say(sales, 'druhá');
    const one = dispatcher();
    await one.drain();
    expect(texts(sales)).toEqual([]);
    await expect
      .poll(() => one.drain().then(() => texts(sales)), { timeout: 5000 })
      .toEqual(['první', 'druhá']);
  });

  it('does not go to somebody who left, nor to a guest', async () => {
    const { say, dispatcher, texts, rows, person, system } = await stage();
    await say('Anna', 'Už tu není');
    await say('Tomáš', 'Už je jen host');
    await leaves('Anna', { deactivated: true, kind: 'member' });
    await leaves('Tomáš', { deactivated: false, kind: 'guest' });
    await dispatcher().drain();
    expect([texts('Anna'), texts('Tomáš')]).toEqual([[], []]);
    expect((await rows()).map((row) => row.last_error)).toEqual(
      Array(2).fill('the recipient is no active member'),
    );

    async function leaves(name: string, change: { deactivated: boolean; kind: 'member' | 'guest' }) {
      const { slackId, email, zone } = await person(name);
      await transaction(system, (tx) =>
        keepPerson(tx, { slackId, name, email, zone, locale: null, isSlackAdmin: false, ...change }),
      );
    }
  });

  it('is dropped with its reason when it is out of date', async () => {
    const { queue, dispatcher, rows } = await stage();
    const outdated = effect('test.outdated', async () => ({ do: 'drop', reason: 'the deal is closed' }));
    await queue({ kind: outdated.kind, payload: {}, lane: 'x' });
    await dispatcher({ handlers: [outdated] }).drain();
    expect(await rows()).toMatchObject([{ sent_at: null, last_error: 'the deal is closed' }]);
  });

  it('of a kind that this version does not know stays for one that does, and holds up nobody', async () => {
    const { say, queue, dispatcher, texts, rows } = await stage();
    await queue({ kind: 'future.thing', payload: {}, lane: `channel:${sales}` });
    await say(sales, 'Dnešek');
    await dispatcher().drain();
    expect(texts(sales)).toEqual(['Dnešek']);
    expect(await rows()).toMatchObject([{ sent_at: null, dead_at: null, attempts: 0 }, {}]);
  });
});

describe('a card that changes', () => {
  it('is edited once, to what is newest, however often it changed', async () => {
    const { say, queue, dispatcher, texts, rows, slack, system } = await stage();
    const one = dispatcher();
    await say(sales, 'Most: nová');
    await one.drain();
    const card = await system.db('slack_messages').first();
    for (const text of ['Most: RFP', 'Most: nabídka', 'Most: vyhraná']) {
      const payload = { channel: card?.channel, ts: card?.ts, text };
      await queue({
        kind: edited.kind,
        payload,
        lane: `edit:${card?.channel}:${card?.ts}`,
        priority: 'edit',
      });
    }
    await one.drain();
    expect(texts(sales)).toEqual(['Most: vyhraná']);
    expect(slack.calls.filter((call) => call.method === 'chat.update')).toHaveLength(1);
    expect((await rows()).map((row) => row.last_error)).toEqual([null, 'superseded', 'superseded', null]);
  });

  it('that somebody deleted is forgotten', async () => {
    const { queue, dispatcher, rows, system, database } = await stage();
    await database.writer('slack_messages').insert({
      subject_kind: 'deal',
      subject_id: 1,
      view: 'note',
      channel: sales,
      ts: '1700000000.000100',
      posted_at: 'x',
    });
    const payload = { channel: sales, ts: '1700000000.000100', text: 'Most' };
    await queue({ kind: edited.kind, payload, lane: 'edit:x', priority: 'edit' });
    await dispatcher().drain();
    expect(await rows()).toMatchObject([{ sent_at: null, dead_at: null, last_error: 'message_not_found' }]);
    expect(await system.db('slack_messages')).toEqual([]);
  });
});

describe('a file', () => {
  it('arrives with its bytes and its description', async () => {
    const { queue, dispatcher, slack, rows } = await stage();
    await queue({ kind: 'test.picture', payload: { channel: sales, text: 'řetězec' }, lane: 'x' });
    await dispatcher().drain();
    const [file] = slack.workspace.messages(sales).flatMap((message) => message.files ?? []);
    expect(file).toMatchObject({ name: 'řetězec.txt', alt_txt: 'řetězec' });
    expect(Buffer.from(slack.workspace.content(file?.id ?? '') ?? []).toString()).toBe('řetězec');
    expect(await rows()).toMatchObject([{ last_error: null, dead_at: null }]);
  });
});

describe('a person’s Home', () => {
  it('is published to them', async () => {
    const { queue, dispatcher, slack, person } = await stage();
    const anna = await person('Anna');
    const home = effect('test.home', async () => ({
      do: 'publish',
      person: anna.id,
      view: { type: 'home', blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Moje' } }] },
    }));
    await queue({ kind: home.kind, payload: {}, lane: `edit:home:${anna.id}`, priority: 'edit' });
    await dispatcher({ handlers: [home] }).drain();
    expect(slack.workspace.homes.get('UANNA')?.blocks).toMatchObject([{ text: { text: 'Moje' } }]);
  });
});

describe('a channel', () => {
  it('is looked at again before each post: a guest came, and nothing is told', async () => {
    const { say, dispatcher, texts, rows, slack } = await stage();
    await say(sales, 'Jen naši');
    slack.admin.addUser({ id: 'UHOST', name: 'host', real_name: 'Host', is_restricted: true });
    slack.admin.invite(sales, 'UHOST');
    await dispatcher().drain();
    expect(texts(sales)).not.toContain('Jen naši');
    expect(await rows()).toMatchObject([
      { last_error: 'outsiders', sent_at: null },
      { kind: 'outbox.undelivered' },
    ]);
  });

  it('shared with another organisation is told nothing either', async () => {
    const { say, dispatcher, rows, slack } = await stage();
    await say(sales, 'Jen naši');
    slack.admin.shareChannel(sales);
    await dispatcher().drain();
    expect((await rows())[0]).toMatchObject({ last_error: 'outsiders', sent_at: null });
  });

  it('that we are not in gets a dead letter, no post', async () => {
    const { say, dispatcher, rows } = await stage();
    await say(archive, 'Nikdo nás nepozval', { kind: note.kind });
    await dispatcher().drain();
    expect((await rows())[0]).toMatchObject({ last_error: 'not_in_channel', sent_at: null });
  });
});
