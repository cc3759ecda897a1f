/** May a channel be told what every full member may see? Looked at before each post; that it may is kept for a minute. */
import type { WebClient } from '@slack/web-api';
import type { Database } from '../db/connect.ts';
import type { Ctx } from '../lib/context.ts';
import { monotonic } from '../lib/time.ts';
import type { Handlers } from './handlers.ts';
import { calling, SlackFailure } from './outcome.ts';
import { meetPerson } from './people.ts';

/** `outsiders`: guests, or people of another organisation */
export type ChannelProblem = 'ok' | 'notMember' | 'archived' | 'outsiders' | 'gone';

const keptMs = 60_000;
const looks = new WeakMap<Database, Map<string, { at: number; problem: Promise<ChannelProblem> }>>();

/** @throws SlackFailure when Slack does not say */
export function channelProblem(ctx: Ctx, client: WebClient, channel: string): Promise<ChannelProblem> {
  // Our own DM with one person, who is known to be a member.
  if (channel.startsWith('D')) return Promise.resolve('ok');
  const known = looksOf(ctx).get(channel);
  if (known && monotonic() - known.at < keptMs) return known.problem;
  const problem = look(ctx, client, channel);
  looksOf(ctx).set(channel, { at: monotonic(), problem });
  // Somebody is told what is wrong and sets it right: the next look must see it.
  problem.then(
    (found) => found === 'ok' || forgetChannel(ctx, channel),
    () => forgetChannel(ctx, channel),
  );
  return problem;
}

/** Goes in when it may: a public channel. @returns what is in the way afterwards @throws SlackFailure */
export async function joinChannel(ctx: Ctx, client: WebClient, channel: string): Promise<ChannelProblem> {
  const problem = await channelProblem(ctx, client, channel);
  if (problem !== 'notMember') return problem;
  try {
    await calling(() => client.conversations.join({ channel }));
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome.kind === 'dead') return 'notMember';
    throw error;
  }
  return channelProblem(ctx, client, channel);
}

/** Somebody became a guest, or no guest any more: wherever they are, the next post looks again. */
export const forgetChannels = (ctx: Ctx): void => looksOf(ctx).clear();

/** Something changed there: the next post looks again. */
export const forgetChannel = (ctx: Ctx, channel: string): boolean => looksOf(ctx).delete(channel);

const changes = [
  'member_joined_channel',
  'member_left_channel',
  'channel_archive',
  'group_archive',
  'channel_shared',
];

export function registerChannelHandlers(on: Handlers): void {
  for (const change of changes) {
    on.event<{ channel: string | { id: string } }>(change, async ({ ctx, event }) => {
      forgetChannel(ctx, typeof event.channel === 'string' ? event.channel : event.channel.id);
    });
  }
}

function looksOf(ctx: Ctx) {
  const known = looks.get(ctx.database) ?? new Map();
  looks.set(ctx.database, known);
  return known;
}

async function look(ctx: Ctx, client: WebClient, channel: string): Promise<ChannelProblem> {
  try {
    const { channel: info } = await calling(() => client.conversations.info({ channel }));
    if (!info) return 'gone';
    if (info.is_im) return 'ok';
    if (info.is_archived) return 'archived';
    // A channel of several teams of one organisation (is_org_shared) has other teams' people in it too.
    if (info.is_ext_shared || info.is_pending_ext_shared || info.is_org_shared) return 'outsiders';
    if (!info.is_member) return 'notMember';
    return (await hasOutsiders(ctx, client, channel)) ? 'outsiders' : 'ok';
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome.kind === 'dead') return 'gone';
    throw error;
  }
}

async function hasOutsiders(ctx: Ctx, client: WebClient, channel: string): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await calling(() =>
      client.conversations.members({ channel, limit: 500, ...(cursor ? { cursor } : {}) }),
    );
    if (await someOutsider(ctx, client, page.members ?? [])) return true;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return false;
}

async function someOutsider(ctx: Ctx, client: WebClient, slackIds: string[]): Promise<boolean> {
  const known = await ctx.db('people').select('slack_id', 'kind').whereIn('slack_id', slackIds);
  if (known.some((person) => isOutsider(person.kind))) return true;
  const ids = new Set(known.map((person) => person.slack_id));
  for (const slackId of slackIds.filter((id) => !ids.has(id))) {
    const person = await calling(() => meetPerson(ctx, client, slackId));
    if (person && isOutsider(person.kind)) return true;
  }
  return false;
}

const isOutsider = (kind: string): boolean => kind === 'guest' || kind === 'stranger';
