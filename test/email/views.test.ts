import { describe, expect, it } from 'vitest';
import type { EmailCard } from '../../src/features/email/card.ts';
import { mailLine } from '../../src/features/email/mail-line.ts';
import { reasonText } from '../../src/features/email/mail-lines.ts';
import { reason } from '../../src/features/email/model.ts';
import { emailCard, newsCard } from '../../src/features/email/views.ts';
import { wholeWindow } from '../../src/features/email/windows.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { at, letter, letters, messagesOf, modalsOf, nastyLetter } from './gallery.ts';

describe.each(languages)('in %s, Slack takes', (language) => {
  const reader = readerFor(language, 'Europe/Prague', at);

  it.each(Object.entries(letters))('every card and window of %s', (_what, card) => {
    for (const message of Object.values(messagesOf(card, reader))) {
      expect(checkMessage(message as never)).toEqual([]);
    }
    for (const view of Object.values(modalsOf(card, reader))) expect(checkView(view)).toEqual([]);
  });
});

it('the card of a waiting mail says from whom, how it came and what the signature tells', () => {
  const reader = readerFor('cs', 'Europe/Prague', at);
  const { text, blocks } = emailCard(letter(), reader);
  expect(text).toBe('✉️ Kam s tímto e-mailem? „Poptávka zámečnických prací“');
  expect(JSON.stringify(blocks)).toContain('Z podpisu: +420 601 000 456 · jednatel · IČO 00000027');
  expect(JSON.stringify(blocks)).not.toContain('<!channel>');
});

it('says that the sender does not want to be approached before the phone in their signature', () => {
  const doNotApproach = { since: '2027-03-03', saidBy: null, source: null };
  const contact = { name: 'Jan Dvořák', doNotApproach } as never;
  const shown = JSON.stringify(emailCard(letter({ contact }), readerFor('cs', 'Europe/Prague', at)));
  const [warned, phone] = [shown.indexOf('Neoslovovat'), shown.indexOf('+420 601 000 456')];
  expect([warned > 0, phone > warned]).toEqual([true, true]);
});

it('nothing that a sender wrote pings or formats', () => {
  const reader = readerFor('cs', 'Europe/Prague', at);
  const shown = JSON.stringify([
    emailCard(nastyLetter('triage'), reader),
    wholeWindow(nastyLetter('logged'), reader),
    newsCard([nastyLetter('logged')], reader),
  ]);
  expect(shown).not.toMatch(/"mrkdwn","text":"[^"]*<!channel>/);
  expect(shown).not.toMatch(/"mrkdwn","text":"[^"]*\*Říha\*/);
});

it('a forward in which no customer can be read is to nobody, and from whoever sent it in', () => {
  const colleague = { name: 'Tomáš' } as never;
  const unread = letter({ colleague }, { direction: 'out', counterpart: null, forwardedBy: null });
  const shown = JSON.stringify(emailCard(unread, readerFor('cs', 'Europe/Prague', at)));
  expect(shown).not.toContain('Komu');
  expect(shown).toContain('odesláno: Tomáš');
});

it('the card of a colleague’s mail to many names the first of them and how many more there are', () => {
  const to = [{ address: 'riha@mostni-stavby.example', name: 'Petr Říha' }];
  const shown = (count: number, language: 'en' | 'cs' | 'sk' = 'cs') => {
    const sent = { direction: 'out', counterpart: to[0]!.address, forwardedBy: null } as const;
    const why = reason('bulkMail', { count });
    const card = letter({ text: { ...letter().text!, to } }, { ...sent, reason: why });
    const reader = readerFor(language, 'Europe/Prague', at);
    const texts = [JSON.stringify(emailCard(card, reader)), mailLine(card.email, reader)];
    return texts.map((text) => text.replaceAll('\u2060', ''));
  };
  expect(shown(24)[0]).toContain('Komu: Petr Říha &lt;riha@mostni-stavby.example&gt; a 23 dalších');
  expect(shown(22)[1]).toContain('→ riha@mostni-stavby.example a 21 dalších');
  expect(shown(24, 'sk')[0]).toContain(' a 23 ďalších');
  expect(shown(24, 'en')[0]).toContain(' and 23 more');
});

it('the card of a mail that a colleague answered says who, and one’s own does not', () => {
  const reader = readerFor('cs', 'Europe/Prague', at);
  const shown = (status: 'logged' | 'ignored', isReader: boolean) =>
    emailCard(letter({ decider: { name: 'Eva Dvořáková', at, isReader } }, { status }), reader).text;
  for (const status of ['logged', 'ignored'] as const) {
    expect(shown(status, false)).toContain(' · ručně: Eva Dvořáková');
    expect(shown(status, true)).not.toContain('ručně');
  }
});

it('a long list of what waits has pages, and says whose card holds more', () => {
  const { list } = messagesOf(letter(), readerFor('cs', 'Europe/Prague', at));
  const shown = JSON.stringify(list);
  expect(shown).toContain('Předchozí');
  expect(shown).toContain('Další');
  expect(shown).toContain('(+12)');
});

it('quotes as the reader’s language does, names colleagues whose address stands alone, and tells copies apart', () => {
  const en = readerFor('en', 'Europe/London', at);
  const shown = JSON.stringify([
    emailCard(letter(), en),
    newsCard([letter({}, { status: 'logged' })], en),
    emailCard(letter({ joined: [letter().email] }), en),
  ]);
  expect(shown).not.toMatch(/„[^“]*“/);
  const text = { ...letter().text!, cc: [{ address: 'crm@firma.example', name: '' }] };
  const whole = JSON.stringify(wholeWindow(letter({ text }), readerFor('cs', 'Europe/Prague', at)));
  expect(whole).toMatch(/Komu: Tomáš [^K]*Kopie: crm@/);
});

it('a mail in which nothing is written says so, and its owner does not take it for a hidden one', () => {
  const cs = readerFor('cs', 'Europe/Prague', at);
  const text = { ...letter().text!, text: '', quoted: '', note: null };
  const shown = (card: EmailCard) => JSON.stringify([emailCard(card, cs), newsCard([card], cs)]);
  const blank = letter({ text }, { subject: '' });
  expect(shown(blank)).toMatch(/\(bez předmětu\).*\(bez textu\)/);
  expect(JSON.stringify(wholeWindow(blank, cs))).toContain('(bez textu)');
  const own = letter({ text, isMine: true }, { subject: '', privacy: 'happened' });
  expect(shown(own)).toMatch(/\(bez předmětu\).*\(bez textu\)/);
  expect(shown(own)).not.toContain('soukromý e-mail');
  const others = letter({ text, isMine: false }, { subject: null, privacy: 'happened' });
  expect(shown(others)).not.toContain('(bez');
});

it('a private mail is not quoted as if that were its subject, and a company’s a.s. ends a sentence', () => {
  const cs = readerFor('cs', 'Europe/Prague', at);
  const hidden = letter({}, { status: 'logged', subject: null, privacy: 'happened' });
  expect(newsCard([hidden], cs).text).toMatch(/🔒 soukromý e-mail$/);
  const why = reason('noOpenDeal', { who: 'Strojírny Třeštík, a.s.' });
  expect(reasonText(why, cs)).toBe('Není tu žádná otevřená příležitost: Strojírny Třeštík, a.s.');
});
