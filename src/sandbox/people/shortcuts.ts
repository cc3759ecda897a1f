import { shown } from '../api/chat.ts';
import { SlackFailure } from '../failures.ts';
import type { ShortcutSeed, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { channelPart, common, threadPart } from './payload.ts';
import { placeOf } from './place.ts';
import { askApp } from './send.ts';

/** A global shortcut. @throws SlackFailure */
export async function runShortcut(slack: Slack, user: User, which: string): Promise<void> {
  const callback_id = callbackOf(slack, which, 'global');
  await askApp(slack, 'interactive', `shortcut ${callback_id}`, {
    type: 'shortcut',
    ...common(slack, user),
    action_ts: slack.world.ids.ts(),
    callback_id,
    trigger_id: slack.triggers.make(user.id),
  });
}

/** From a message's menu; the app need not be in the channel. @throws SlackFailure */
export async function runMessageShortcut(
  slack: Slack,
  user: User,
  which: string,
  at: { channel: string; ts: string },
): Promise<void> {
  const callback_id = callbackOf(slack, which, 'message');
  const place = placeOf(slack, user, { channel: at.channel, ts: at.ts });
  if (!('message' in place) || place.message.ephemeralTo) {
    throw new SlackFailure('not_allowed', 'A message only you see has no shortcuts');
  }
  const { message, channel } = place;
  await askApp(slack, 'interactive', `message_action ${callback_id}`, {
    type: 'message_action',
    ...common(slack, user),
    channel: channelPart(channel),
    action_ts: slack.world.ids.ts(),
    callback_id,
    trigger_id: slack.triggers.make(user.id, { channelId: channel.id }),
    response_url: slack.urls.make({
      channel: channel.id,
      user: user.id,
      ts: message.ts,
      ...threadPart(message),
    }),
    message_ts: message.ts,
    message: shown(message),
  });
}

function callbackOf(slack: Slack, which: string, type: ShortcutSeed['type']): string {
  const { shortcuts } = slack.world.app;
  if (!shortcuts) return which;
  const found = shortcuts.find(
    (one) => one.type === type && (one.callback_id === which || one.name === which),
  );
  if (!found) throw new SlackFailure('not_found', `There is no shortcut ${which}`);
  return found.callback_id;
}
