import { describe, expect, it } from 'vitest';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { gallery } from './gallery.ts';

describe.each(languages)('in %s', (language) => {
  const { modals } = gallery(readerFor(language, 'Europe/Prague', now));

  it.each(Object.entries(modals))('Slack takes the window: %s', (_name, view) => {
    expect(checkView(view)).toEqual([]);
  });
});
