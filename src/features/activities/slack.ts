import type { Handlers } from '../../slack/handlers.ts';
import { registerKindHandlers } from './kind-slack.ts';
import { registerLogHandlers } from './log-slack.ts';
import { registerMessageHandlers } from './message-slack.ts';
import { registerTimelineHandlers } from './timeline-slack.ts';

export function registerActivityHandlers(on: Handlers): void {
  registerKindHandlers(on);
  registerLogHandlers(on);
  registerMessageHandlers(on);
  registerTimelineHandlers(on);
}
