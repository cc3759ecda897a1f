import { SlackFailure } from '../failures.ts';
import type { Block, Channel, RestTarget, Target, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { stackOf } from '../views/stack.ts';
import { findMessage } from '../workspace/messages.ts';
import { findChannel, findUser } from '../workspace/world.ts';
import type { Place } from './payload.ts';

export const personOf = (slack: Slack, id: string): User => findUser(slack.world, id);

/** A channel the person sees. @throws SlackFailure not_found, not_allowed */
export function seenChannel(slack: Slack, user: User, which: string): Channel {
  const channel = findChannel(slack.world, which);
  if (!channel) throw new SlackFailure('not_found', `There is no channel ${which}`);
  const open =
    !channel.is_private && !channel.is_im && !user.is_restricted && user.team_id === slack.world.team.id;
  if (!open && !channel.members.includes(user.id)) {
    throw new SlackFailure('not_allowed', `${user.real_name} does not see ${which}`);
  }
  return channel;
}

/** Where the person may write. @throws SlackFailure not_allowed */
export function writableBy(slack: Slack, user: User, which: string): Channel {
  const channel = seenChannel(slack, user, which);
  if (!channel.members.includes(user.id))
    throw new SlackFailure('not_allowed', `${user.real_name} is not in ${which}`);
  if (channel.is_archived) throw new SlackFailure('not_allowed', `${which} is archived`);
  return channel;
}

/** The current version of what the person points at. @throws SlackFailure not_found */
export function placeOf(slack: Slack, user: User, target: Target | RestTarget): Place {
  const viewId = 'view_id' in target ? target.view_id : 'hash' in target ? target.id : undefined;
  if (viewId !== undefined) {
    const home = slack.world.homes.get(user.id);
    const view =
      stackOf(slack.world, user.id).find((one) => one.id === viewId) ??
      (home?.id === viewId ? home : undefined);
    if (!view) throw new SlackFailure('not_found', `${user.real_name} has no such view open`);
    return { view };
  }
  const { channel: channelId, ts } = target as { channel: string; ts: string };
  const channel = seenChannel(slack, user, channelId);
  const message = findMessage(slack.world, channel.id, ts);
  if (!message || (message.ephemeralTo && message.ephemeralTo !== user.id)) {
    throw new SlackFailure('not_found', `${user.real_name} sees no such message`);
  }
  return { message, channel };
}

export const blocksOf = (place: Place): Block[] =>
  'view' in place ? place.view.blocks : (place.message.blocks ?? []);
