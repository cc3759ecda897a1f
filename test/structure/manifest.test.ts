import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/slack/manifest.ts';

const root = path.join(import.meta.dirname, '../../src');

const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('sandbox'))
  .map((name) => readFileSync(path.join(root, name), 'utf8'))
  .join('\n');

const manifest = readManifest();
const said = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map((match) => match[1] as string);

describe('the manifest', () => {
  it('names each command that the code answers, and no other', () => {
    const commands = new Set(said(/\.command\(\s*'(\/\w+)'/g));
    expect(manifest.features.slash_commands.map(({ command }) => command).sort()).toEqual(
      [...commands].sort(),
    );
  });

  it('names each shortcut that the code answers, and no other', () => {
    const shortcuts = new Set(said(/\bshortcut\('([\w.]+)'\)/g));
    const named = manifest.features.shortcuts.map(({ callback_id }) => callback_id);
    expect(named.sort()).toEqual([...shortcuts].sort());
  });

  it('subscribes to each event that the code listens to', () => {
    const events = said(/\.event(?:<[^(]*>)?\(\s*'(\w+)'/g);
    const subscribed = manifest.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]);
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter((event) => !subscribed.includes(event))).toEqual([]);
  });

  it('keeps within Slack’s lengths', () => {
    expect([...manifest.display_information.name].length).toBeLessThanOrEqual(35);
    expect([...manifest.display_information.description].length).toBeLessThanOrEqual(140);
    expect(manifest.features.shortcuts.length).toBeLessThanOrEqual(10);
    for (const { name } of manifest.features.shortcuts) expect([...name].length).toBeLessThanOrEqual(24);
  });
});
