import { describe, expect, it } from 'vitest';
import { changeLine } from '../../src/features/deals/change-views.ts';
import { dealCard } from '../../src/features/deals/views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Instant, LocalDateTime, PlainDate } from '../../src/lib/time.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { gallery } from './gallery.ts';
import { cardOf, deal, eva, now, states } from './ugly.ts';

/** Whatever would ping, link or format if a name got through as it is. */
const dangerous = /<!channel>|<@U0EVA|<https:\/\/zly|(^|[^\u2060])\*tučně\*|[^\u2060]@here/;

describe.each(languages)('in %s', (language) => {
  const reader = readerFor(language, 'Europe/Prague', now);

  it('Slack takes every message of a deal, however ugly its names', () => {
    for (const message of Object.values(gallery(reader).messages))
      expect(checkMessage({ channel: 'C0OBCHOD01', ...message } as never)).toEqual([]);
  });

  it('Slack takes every window of a deal', () => {
    for (const view of Object.values(gallery(reader).modals))
      expect([view.callback_id, checkView(view)]).toEqual([view.callback_id, []]);
  });

  it('no name pings, links or formats', () => {
    for (const message of Object.values(gallery(reader).messages)) {
      expect(message.text).not.toMatch(dangerous);
      expect(mrkdwnOf(message)).not.toMatch(dangerous);
    }
    for (const view of Object.values(gallery(reader).modals)) expect(mrkdwnOf(view)).not.toMatch(dangerous);
  });
});

/** What Slack formats: texts of type mrkdwn, and a message's own text. */
function mrkdwnOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(mrkdwnOf).join('\n');
  if (!value || typeof value !== 'object') return '';
  const it = value as { type?: string; text?: unknown };
  const own = it.type === 'mrkdwn' && typeof it.text === 'string' ? it.text : '';
  return [own, ...Object.values(value).map(mrkdwnOf)].filter(Boolean).join('\n');
}

describe('what a card says first', () => {
  const cs = readerFor('cs', 'Europe/Prague', now);
  const textOf = (it: ReturnType<typeof deal>, reader = cs) =>
    mrkdwnOf(dealCard(cardOf(it), reader)).replace(/\u00a0/g, ' ');

  it('is the deadline when it has passed, and how long ago', () => {
    expect(textOf(states.overdue!)).toMatch(
      /^⚠️ \*Termín odevzdání nabídky vypršel před 2 dny\*: 5\. 3\. ve 12:00/,
    );
  });

  it('is the deadline in working days, and the hour of a reader in another zone', () => {
    expect(textOf(states.open!)).toContain('15. 3. ve 12:00 — za 5 pracovních dní');
    expect(textOf(states.open!, readerFor('en', 'Europe/London', now))).toContain('11:00 your time');
  });

  it('is hours on the last day', () => {
    const today = {
      local: '2027-03-08T12:00' as LocalDateTime,
      zone: 'Europe/Prague',
      at: '2027-03-08T11:00:00.000Z' as Instant,
    };
    expect(textOf(deal({ bidDeadline: today }))).toContain('dnes ve 12:00 — za 3 hodiny');
  });

  it('is the result when it is closed, and the buttons shrink to Open and three dots', () => {
    const { blocks } = dealCard(cardOf(states.won!), cs);
    expect(textOf(states.won!)).toContain('✅ *Vyhraná*');
    expect(blocks.map((block) => block.type)).toEqual(['section', 'context', 'actions']);
    expect((blocks[2] as { elements: { type: string }[] }).elements.map(({ type }) => type)).toEqual([
      'button',
      'overflow',
    ]);
  });
});

describe('a change in words', () => {
  const names = { people: new Map([[1, 'Eva']]), companies: new Map(), contacts: new Map() };
  const cs = readerFor('cs', 'Europe/Prague', now);

  it.each([
    ['value', { amount: 100_00, currency: 'CZK' }, null, '*Eva* · Hodnota bez DPH: 100 Kč → –'],
    ['restricted', false, true, '*Eva* · Omezený přístup: ne → ano'],
    ['ownerId', 1, 1, '*Eva* · Má na starosti: Eva → Eva'],
    ['dates.opening', null, '2027-03-15' as PlainDate, '*Eva* · Otevírání nabídek: – → 15. 3.'],
    ['stage', 'new', 'rfp', '*Eva* · Fáze: Nová → RFP – připravujeme nabídku'],
  ])('%s', (field, from, to, words) => {
    const line = changeLine({ field, from, to, by: eva.id }, names, cs);
    expect(line.replace(/\u00a0/g, ' ')).toBe(words);
  });
});
