import { describe, expect, it } from 'vitest';
import {
  companyOption,
  companySuggestions,
  parsePick,
  pickValue,
} from '../../src/features/companies/picks.ts';
import { companyCard } from '../../src/features/companies/views.ts';
import { contactSuggestions } from '../../src/features/contacts/views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkMessage, checkOptions, checkView } from '../../src/sandbox/checker/check.ts';
import { now, ugly } from '../deals/ugly.ts';
import { card, found, gallery } from './gallery.ts';

describe.each(languages)('in %s', (language) => {
  const reader = readerFor(language, 'Europe/Prague', now);

  it('Slack takes every message about a company, and its name does not ping', () => {
    for (const message of Object.values(gallery(reader).messages)) {
      expect(checkMessage({ channel: 'C0OBCHOD01', ...message } as never)).toEqual([]);
      expect(
        JSON.stringify([message.text, ...message.blocks.filter((block) => block.type !== 'actions')]),
      ).not.toContain('<!channel>');
    }
  });

  it('Slack takes every window about a company and its people', () => {
    for (const view of Object.values(gallery(reader).modals))
      expect([view.callback_id, checkView(view)]).toEqual([view.callback_id, []]);
  });

  it('Slack takes every answer of a type-ahead', () => {
    const groups = companySuggestions(found, ugly, reader) as { label: string; options: unknown[] }[];
    const option_groups = groups.map(({ label, options }) => ({
      label: { type: 'plain_text', text: label },
      options,
    }));
    expect(checkOptions({ option_groups })).toEqual([]);
    expect(checkOptions({ options: contactSuggestions(card.contacts.slice(0, 20), ugly, reader) })).toEqual(
      [],
    );
  });
});

describe('what is said of a company that is not simply alive', () => {
  const reader = readerFor('cs', 'Europe/Prague', now);
  const saying = (company: object, official: object = card.official) =>
    JSON.stringify(
      companyCard({ ...card, company: { ...card.company, ...company }, official } as never, reader),
    ).replace(/\u00a0/g, ' ');

  it('its end is over only when the day has come', () => {
    expect(saying({ dissolvedOn: '2099-06-30' })).toContain('zanikne 30. 6. 2099');
    expect(saying({ dissolvedOn: '2024-10-31' })).toContain('zánik 31. 10. 2024');
  });

  it('is told in a type-ahead too, before somebody picks it', () => {
    const one = { ...card.company, name: 'Mosty', ico: '00000019', city: 'Brno' };
    const said = (state: object) => companyOption({ ...one, ...state } as never, reader).description?.text;
    const none = { dissolvedOn: null, inLiquidation: false };
    expect(said({ ...none, inLiquidation: true })).toBe('IČO 00000019 · Brno · v likvidaci');
    expect(said({ ...none, dissolvedOn: '2024-10-31' })?.replace(/\u00a0/g, ' ')).toContain(
      'zánik 31. 10. 2024',
    );
    expect(said(none)).toBe('IČO 00000019 · Brno');
  });

  it('that there is no insolvency needs two answers, and what ARES mentions stays unconfirmed until then', () => {
    const once = { kind: 'answered', fetchedAt: now, trouble: null, cases: [], since: now, decided: null };
    const of = (insolvency: object, aresMentionsInsolvency: boolean) =>
      saying({}, { vat: null, insolvency, aresMentionsInsolvency });
    expect(of(once, true)).toContain('ARES zmiňuje insolvenci, insolvenčním rejstříkem nepotvrzeno');
    expect(of(once, true)).not.toContain('žádné insolvenční řízení');
    expect(of(once, false)).not.toContain('insolvenční řízení');
    expect(of({ ...once, decided: [] }, true)).toContain('k tomuto IČO žádné insolvenční řízení');
    expect(of({ ...once, decided: [] }, true)).not.toContain('ARES zmiňuje');
  });
});

describe('what a type-ahead carries', () => {
  it.each([
    { kind: 'own', id: 12 },
    { kind: 'register', ico: '00000019' },
    { kind: 'typed', name: 'Kovovýroba H: výroba & spol.' },
  ] as never[])('comes back as it was: %j', (pick) => {
    expect(parsePick(pickValue(pick))).toEqual(pick);
  });

  it('is nothing when it is none of ours', () => {
    expect([null, '', 'c:x', 'r:abc', 'x:1'].map(parsePick)).toEqual([null, null, null, null, null]);
  });

  it('a number is not offered as a name', () => {
    const reader = readerFor('cs', 'Europe/Prague', now);
    expect(companySuggestions({ own: [], register: [], answer: null }, '0000019', reader)).toEqual([]);
  });
});
