import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { channelProblem, forgetChannel, joinChannel } from '../../src/slack/channels.ts';
import { archive, type Stage, sales, stage } from './stage.ts';

const clientOf = ({ slack }: Stage) => new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });

/** Looked at as it is now. */
function problem(it: Stage, channel: string) {
  forgetChannel(it.system, channel);
  return channelProblem(it.system, clientOf(it), channel);
}

describe('a channel', () => {
  it('of our own people with us in it is fine', async () => {
    const it = await stage();
    expect(await problem(it, sales)).toBe('ok');
  });

  it('may be public and without us, archived, or not there', async () => {
    const it = await stage();
    expect(await problem(it, archive)).toBe('notMember');
    it.slack.admin.archiveChannel(sales);
    expect(await problem(it, sales)).toBe('archived');
    expect(await problem(it, 'C0NOWHERE01')).toBe('gone');
  });

  it('that is private and without us looks like none', async () => {
    const it = await stage();
    const { id } = it.slack.admin.addChannel({ name: 'vedeni', kind: 'private', members: ['UEVA'] });
    expect(await problem(it, id)).toBe('gone');
  });

  it('with a guest whom we have not met has outsiders', async () => {
    const it = await stage();
    it.slack.admin.addUser({ id: 'UHOST', name: 'host', real_name: 'Host', is_ultra_restricted: true });
    it.slack.admin.invite(sales, 'UHOST');
    expect(await problem(it, sales)).toBe('outsiders');
    expect(await it.system.db('people').where({ slack_id: 'UHOST' }).pluck('kind')).toEqual(['guest']);
  });

  it('is asked about once a minute, not at each post', async () => {
    const it = await stage();
    for (let n = 0; n < 5; n += 1) await it.say(sales, `zpráva ${n}`);
    await it.dispatcher().drain();
    expect(it.slack.calls.filter((call) => call.method === 'conversations.info')).toHaveLength(1);
  });

  it('that is public is joined', async () => {
    const it = await stage();
    expect(await joinChannel(it.system, clientOf(it), archive)).toBe('ok');
    expect(it.slack.workspace.channels.get(archive)?.members).toContain(it.slack.botUserId);
  });
});
