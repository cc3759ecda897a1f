import type { Channel } from '../protocol.ts';
import type { Slack } from '../slack.ts';

/** Each tells the app when it is (or was) in the channel. */

export function joinChannel(slack: Slack, channel: Channel, user: string, inviter?: string): void {
  if (channel.members.includes(user)) return;
  channel.members.push(user);
  slack.world.changes.tell('state');
  slack.events.tellIn(channel, {
    type: 'member_joined_channel',
    user,
    channel: channel.id,
    channel_type: channel.is_private ? 'G' : 'C',
    team: slack.world.team.id,
    ...(inviter ? { inviter } : {}),
  });
}

export function leaveChannel(slack: Slack, channel: Channel, user: string): void {
  if (!channel.members.includes(user)) return;
  const event = {
    type: 'member_left_channel',
    user,
    channel: channel.id,
    channel_type: channel.is_private ? 'G' : 'C',
    team: slack.world.team.id,
  };
  const isApp = user === slack.world.app.botUserId;
  if (!isApp) slack.events.tellIn(channel, event);
  channel.members = channel.members.filter((member) => member !== user);
  slack.world.changes.tell('state');
  // The app itself learns of its removal by channel_left or group_left.
  if (isApp)
    slack.events.tell({
      type: channel.is_private ? 'group_left' : 'channel_left',
      channel: channel.id,
      actor_id: user,
    });
}
