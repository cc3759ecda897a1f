import { describe, expect, it } from 'vitest';
import type { Deal } from '../../src/features/deals/model.ts';
import type { EmailCard } from '../../src/features/email/card.ts';
import { mailPage } from '../../src/features/email/command.ts';
import type { Email, EmailId, Status } from '../../src/features/email/model.ts';
import { reason } from '../../src/features/email/model.ts';
import { emailCard, newsCard } from '../../src/features/email/views.ts';
import { contactModal, pickModal, wholeWindow, whyWindow } from '../../src/features/email/windows.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';

const at = '2027-03-08T08:00:00.000Z' as Instant;

const bridge = { id: 42 as DealId, name: 'Lávka přes Svratku' } as Deal;

const letter = (more: Partial<EmailCard> = {}, email: Partial<Email> = {}): EmailCard => ({
  email: {
    id: 7 as EmailId,
    locator: { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', uid: 7, part: '' },
    blob: 'ab',
    size: 1000,
    truncated: false,
    serverAt: at,
    passedOnBy: null,
    status: 'triage',
    reason: reason('unknownSender', { address: 'dvorak@kovovyroba-h.example' }),
    considered: [],
    attempts: 0,
    messageId: '<x@posta.example>',
    from: { address: 'dvorak@kovovyroba-h.example', name: 'Jan Dvořák' },
    sentAt: at,
    subject: 'Poptávka zámečnických prací',
    direction: 'in',
    dealId: null,
    companyId: null,
    contactId: null,
    activityId: null,
    counterpart: 'dvorak@kovovyroba-h.example',
    forwardedBy: 'tomas@firma.example',
    colleagueId: 1 as PersonId,
    triagePersonId: 1 as PersonId,
    ...email,
  },
  text: {
    to: [{ address: 'tomas@firma.example', name: 'Tomáš' }],
    cc: [],
    text: 'Sháníme zábradlí.',
    quoted: '> dřív',
    signature: 'Jan Dvořák',
    full: 'Sháníme zábradlí.',
    note: 'Z veletrhu.',
  },
  files: [],
  deal: null,
  guesses: [bridge],
  company: null,
  contact: null,
  colleague: null,
  facts: { phone: '+420 601 000 456', position: 'jednatel', ico: '00000027' },
  ...more,
});

const nasty = '<!channel> *Říha* & `kód` \u202eobráceně\u202c 😀 ' + 'x'.repeat(3000);
const nastyLetter = (status: Status) =>
  letter(
    {
      text: {
        to: [{ address: 'a@b.example', name: nasty }],
        cc: Array.from({ length: 300 }, (_, index) => ({ address: `kdo${index}@b.example`, name: nasty })),
        text: `${nasty}\n`.repeat(60),
        quoted: '<&*_~`>\n'.repeat(20_000),
        signature: nasty,
        full: nasty,
        note: nasty,
      },
      files: Array.from({ length: 50 }, (_, index) => ({
        name: nasty,
        type: 'application/pdf',
        kind: 'file' as const,
        size: index,
        sha256: 'ab',
        fileId: null,
      })),
      guesses: [bridge, { ...bridge, id: 43 as DealId, name: nasty }, { ...bridge, id: 44 as DealId }],
      facts: { phone: nasty, position: nasty, ico: nasty },
    },
    {
      status,
      subject: nasty,
      from: { address: 'a@b.example', name: nasty },
      counterpart: `${'a'.repeat(200)}@b.example`,
      forwardedBy: `${'a'.repeat(200)}@b.example`,
      reason: reason('severalDeals', { who: nasty, deals: [1, 2] }),
    },
  );

describe.each(languages)('in %s, Slack takes', (language) => {
  const reader = readerFor(language, 'Europe/Prague', at);

  it.each<[string, EmailCard]>([
    ['a plain letter', letter()],
    [
      'one without subject and sender',
      letter({ text: null }, { subject: null, from: null, counterpart: null }),
    ],
    ['a nasty one that waits', nastyLetter('triage')],
    ['a nasty one that is logged', { ...nastyLetter('logged'), deal: bridge }],
    ['a nasty one that is ignored', nastyLetter('ignored')],
    ['one that came once more', letter({}, { status: 'duplicate' })],
  ])('every card and window of %s', (_what, card) => {
    for (const message of [emailCard(card, reader), newsCard(Array(5).fill(card), reader)]) {
      expect(checkMessage(message as never)).toEqual([]);
    }
    for (const view of [wholeWindow, whyWindow, pickModal, contactModal].map((make) => make(card, reader))) {
      expect(checkView(view)).toEqual([]);
    }
    const page = mailPage(
      Array(10)
        .fill(card.email)
        .map((one, id) => ({ ...one, id })),
      { mine: 12, all: 20 },
      [],
      reader,
    );
    expect(checkMessage(page as never)).toEqual([]);
  });
});

it('the card of a waiting mail says from whom, how it came and what the signature tells', () => {
  const reader = readerFor('cs', 'Europe/Prague', at);
  const { text, blocks } = emailCard(letter(), reader);
  expect(text).toBe('✉️ Kam s tímto e-mailem? „Poptávka zámečnických prací“');
  expect(JSON.stringify(blocks)).toContain('Z podpisu: +420 601 000 456 · jednatel · IČO 00000027');
  expect(JSON.stringify(blocks)).not.toContain('<!channel>');
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
