import type { Handlers } from '../../slack/handlers.ts';
import { registerLogHandlers } from './log-slack.ts';
import { registerTimelineHandlers } from './timeline-slack.ts';

export function registerActivityHandlers(on: Handlers): void {
  registerLogHandlers(on);
  registerTimelineHandlers(on);
}
