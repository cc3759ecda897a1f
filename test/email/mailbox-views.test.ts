import { describe, expect, it } from 'vitest';
import { mailboxBlocks } from '../../src/features/email/mailboxes/mailbox-views.ts';
import { notLoggedPage } from '../../src/features/email/mailboxes/not-logged-views.ts';
import { switchCard } from '../../src/features/email/mailboxes/switch-views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Instant } from '../../src/lib/time.ts';
import { checkMessage } from '../../src/sandbox/checker/check.ts';
import { at } from './gallery.ts';
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
