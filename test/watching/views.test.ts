import { describe, expect, it } from 'vitest';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { gallery } from './gallery.ts';

/** Whatever would ping, link or format if a name got through as it is. */
const dangerous = /<!channel>|<@U0EVA|<https:\/\/zly|(^|[^\u2060])\*tučně\*|[^\u2060]@here/;

describe.each(languages)('in %s', (language) => {
  const shown = gallery(readerFor(language, 'Europe/Prague', now));

  it('Slack takes every message about nudges, however ugly its names', () => {
    for (const [name, message] of Object.entries(shown.messages))
      expect([name, checkMessage({ channel: 'C0OBCHOD01', ...message } as never)]).toEqual([name, []]);
  });

  it('Slack takes the window that asks what to watch', () => {
    for (const [name, view] of Object.entries(shown.modals))
      expect([name, checkView(view)]).toEqual([name, []]);
  });

  it('no name pings, links or formats', () => {
    for (const message of Object.values(shown.messages)) {
      expect(message.text).not.toMatch(dangerous);
      expect(mrkdwnOf(message.blocks)).not.toMatch(dangerous);
    }
    for (const view of Object.values(shown.modals)) expect(mrkdwnOf(view)).not.toMatch(dangerous);
  });
});

/** What Slack formats: texts of type mrkdwn. */
function mrkdwnOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(mrkdwnOf).join('\n');
  if (!value || typeof value !== 'object') return '';
  const it = value as { type?: string; text?: unknown };
  const own = it.type === 'mrkdwn' && typeof it.text === 'string' ? it.text : '';
  return [own, ...Object.values(value).map(mrkdwnOf)].filter(Boolean).join('\n');
}
