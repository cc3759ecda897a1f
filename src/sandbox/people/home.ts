import type { User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { dmOf } from '../workspace/world.ts';

/** The person opens the app: its Home, or its Messages tab. */
export function openApp(slack: Slack, user: User, tab: 'home' | 'messages'): void {
  const { world } = slack;
  const channel = dmOf(world, world.app.botUserId, user.id);
  const view = world.homes.get(user.id);
  slack.events.tell({
    type: 'app_home_opened',
    user: user.id,
    channel: channel.id,
    tab,
    ...(tab === 'home' && view ? { view } : {}),
  });
}
