import { describe, expect, it } from 'vitest';
import type { EmailCard } from '../../src/features/email/card.ts';
import { noticesCard } from '../../src/features/email/notices/sent-in-views.ts';
import { neverLogList } from '../../src/features/email/privacy/never-log-views.ts';
import { wholeWindow } from '../../src/features/email/windows.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { CrmError } from '../../src/lib/errors.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { wordsOfError } from '../../src/slack/failures.ts';
import { at, letter } from './gallery.ts';
import { entry, rulesMessages, rulesModals } from './rules-gallery.ts';

describe.each(languages)('in %s, Slack takes', (language) => {
  const reader = readerFor(language, 'Europe/Prague', at);
  it.each(Object.entries(rulesMessages(reader)))('%s', (_name, message) => {
    expect(checkMessage(message as never)).toEqual([]);
  });
  it.each(Object.entries(rulesModals(reader)))('%s', (_name, view) => {
    expect(checkView(view)).toEqual([]);
  });
});

const reader = readerFor('cs', 'Europe/Prague', at);

it('a private mail says in its window who sees all of it, and nothing else', () => {
  const shown = JSON.stringify(
    wholeWindow(
      letter({ text: null, holders: ['Eva', 'Tomáš'] }, { privacy: 'happened', subject: null }),
      reader,
    ),
  );
  expect(shown).toContain('🔒 Ostatní vidí jen to, že proběhl. Celý ho vidí: Eva, Tomáš');
  expect(shown).toContain('🔒 soukromý e-mail');
});

it.each([
  ['en', '⚠️ Because of this, e-mail of companies known here is not logged: Severka Logistik, s.r.o.'],
  ['cs', '⚠️ Kvůli tomu se nezapisuje pošta firem z evidence: Severka Logistik, s.r.o.'],
  ['sk', '⚠️ Preto sa nezapisuje pošta firiem z evidencie: Severka Logistik, s.r.o.'],
] as const)('in %s, whose mail a domain keeps off is told in a sentence of its own', (language, sentence) => {
  const behind = ['Severka Logistik, s.r.o.'];
  const list = {
    entries: [{ entry: entry(1), addedBy: 'Eva', mayRemove: true, behind }],
    offset: 0,
    total: 1,
  };
  const view = neverLogList({ ...list, removed: null }, readerFor(language, 'Europe/Prague', at));
  expect(JSON.stringify(view)).toContain(`\\n${sentence}"`);
});

it.each(languages)(
  'in %s, who types a domain for an address is told by its name what to choose',
  (language) => {
    const { t } = readerFor(language, 'Europe/Prague', at);
    const words = wordsOfError(new CrmError('mail.domainNotAddress', { domain: 'trestik.example' }), t);
    for (const named of ['trestik.example', t.mailRules.neverLog.kinds.domain])
      expect(words).toContain(named);
  },
);

it('a mail of any length can be read to its last line, page by page', () => {
  const lines = Array.from(
    { length: 2000 },
    (_, n) => `Položka ${n}: ${'žárově zinkovaný profil '.repeat(4)}`,
  );
  const text = { ...(letter({}, {}).text as NonNullable<EmailCard['text']>), text: lines.join('\n') };
  const pages: string[] = [];
  for (let page = 0; page === pages.length; page += 1) {
    const view = wholeWindow(letter({ text }, {}), reader, page);
    expect(checkView(view)).toEqual([]);
    pages.push(JSON.stringify(view));
    if (!pages.at(-1)?.includes('Číst dál')) break;
  }
  expect(pages.length).toBeGreaterThan(1);
  for (const line of lines) expect(pages.join()).toContain(`${line.split(':')[0]}:`);
});

it('a colleague is told why their mail was not logged and what to do', () => {
  const card = letter({}, { status: 'ignored', reason: { code: 'mailingList', details: {} } });
  const notice = { email: card.email, card, advice: 'machine' as const, sorter: null };
  const shown = JSON.stringify(noticesCard([notice], reader));
  expect(shown).toContain('Je to hromadný e-mail');
  expect(shown).toContain('zapiš ho přes /log');
});
