import { mailPage } from '../../src/features/email/command.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import type { MailboxView } from '../../src/features/email/mailboxes/health.ts';
import type { NotLoggedPage } from '../../src/features/email/mailboxes/not-logged.ts';
import { notLoggedPage } from '../../src/features/email/mailboxes/not-logged-views.ts';
import type { SwitchCard } from '../../src/features/email/mailboxes/switch-card.ts';
import { switchCard } from '../../src/features/email/mailboxes/switch-views.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { reason } from '../../src/features/email/model.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { Gallery } from '../support/gallery.ts';
import { at, nastyLetter } from './gallery.ts';

const nastyName = `<!channel> *Říha* <https://x.example|y> ${'ž'.repeat(300)}`;
const longest = 'm'.repeat(40);

export const view = (
  more: Partial<MailboxView> = {},
  state: Partial<MailboxView['state']> = {},
): MailboxView => ({
  name: 'obchod',
  backlog: 0,
  waitingSince: null,
  quarantined: 0,
  switchedOffBy: null,
  isTheirs: false,
  mayList: true,
  notLogged: [
    { reason: 'notKnownHere', count: 150 },
    { reason: 'mailingList', count: 40 },
    { reason: 'unknownSender', count: 1 },
  ],
  state: {
    mailbox: 'obchod',
    lastSuccessAt: at,
    failingSince: null,
    lastError: null,
    errorCode: null,
    unfetched: 0,
    unfetchedSince: null,
    checkedAt: at,
    refusedAt: null,
    ...state,
  },
  ...more,
});

const views: MailboxView[] = [
  view(),
  view(
    { name: longest, waitingSince: at, backlog: 12 },
    { unfetched: 5000, failingSince: at, lastError: nastyName },
  ),
  view({ name: 'eva', isTheirs: true, switchedOffBy: nastyName }),
  view({ name: 'nova', notLogged: [] }, { lastSuccessAt: null }),
];

export const page = (total: number): NotLoggedPage => {
  const mails = Array.from({ length: Math.min(10, total) }, (_, index) => ({
    ...nastyLetter('ignored').email,
    id: index as EmailId,
    reason: reason('notKnownHere', { address: nastyName }),
  }));
  return {
    mailbox: longest,
    mode: 'team',
    offset: total > 10 ? 10 : 0,
    mails,
    counts: view().notLogged,
    total,
    keepsOff: false,
  };
};

const config = MailboxConfig.parse({
  name: longest,
  host: 'imap.firma.example',
  user: 'eva@firma.example',
  pass: 'x',
  mode: 'team',
  person: 'eva@firma.example',
  since: '2027-03-01',
});

export const asked = (more: Partial<SwitchCard> = {}): SwitchCard => ({
  mailbox: config,
  switch: null,
  others: [{ name: nastyName }, { name: 'Tomáš' }] as SwitchCard['others'],
  ...more,
});

const decided = (isOn: boolean): SwitchCard =>
  asked({
    switch: {
      mailbox: longest,
      person: 'eva@firma.example',
      isOn,
      readsFrom: at,
      askedAt: at,
      changedAt: at,
    },
    others: [],
  });

export const gallery = (reader: Reader): Gallery => ({
  messages: {
    'mailboxes: how they are': mailPage(
      { total: 0, mails: [], joined: new Map(), offset: 0, cards: 0 },
      [],
      views,
      reader,
    ),
    'mailboxes: not logged': notLoggedPage(page(212), 10, reader),
    'mailboxes: everything logged': notLoggedPage(page(0), 10, reader),
    'mailboxes: the question': switchCard(asked(), reader),
    'mailboxes: switched on': switchCard(decided(true), reader),
    'mailboxes: switched off': switchCard(decided(false), reader),
  },
  modals: {},
});
