import { describe, expect, it } from 'vitest';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { gallery } from './gallery.ts';

const dangerous = /<!channel>|<@U0EVA|<https:\/\/zly|(^|[^\u2060])\*tučně\*|[^\u2060]@here/;

describe.each(languages)('in %s, with the ugliest of names', (language) => {
  const reader = readerFor(language, 'Europe/Prague', now);

  it('every window is one that Slack takes, and nothing in it pings, links or formats', () => {
    for (const view of Object.values(gallery(reader).modals)) {
      expect(checkView(view)).toEqual([]);
      expect(
        mrkdwnOf(view)
          .filter((text) => dangerous.test(text))
          .map((text) => text.slice(0, 200)),
      ).toEqual([]);
    }
  });

  it('every message is one that Slack takes, and nothing in it pings, links or formats', () => {
    for (const message of Object.values(gallery(reader).messages)) {
      expect(checkMessage({ channel: 'C0OBCHOD01', ...message } as never)).toEqual([]);
      expect(
        mrkdwnOf(message)
          .filter((text) => dangerous.test(text))
          .map((text) => text.slice(0, 200)),
      ).toEqual([]);
    }
  });
});

/** Texts that Slack would format, anywhere in a view or message. */
function mrkdwnOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (!value || typeof value !== 'object') return [];
  const { type, text } = value as { type?: string; text?: unknown };
  const own = type === 'mrkdwn' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnOf)];
}
