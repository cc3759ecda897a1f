import { describe, expect, it } from 'vitest';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { gallery } from './gallery.ts';

describe.each(languages)('in %s, with the ugliest of names', (language) => {
  const { messages, modals } = gallery(readerFor(language, 'Europe/Prague', now));

  it.each(Object.entries(messages))(
    'Slack takes the message %s, and its names ping nobody',
    (_name, message) => {
      expect(checkMessage({ channel: 'D0EVA00001', ...message } as never)).toEqual([]);
      expect(JSON.stringify(message.blocks)).not.toMatch(/"mrkdwn","text":"[^"]*(<!channel>|<@U0EVA)/);
    },
  );

  it.each(Object.entries(modals))('Slack takes the window %s', (_name, view) => {
    expect(checkView(view)).toEqual([]);
  });
});
