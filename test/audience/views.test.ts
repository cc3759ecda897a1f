import { describe, expect, it } from 'vitest';
import { thingAudienceModal } from '../../src/features/audience/views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { gallery, things } from './gallery.ts';

describe.each(languages)('who sees it, in %s', (language) => {
  it('Slack takes every answer, whatever the thing is called', () => {
    const { modals } = gallery(readerFor(language, 'Europe/Prague', now));
    for (const [name, view] of Object.entries(modals)) {
      expect([name, checkView(view)]).toEqual([name, []]);
      expect(JSON.stringify(view.blocks)).not.toContain('<!channel>');
    }
  });
});

describe('the answer', () => {
  const read = (thing: keyof typeof things) =>
    JSON.stringify(thingAudienceModal(things[thing]!, readerFor('cs', 'Europe/Prague', now)));

  it('names the people of a restricted deal for a mail that lies in it', () => {
    expect(read('mail in a restricted deal')).toContain('vidí jen tito lidé');
    expect(read('mail in a restricted deal')).toContain('Má na starosti: Eva');
    expect(read('mail in a restricted deal')).toContain('ostatní vidí předmět');
    expect(read('mail in a restricted deal')).toContain('Jsou to: Eva');
    expect(read('mail in a deal')).not.toContain('ostatní vidí předmět');
  });

  it('says whom a waiting mail asks, and the colleague only when it is another', () => {
    expect(read('mail that waits')).toContain('Ptáme se: Eva');
    expect(read('mail that waits')).toContain('Přišel přes: Tomáš');
    expect(read('mail that waits for nobody')).not.toContain('Ptáme se');
  });
});
