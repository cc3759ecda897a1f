import { describe, expect, it } from 'vitest';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { gallery } from './gallery.ts';

describe.each(languages)('in %s', (language) => {
  const { messages, modals } = gallery(readerFor(language, 'Europe/Prague', now));

  it.each(Object.entries(messages))('Slack takes the message: %s', (_name, message) => {
    expect(checkMessage(message)).toEqual([]);
  });

  it.each(Object.entries(modals))('Slack takes the window: %s', (_name, view) => {
    expect(checkView(view)).toEqual([]);
  });
});

it('who asked to be left alone is told of before any number that can be tapped', () => {
  const { messages } = gallery(readerFor('cs', 'Europe/Prague', now));
  const said = JSON.stringify(messages['contact card']);
  expect(said.indexOf('Neoslovovat')).toBeGreaterThan(0);
  expect(said.indexOf('Neoslovovat')).toBeLessThan(said.indexOf('<tel:'));
});
