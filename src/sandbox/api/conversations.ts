import { ApiError } from '../failures.ts';
import type { Channel, Message } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { familyOf } from '../workspace/channels.ts';
import { joinChannel, leaveChannel } from '../workspace/membership.ts';
import { appIsIn, dmOf } from '../workspace/world.ts';
import { readableChannel, visibleChannel } from './channel.ts';
import { shown } from './chat.ts';
import { type Args, flag, type Method, text } from './method.ts';
import { pageOf } from './pages.ts';

/** As conversations.info shows it to the app. */
export function channelAnswer(slack: Slack, channel: Channel): Record<string, unknown> {
  const { members, ...rest } = channel;
  if (channel.is_im) {
    const { id, created, is_im, is_org_shared, is_archived, context_team_id, user } = rest;
    const gone = slack.world.users.get(user ?? '')?.deleted ?? false;
    return { id, created, is_im, is_org_shared, is_archived, context_team_id, user, is_user_deleted: gone };
  }
  return { ...rest, is_member: appIsIn(slack.world, channel), name_normalized: channel.name };
}

const open: Method = {
  run(slack, args) {
    const { world } = slack;
    const ids = (text(args, 'users') ?? '').split(',').filter(Boolean);
    if (text(args, 'channel')) {
      return { channel: channelAnswer(slack, visibleChannel(slack, args)) };
    }
    slack.tokens.need([ids.length > 1 ? 'mpim:write' : 'im:write']);
    if (ids.length === 0) throw new ApiError('users_list_not_supplied');
    if (ids.length > 1) throw new ApiError('method_not_supported_for_channel_type');
    const user = world.users.get(ids[0] ?? '');
    if (!user) throw new ApiError('user_not_found');
    if (user.deleted) throw new ApiError('user_disabled');
    if (user.is_bot) throw new ApiError('cannot_dm_bot');
    const known = [...world.channels.values()].some(
      (c) => c.is_im && c.user === user.id && appIsIn(world, c),
    );
    const channel = dmOf(world, world.app.botUserId, user.id);
    const answer = flag(args, 'return_im') ? channelAnswer(slack, channel) : { id: channel.id };
    return { channel: answer, ...(known ? { no_op: true, already_open: true } : {}) };
  },
};

const info: Method = {
  run(slack, args) {
    const channel = readableChannel(slack, args, 'read');
    const count = flag(args, 'include_num_members') ? { num_members: channel.members.length } : {};
    return { channel: { ...channelAnswer(slack, channel), ...count } };
  },
};

const kinds: Record<string, ReturnType<typeof familyOf>> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

function listed(slack: Slack, args: Args, by: (channel: Channel) => boolean): Channel[] {
  const families = (text(args, 'types') ?? 'public_channel').split(',').map((type) => kinds[type.trim()]);
  if (families.includes(undefined)) throw new ApiError('invalid_types');
  for (const family of families) slack.tokens.need([`${family}:read`]);
  return [...slack.world.channels.values()]
    .filter((channel) => families.includes(familyOf(channel)) && by(channel))
    .filter((channel) => !(flag(args, 'exclude_archived') && channel.is_archived));
}

const list: Method = {
  run(slack, args) {
    const all = listed(slack, args, (c) => familyOf(c) === 'channels' || appIsIn(slack.world, c));
    const { page, nextCursor } = pageOf(all, args, 100, 1000);
    return {
      channels: page.map((channel) => channelAnswer(slack, channel)),
      response_metadata: { next_cursor: nextCursor },
    };
  },
};

/** Also users.conversations: those the app (or the given person) is in and the app may see. */
export const mine: Method = {
  run(slack, args) {
    const user = text(args, 'user') ?? slack.world.app.botUserId;
    if (!slack.world.users.has(user)) throw new ApiError('user_not_found');
    const visible = (c: Channel) => familyOf(c) === 'channels' || appIsIn(slack.world, c);
    const all = listed(slack, args, (c) => c.members.includes(user) && visible(c));
    const { page, nextCursor } = pageOf(all, args, 100, 1000);
    return {
      channels: page.map((channel) => channelAnswer(slack, channel)),
      response_metadata: { next_cursor: nextCursor },
    };
  },
};

const members: Method = {
  run(slack, args) {
    const channel = readableChannel(slack, args, 'read');
    const { page, nextCursor } = pageOf(channel.members, args, 100, 1000);
    return { members: page, response_metadata: { next_cursor: nextCursor } };
  },
};

const history: Method = {
  run(slack, args) {
    const channel = historyOf(slack, args);
    const top = (m: Message) => !m.thread_ts || m.thread_ts === m.ts || m.subtype === 'thread_broadcast';
    const all = between(slack, channel, args, top).reverse();
    const { page, nextCursor } = pageOf(all, args, 100, 999);
    return { messages: shownPage(page, args), ...more(nextCursor), pin_count: 0 };
  },
};

const replies: Method = {
  run(slack, args) {
    const channel = historyOf(slack, args);
    const ts = text(args, 'ts') ?? '';
    const asked = slack.world.messages.get(channel.id)?.find((m) => m.ts === ts && !m.ephemeralTo);
    if (!asked) throw new ApiError('thread_not_found');
    const root = asked.thread_ts ?? ts;
    const all = between(slack, channel, args, (m) => m.ts === root || m.thread_ts === root);
    const { page, nextCursor } = pageOf(all, args, 1000, 1000);
    return { messages: shownPage(page, args), ...more(nextCursor) };
  },
};

const shownPage = (page: Message[], args: Args) =>
  page.map((message) => shown(message, flag(args, 'include_all_metadata')));

const more = (nextCursor: string) =>
  nextCursor ? { has_more: true, response_metadata: { next_cursor: nextCursor } } : { has_more: false };

/** @throws ApiError not_in_channel: reading needs membership, of public channels too */
function historyOf(slack: Slack, args: Args): Channel {
  const channel = readableChannel(slack, args, 'history');
  if (!appIsIn(slack.world, channel)) throw new ApiError('not_in_channel');
  return channel;
}

function between(slack: Slack, channel: Channel, args: Args, by: (m: Message) => boolean): Message[] {
  const oldest = Number(text(args, 'oldest') ?? 0);
  const latest = Number(text(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  const inside = (ts: number) =>
    (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest));
  const all = slack.world.messages.get(channel.id) ?? [];
  return all.filter((m) => !m.ephemeralTo && by(m) && inside(Number(m.ts)));
}

const join: Method = {
  scopes: ['channels:join'],
  run(slack, args) {
    const channel = visibleChannel(slack, args);
    if (channel.is_private || channel.is_im) throw new ApiError('method_not_supported_for_channel_type');
    if (channel.is_archived) throw new ApiError('is_archived');
    const already = appIsIn(slack.world, channel);
    if (!already) joinChannel(slack, channel, slack.world.app.botUserId);
    return {
      channel: channelAnswer(slack, channel),
      ...(already
        ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
        : {}),
    };
  },
};

const leave: Method = {
  scopes: ['channels:manage', 'channels:write', 'groups:write'],
  run(slack, args) {
    const channel = visibleChannel(slack, args);
    if (!appIsIn(slack.world, channel)) return { not_in_channel: true };
    leaveChannel(slack, channel, slack.world.app.botUserId);
    return {};
  },
};

export const conversationMethods: Record<string, Method> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.join': join,
  'conversations.leave': leave,
  'users.conversations': mine,
};
