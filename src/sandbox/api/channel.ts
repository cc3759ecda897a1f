import { ApiError } from '../failures.ts';
import type { Channel } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { familyOf } from '../workspace/channels.ts';
import { appIsIn, dmOf, findChannel } from '../workspace/world.ts';
import { type Args, text } from './method.ts';

/** A channel the app may know about: private ones only when it is in them. @throws ApiError channel_not_found */
export function visibleChannel(slack: Slack, args: Args, name = 'channel'): Channel {
  const channel = slack.world.channels.get(text(args, name) ?? '');
  if (!channel || ((channel.is_private || channel.is_im) && !appIsIn(slack.world, channel))) {
    throw new ApiError('channel_not_found');
  }
  return channel;
}

/** As visibleChannel, with the scope its kind asks for: channels:history, groups:history... */
export function readableChannel(slack: Slack, args: Args, right: 'read' | 'history'): Channel {
  const channel = visibleChannel(slack, args);
  slack.tokens.need([`${familyOf(channel)}:${right}`]);
  return channel;
}

/**
 * Where the app may write: by id, by name, or by a person's id (their DM).
 * @throws ApiError channel_not_found, not_in_channel, is_archived
 */
export function writableChannel(slack: Slack, args: Args): Channel {
  const { world } = slack;
  const given = text(args, 'channel');
  if (!given) throw new ApiError('channel_not_found');
  const user = world.users.get(given);
  if (user && (user.deleted || user.is_bot))
    throw new ApiError(user.is_bot ? 'cannot_dm_bot' : 'channel_not_found');
  const channel = user ? dmOf(world, world.app.botUserId, user.id) : findChannel(world, given);
  if (!channel) throw new ApiError('channel_not_found');
  const inside = appIsIn(world, channel);
  if (!inside && (channel.is_private || channel.is_im)) throw new ApiError('channel_not_found');
  if (channel.is_archived) throw new ApiError('is_archived');
  if (channel.is_im && world.users.get(channel.user ?? '')?.deleted) throw new ApiError('channel_not_found');
  const openToAll = slack.tokens.scopes?.has('chat:write.public') ?? false;
  if (!inside && !openToAll) throw new ApiError('not_in_channel');
  return channel;
}
