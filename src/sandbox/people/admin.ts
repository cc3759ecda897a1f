import { userAnswer } from '../api/users.ts';
import type { Admin, Channel, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { joinChannel, leaveChannel } from '../workspace/membership.ts';
import { seedOf } from '../workspace/people.ts';
import { findChannel, findUser, putChannel, putUser } from '../workspace/world.ts';

/** What administrators do to the workspace. */
export function makeAdmin(slack: Slack): Admin {
  const { world, events } = slack;
  const channelOf = (which: string): Channel => {
    const channel = findChannel(world, which);
    if (!channel) throw new Error(`There is no channel ${which}`);
    return channel;
  };
  const told = (type: 'team_join' | 'user_change', user: User) => {
    events.tell({ type, user: userAnswer(slack, user, true), cache_ts: Number(world.ids.ts()) | 0 });
    world.changes.tell('state');
    return user;
  };
  const about = (type: string, channel: Channel, more: Record<string, unknown> = {}) => {
    const named = channel.is_private ? type.replace('channel_', 'group_') : type;
    events.tellIn(channel, { type: named, channel: channel.id, user: channel.creator, ...more });
    world.changes.tell('state');
  };
  const change: Admin['changeUser'] = (who, changed) => {
    const user = findUser(world, who);
    return told('user_change', putUser(world, { ...seedOf(user), ...changed, id: user.id }));
  };
  return {
    addUser: (seed) => told('team_join', putUser(world, seed)),
    changeUser: change,
    deactivateUser(who) {
      const { id } = findUser(world, who);
      for (const channel of world.channels.values()) if (!channel.is_im) leaveChannel(slack, channel, id);
      world.modals.delete(id);
      return change(id, { deleted: true });
    },
    addChannel(seed) {
      const channel = putChannel(world, seed);
      world.changes.tell('state');
      return channel;
    },
    renameChannel(which, name) {
      const channel = channelOf(which);
      channel.name = name;
      const renamed = { id: channel.id, name, created: channel.created };
      about('channel_rename', channel, { channel: renamed });
    },
    archiveChannel(which) {
      const channel = channelOf(which);
      channel.is_archived = true;
      about('channel_archive', channel);
    },
    unarchiveChannel(which) {
      const channel = channelOf(which);
      channel.is_archived = false;
      about('channel_unarchive', channel);
    },
    shareChannel(which) {
      const channel = channelOf(which);
      channel.is_shared = true;
      channel.is_ext_shared = true;
      about('channel_shared', channel, { connected_team_id: 'T0PARTNER01' });
    },
    invite: (which, who) => joinChannel(slack, channelOf(which), findUser(world, who).id),
    remove: (which, who) => leaveChannel(slack, channelOf(which), findUser(world, who).id),
    uninstallApp() {
      slack.tokens.state = 'inactive';
      events.tell({ type: 'tokens_revoked', tokens: { oauth: [], bot: [world.app.botUserId] } });
      events.tell({ type: 'app_uninstalled' });
      events.mute(true);
    },
  };
}
