import { describe, expect, it } from 'vitest';
import { entryModal } from '../../src/features/activities/entry-views.ts';
import { latestLine, rowLines } from '../../src/features/activities/lines.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { ActivityId } from '../../src/lib/ids.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { activity, entry, gallery } from './gallery.ts';

/** Whatever would ping, link or format if a name got through as it is. */
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

  it('a card’s line about the latest stays short', () => {
    expect([...latestLine(entry(), reader)].length).toBeLessThan(400);
  });
});

it('a mail in which nothing is written is told from one of which others see nothing', () => {
  const reader = readerFor('cs', 'Europe/Prague', now);
  const lines = (closed: 'happened' | null, ownSubject: string | null = null) => {
    const letter = { from: 'Petr Říha', to: 'Eva', theirs: null, closed, ownSubject };
    const blank = entry({ activity: activity({ text: '' }), letter });
    return [rowLines(blank, reader, { about: false }), latestLine(blank, reader)];
  };
  for (const line of lines(null)) expect(line).toContain('(bez předmětu a textu)');
  for (const line of lines('happened')) {
    expect(line).toContain('🔒 jen to, že proběhl');
    expect(line).not.toContain('(bez');
  }
  const [row, line] = lines('happened', '');
  expect(row).toContain('(bez předmětu) · 🔒 ostatní vidí jen to, že proběhl');
  expect(line).toContain(': (bez předmětu) 🔒 ostatní vidí jen to, že proběhl');
});

it('shows minutes of any length to the last character', () => {
  const reader = readerFor('cs', 'Europe/Prague', now);
  const view = entryModal(entry(), { id: 9 as ActivityId, back: null }, [], reader);
  const shown = view.blocks
    .map((block) => ('text' in block && typeof block.text === 'object' ? block.text : null))
    .filter((text) => text?.type === 'plain_text')
    .map((text) => text?.text)
    .join('');
  expect(shown).toBe(activity().text);
});

/** Texts that Slack would format, anywhere in a view or message. */
function mrkdwnOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (!value || typeof value !== 'object') return [];
  const { type, text } = value as { type?: string; text?: unknown };
  const own = type === 'mrkdwn' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnOf)];
}
