/** manifest.yml, read by the sandbox, by `npm run manifest` and by the check that holds it against the code. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Manifest {
  display_information: { name: string; description: string };
  features: {
    shortcuts: { name: string; type: 'global' | 'message'; callback_id: string; description: string }[];
    slash_commands: { command: string; description: string; usage_hint: string; should_escape: boolean }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
}

export const readManifest = (): Manifest =>
  parse(readFileSync(path.join(import.meta.dirname, '../../manifest.yml'), 'utf8'));
