import { readManifest } from '../slack/manifest.ts';
import type { AppSeed } from './protocol.ts';

/** The app as the sandbox's Slack knows it: what manifest.yml says and nothing more. */
export function appOfManifest(): AppSeed {
  const manifest = readManifest();
  return {
    name: manifest.display_information.name,
    scopes: manifest.oauth_config.scopes.bot,
    events: manifest.settings.event_subscriptions.bot_events,
    commands: manifest.features.slash_commands,
    shortcuts: manifest.features.shortcuts,
  };
}
