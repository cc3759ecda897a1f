/** What people see of the rules about mail, at its ugliest: for Slack's limits. */

import { ownerNewsCard } from '../../src/features/email/notices/owner-news-views.ts';
import { noticesCard } from '../../src/features/email/notices/sent-in-views.ts';
import type { NeverLogged, NeverLogId } from '../../src/features/email/privacy/never-log.ts';
import {
  neverLogList,
  neverLogModal,
  stopModal,
  stoppedMessage,
} from '../../src/features/email/privacy/never-log-views.ts';
import { wholeWindow } from '../../src/features/email/windows.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { type Gallery, viewsOf } from '../support/gallery.ts';
import { at, letter, nastyLetter } from './gallery.ts';

const nasty = `<!channel> *Říha* & \`kód\` \u202eobráceně\u202c 😀 ${'x'.repeat(200)}`;

export const entry = (id: number): NeverLogged => ({
  id: id as NeverLogId,
  kind: 'subject',
  pattern: nasty,
  written: nasty,
  personId: id % 2 ? null : (1 as PersonId),
  createdBy: 1 as PersonId,
  createdAt: at,
});

const ten = Array.from({ length: 10 }, (_, id) => ({
  entry: entry(id),
  addedBy: nasty,
  mayRemove: true,
  behind: [nasty, nasty, nasty],
}));

export const rulesMessages = (reader: Reader): Gallery['messages'] => ({
  'twenty news of a night': ownerNewsCard(
    Array.from({ length: 20 }, (_, id) => {
      const card = nastyLetter('logged');
      return { ...card, email: { ...card.email, id: id as never } };
    }),
    reader,
  ),
  'what could not be logged': noticesCard(
    (['waitsFor', 'putAway', 'noCustomer', 'machine', 'onList', 'unreadable', 'tooLarge'] as const).map(
      (advice) => ({
        email: nastyLetter('ignored').email,
        card: nastyLetter('ignored'),
        advice,
        sorter: nasty,
      }),
    ),
    reader,
  ),
  'an address that is not logged any more': stoppedMessage(entry(1), reader),
});

export const rulesModals = (reader: Reader): Gallery['modals'] => ({
  'a page of what is never logged': neverLogList(
    { entries: ten, offset: 10, total: 35, removed: entry(11) },
    reader,
  ),
  'an empty list': neverLogList({ entries: [], offset: 0, total: 0, removed: null }, reader),
  'a new entry': neverLogModal(true, reader),
  'one address': stopModal(`${'a'.repeat(300)}@b.example`, false, reader),
  'one’s own mail': wholeWindow({ ...letter({}, { privacy: 'happened' }), isMine: true }, reader),
  'somebody else’s': wholeWindow(
    { ...nastyLetter('logged'), text: null, holders: Array(50).fill(nasty) } as never,
    reader,
  ),
  'somebody else’s private one': wholeWindow(
    letter({ text: null, holders: Array(50).fill(nasty) }, { privacy: 'happened', subject: null }),
    reader,
  ),
});

export const gallery = (reader: Reader): Gallery => ({
  messages: Object.fromEntries(viewsOf('mail rules', rulesMessages(reader))),
  modals: Object.fromEntries(viewsOf('mail rules', rulesModals(reader))),
});
