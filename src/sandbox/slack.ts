import type { Tokens } from './api/tokens.ts';
import type { Events } from './app/events.ts';
import type { ResponseUrls } from './app/response-urls.ts';
import type { Transport } from './app/transport.ts';
import type { Triggers } from './views/triggers.ts';
import type { World } from './workspace/world.ts';

/** The parts of the sandbox that work together. */
export interface Slack {
  world: World;
  tokens: Tokens;
  triggers: Triggers;
  transport: Transport;
  events: Events;
  urls: ResponseUrls;
  /** Resolves when the app is quiet: no call under way, none for a while. */
  quiet(ms?: number): Promise<void>;
}
