import { describe, expect, it } from 'vitest';
import { homeView } from '../../src/features/home/views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { type Reader, readerFor } from '../../src/i18n/reader.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { gallery } from '../search/gallery.ts';
import { empty, full, now } from './gallery.ts';

describe.each(languages)('in %s', (language) => {
  const reader: Reader = readerFor(language, 'Europe/Prague', now);

  it('Slack takes a Home that is full of long and hostile names', () => {
    const view = homeView(full, reader);
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('home.know#3');
  });

  it('an empty Home teaches three first steps, each with its button', () => {
    const view = homeView(empty, reader);
    expect(checkView(view)).toEqual([]);
    const taught = view.blocks.filter((block) => 'accessory' in block);
    expect(JSON.stringify(taught).match(/"action_id":"[a-zA-Z.]+/g)).toEqual(
      ['deals.start', 'home.company', 'activities.log'].map((id) => `"action_id":"${id}`),
    );
  });

  it('Slack takes what was found, in a message and in a window, and the form', () => {
    const { messages, modals } = gallery(reader);
    for (const message of Object.values(messages)) expect(checkMessage(message)).toEqual([]);
    for (const view of Object.values(modals)) expect(checkView(view)).toEqual([]);
  });
});
