import { shown } from '../api/chat.ts';
import type { Channel, Message, User, View } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { payloadName } from '../workspace/channels.ts';

/** The parts every interaction carries. */
export const common = (slack: Slack, user: User) => ({
  team: { id: slack.world.team.id, domain: slack.world.team.domain },
  user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
  api_app_id: slack.world.app.id,
  token: 'sandbox',
  enterprise: null,
  is_enterprise_install: false,
});

export const channelPart = (channel: Channel) => ({ id: channel.id, name: payloadName(channel) });

/** Where something was done: a message, or a view. */
export type Place = { message: Message; channel: Channel } | { view: View };

/** container, channel, message and view as Slack sends them; an ephemeral message itself is not sent. */
export function placePart(place: Place): Record<string, unknown> {
  if ('view' in place) return { container: { type: 'view', view_id: place.view.id }, view: place.view };
  const { message, channel } = place;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralTo !== undefined,
      ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    },
    channel: channelPart(channel),
    ...(message.ephemeralTo ? {} : { message: shown(message) }),
  };
}

/** The thread a reply to this message belongs in, if it is in one. */
export const threadPart = (message: Message): { thread?: string } =>
  message.thread_ts && message.thread_ts !== message.ts ? { thread: message.thread_ts } : {};
