import type { Channel, ChannelSeed } from '../protocol.ts';

interface Birth {
  id: string;
  created: number;
  creator: string;
  teamId: string;
  members: string[];
}

export function channelFrom(seed: ChannelSeed, birth: Birth): Channel {
  const kind = seed.kind ?? 'public';
  const said = (value = '') => ({
    value,
    creator: value ? birth.creator : '',
    last_set: value ? birth.created : 0,
  });
  return {
    id: birth.id,
    name: seed.name,
    is_channel: kind === 'public',
    is_group: kind !== 'public',
    is_im: false,
    is_mpim: kind === 'mpim',
    is_private: kind !== 'public',
    is_archived: seed.is_archived ?? false,
    is_general: seed.name === 'general',
    is_shared: seed.is_ext_shared ?? false,
    is_ext_shared: seed.is_ext_shared ?? false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    created: birth.created,
    creator: birth.creator,
    topic: said(seed.topic),
    purpose: said(seed.purpose),
    context_team_id: birth.teamId,
    members: birth.members,
  };
}

export function directMessage(
  id: string,
  members: string[],
  user: string,
  created: number,
  teamId: string,
): Channel {
  return {
    ...channelFrom({ name: '', kind: 'private' }, { id, created, creator: '', teamId, members }),
    is_group: false,
    is_im: true,
    user,
  };
}

/** The word of scopes and events: channels:read, message.groups. */
export function familyOf(channel: Channel): 'channels' | 'groups' | 'im' | 'mpim' {
  if (channel.is_im) return 'im';
  if (channel.is_mpim) return 'mpim';
  return channel.is_private ? 'groups' : 'channels';
}

/** The name payloads carry: Slack hides the names of private places. */
export function payloadName(channel: Channel): string {
  if (channel.is_im) return 'directmessage';
  return channel.is_private ? 'privategroup' : channel.name;
}
