import { expect, it } from 'vitest';
import type { Invitation } from '../../src/features/email/reading/findings.ts';
import { emailCard, newsCard } from '../../src/features/email/views.ts';
import { wholeWindow } from '../../src/features/email/windows.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Instant } from '../../src/lib/time.ts';
import { at, letter } from './gallery.ts';

const inspection: Invitation = {
  method: 'request',
  uid: 'kontrolni-den@posta.example',
  recurrence: '',
  sequence: 0,
  stamp: null,
  summary: 'Kontrolní den',
  location: 'Příční 118/7a, Brno',
  startsAt: '2027-03-16T09:00:00.000Z' as Instant,
  minutesLong: 90,
  allDay: false,
  repeats: null,
  organizer: 'riha@mostni-stavby.example',
  answer: null,
  others: [],
  without: [],
  besides: [],
};

const cs = readerFor('cs', 'Europe/Prague', at);
const shownIn = (change: Partial<Invitation>, reader = cs) => {
  const invitation = { ...inspection, ...change };
  return [
    emailCard(letter({ invitation }), reader),
    newsCard([letter({ invitation }, { status: 'logged' })], reader),
    wholeWindow(letter({ invitation }, { status: 'logged' }), reader),
  ].map((view) => JSON.stringify(view).replaceAll('\u00a0', ' '));
};

it('an invitation says when and where in its card, its news and its window', () => {
  for (const shown of shownIn({}))
    expect(shown).toContain('🤝 út 16. 3. v 10:00–11:30 · 📍 Příční 118/7a, Brno');
  for (const shown of shownIn({}, readerFor('en', 'Europe/London', at)))
    expect(shown).toContain('🤝 Tue 16 Mar, 09:00–10:30 · 📍');
  for (const shown of shownIn({}, readerFor('sk', 'Europe/Bratislava', at)))
    expect(shown).toContain('🤝 ut 16. 3. o 10:00–11:30 · 📍');
});

it('one that moves the meeting says from when, and one that calls it off says which', () => {
  const instead = '2027-03-15T09:00:00.000Z' as Instant;
  for (const shown of shownIn({ instead, sequence: 1 }))
    expect(shown).toContain('🤝 nově út 16. 3. v 10:00–11:30 (dřív 15. 3. v 10:00)');
  for (const shown of shownIn({ method: 'cancel' }))
    expect(shown).toContain('🚫 Zrušeno: út 16. 3. v 10:00–11:30');
});

it('an all-day one has no time, and an answer says to what', () => {
  for (const shown of shownIn({ allDay: true, startsAt: '2027-03-15T23:00:00.000Z' as Instant }))
    expect(shown).toContain('🤝 út 16. 3., celý den');
  const answer = { address: 'riha@mostni-stavby.example', name: 'Petr Říha', says: 'declined' as const };
  for (const shown of shownIn({ method: 'reply', answer }))
    expect(shown).toMatch(/🤝 út 16\. 3\. v 10:00–11:30 .*Petr Říha: účast odmítnuta/);
});
