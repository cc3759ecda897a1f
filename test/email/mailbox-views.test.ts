import { describe, expect, it } from 'vitest';
import { mailPage } from '../../src/features/email/command.ts';
import { mailboxBlocks } from '../../src/features/email/mailboxes/mailbox-views.ts';
import { notLoggedPage } from '../../src/features/email/mailboxes/not-logged-views.ts';
import { switchCard } from '../../src/features/email/mailboxes/switch-views.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { checkMessage } from '../../src/sandbox/checker/check.ts';
import { at, nastyLetter } from './gallery.ts';
import { asked, gallery, page, view } from './mailbox-gallery.ts';

const reader = readerFor('cs', 'Europe/Prague', at);

describe.each(languages)('in %s, Slack takes', (language) => {
  it.each(Object.entries(gallery(readerFor(language, 'Europe/Prague', at)).messages))(
    '%s',
    (_name, message) => {
      expect(checkMessage(message as never)).toEqual([]);
    },
  );
});

it('a mailbox that cannot be read says since when, why in words, and what to do', () => {
  const refused = view({}, { failingSince: at, lastError: 'AUTHENTICATIONFAILED', errorCode: 'refused' });
  const shown = JSON.stringify(mailboxBlocks(refused, reader));
  expect(shown).toMatch(/nejde číst od \d+:\d\d\. /);
  expect(shown).toContain('nové heslo do MAILBOXES');
  expect(shown).not.toContain('AUTHENTICATIONFAILED');
  expect(shown).not.toContain('autorizuj');
  const account = view({}, { failingSince: at, lastError: 'AUTHENTICATE failed.', errorCode: 'account' });
  expect(JSON.stringify(mailboxBlocks(account, reader))).toContain('znovu autorizuj');
});

it('of more mailboxes than a message holds the own one and those in trouble are shown, and the others counted', () => {
  const few = { mayList: false, notLogged: [] };
  const fine = Array.from({ length: 97 }, (_, at) => view({ ...few, name: `schranka-${at}` }));
  const broken = view({ ...few, name: 'nabidky' }, { failingSince: at, errorCode: 'refused' });
  const own = view({ name: 'eva', isTheirs: true });
  const { email } = nastyLetter('triage');
  const waitingFor = (subject: string) => ({
    total: 12,
    cards: 12,
    mails: Array.from({ length: 10 }, (_, id) => ({ ...email, subject, id: id as EmailId })),
    joined: new Map(),
    offset: 0,
  });
  const heaps = Array.from({ length: 6 }, (_, at) => ({ whose: at as PersonId, name: 'Oliver', mails: 2 }));
  for (const subject of ['Lávka', 'ž'.repeat(100)]) {
    const message = mailPage(waitingFor(subject), heaps, [...fine, broken, own], reader);
    expect(checkMessage(message as never)).toEqual([]);
    const shown = JSON.stringify(message.blocks);
    expect(shown.indexOf('eva')).toBeLessThan(shown.indexOf('nabidky'));
    expect(shown.indexOf('nabidky')).toBeLessThan(shown.indexOf('schranka-0'));
    expect(shown).toContain(`a ${97 - shown.split('schranka-').length + 1} dalších`);
  }
  const quiet = { total: 0, cards: 0, mails: [], joined: new Map(), offset: 0 };
  for (const [count, more] of [
    [47, null],
    [48, 'a 2 další'],
  ] as const) {
    const { blocks } = mailPage(quiet, [], fine.slice(0, count), reader);
    expect(blocks).toHaveLength(50);
    expect(/"(a \d+ dalš[^"]*)"/.exec(JSON.stringify(blocks))?.[1] ?? null).toBe(more);
  }
});

it('kinds without a name of their own are counted together', () => {
  expect(JSON.stringify(mailboxBlocks(view(), reader))).toContain(
    'neznámí lidé: 150 · newslettery a hromadné e-maily: 40 · ostatní: 1',
  );
});

it('says of what was not logged that it has no sender, and never a time to come', () => {
  const [mail] = page(1).mails;
  const odd = { ...mail!, from: null, sentAt: '2027-03-09T08:31:00.000Z' as Instant, serverAt: at };
  const shown = JSON.stringify(notLoggedPage({ ...page(1), mails: [odd] }, 10, reader));
  expect(shown).toContain(`bez odesílatele · ${reader.when(at)}`);
});

it('nothing that a sender or a colleague is called pings or formats', () => {
  const shown = JSON.stringify([notLoggedPage(page(3), 10, reader), switchCard(asked(), reader)]);
  expect(shown).not.toMatch(/"mrkdwn","text":"[^"]*<!channel>/);
  expect(shown).not.toMatch(/"mrkdwn","text":"[^"]*\*Říha\*/);
});
