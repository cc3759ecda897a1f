import { describe, expect, it } from 'vitest';
import { filterOf, suffixOf } from '../../src/features/leads/list-views.ts';
import { customerText, leadCard } from '../../src/features/leads/views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { now } from '../deals/ugly.ts';
import { card, gallery, lead } from './gallery.ts';

describe.each(languages)('in %s', (language) => {
  const { messages, modals } = gallery(readerFor(language, 'Europe/Prague', now));

  it.each(Object.entries(messages))('Slack takes the message: %s', (_name, message) => {
    expect(checkMessage({ channel: 'C0OBCHOD01', ...message } as never)).toEqual([]);
  });

  it.each(Object.entries(modals))('Slack takes the window: %s', (_name, view) => {
    expect(checkView(view)).toEqual([]);
  });
});

it('a list is filtered by what its selects carry', () => {
  const filter = { ownerId: 12 as PersonId, state: 'open' as const, class: 'A' as const };
  expect(filterOf(suffixOf(filter))).toEqual(filter);
  const all = { ownerId: null, state: 'all' as const, class: null };
  expect(filterOf(suffixOf(all))).toEqual(all);
});

it('says of a company that we know that it is a customer only when it is one', () => {
  const reader = readerFor('cs', 'Europe/Prague', now);
  const text = (lifeCycle: string) =>
    customerText({ by: 'ico', contact: null, company: { name: 'Mosty', lifeCycle } } as never, reader);
  expect(text('customer')).toBe('Už je zákazník: Mosty (stejné IČO)');
  expect([text('lead'), text('former')]).toEqual(Array(2).fill('Už ji známe: Mosty (stejné IČO)'));
});

it('says that somebody does not want to be approached before their phone', () => {
  const reader = readerFor('cs', 'Europe/Prague', now);
  const doNotApproach = { since: '2027-03-03', saidBy: null, source: null };
  const named = lead({ name: 'Petr Říha', phone: '601 000 123', note: null, nextStep: null });
  const contact = { name: 'Petr Říha', doNotApproach } as never;
  const shown = JSON.stringify(
    leadCard(card({ contact, customer: null, owner: 'Eva', lead: named }), reader),
  );
  const [warned, phone] = [shown.indexOf('Neoslovovat'), shown.indexOf('<tel:')];
  expect([warned > 0, phone > warned]).toEqual([true, true]);
});
