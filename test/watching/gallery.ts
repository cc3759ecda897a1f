/** Nudges and the window in which they are chosen, with the ugliest of names. */
import { watchModal } from '../../src/features/watching/form.ts';
import { type Reaction, type WatchedDate, watchedKinds } from '../../src/features/watching/model.ts';
import {
  accepted,
  addedNotice,
  declined,
  escalationNotice,
  movedNotice,
  watchQuestion,
} from '../../src/features/watching/notices.ts';
import type { NudgeCard } from '../../src/features/watching/nudge-card.ts';
import type { WatchState } from '../../src/features/watching/service.ts';
import { nudgeMessage } from '../../src/features/watching/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { PersonId, WatcherId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { deal, eva, now, ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

const bid = deal().bidDeadline as NonNullable<ReturnType<typeof deal>['bidDeadline']>;
const date: WatchedDate = { kind: 'moment', ...bid };

const card = (id: number, change: Partial<NudgeCard> = {}): NudgeCard => ({
  deal: deal(),
  nudges: [
    {
      id,
      watcherId: 1 as WatcherId,
      dealId: deal().id,
      kind: 'bid',
      personId: eva.id,
      version: 1,
      rung: 'd3',
      days: 3,
      dueAt: '2027-03-05T07:00:00.000Z' as Instant,
      sentAt: null,
      sentTo: eva.id,
      message: null,
      beganWatch: false,
      reaction: null,
    },
  ],
  date,
  standing: 'asked',
  isOver: false,
  workdaysLeft: 3,
  daysLeft: 5,
  tomorrowWorks: true,
  nextStepOwner: eva.name,
  handedTo: null,
  handedBy: eva.name,
  ...change,
});

const answered = (what: Reaction['what']): NudgeCard => {
  const asked = card(1);
  const reaction: Reaction = { what, at: now, by: eva.id, snoozedTo: now, handedTo: eva.id };
  return { ...asked, nudges: [{ ...asked.nudges[0], reaction }], handedTo: eva.name };
};

const state: WatchState = {
  deal: deal(),
  dates: watchedKinds.map((kind) => ({ kind, date })),
  watchers: Array.from({ length: 12 }, (_, index) => ({
    id: (index + 1) as WatcherId,
    dealId: deal().id,
    personId: (index + 1) as PersonId,
    kind: 'bid',
    days: [7, 3, 1, 0],
    told: '',
    zone: 'Europe/Prague',
    country: 'CZ',
    stoppedAt: null,
    name: ugly.slice(0, 100),
  })),
};

const ahead = Array.from({ length: 4 }, () => now);
const notice = { deal: deal(), kind: 'bid', date, by: eva.name, ahead } as const;

export const gallery = (reader: Reader): Gallery => ({
  messages: {
    nudge: nudgeMessage([card(1)], reader),
    'nudge after the date': nudgeMessage([card(1, { isOver: true })], reader),
    'nudge of a moved date': nudgeMessage([card(1, { standing: 'moved' })], reader),
    'nudge of a closed deal': nudgeMessage([card(1, { standing: 'closed' })], reader),
    'nudge of a submitted bid': nudgeMessage([card(1, { standing: 'submitted' })], reader),
    'nudge not watched any more': nudgeMessage([card(1, { standing: 'stopped', date: null })], reader),
    'nudge that is known': nudgeMessage([answered('known')], reader),
    'nudge that was put off': nudgeMessage([answered('snoozed')], reader),
    'nudge that was handed over': nudgeMessage([answered('handed')], reader),
    'bid nobody answers for': escalationNotice(
      card(1),
      Array.from({ length: 12 }, () => ({ name: eva.name, at: now, answeredAt: null })),
      reader,
    ),
    'bid somebody answered for after all': escalationNotice(
      card(1),
      [{ name: eva.name, at: now, answeredAt: now }],
      reader,
    ),
    'late nudges': nudgeMessage(
      Array.from({ length: 45 }, (_, index) => card(index + 1)),
      reader,
    ),
    'watch it?': watchQuestion(deal(), reader),
    'watched from now': accepted(ahead, deal().id, reader),
    'not watched': declined(deal().id, reader),
    'date moved': movedNotice(notice, date, reader),
    'date removed': movedNotice({ ...notice, date: null }, date, reader),
    'watched by a colleague': addedNotice(notice, reader),
  },
  modals: {
    watch: watchModal(
      state,
      { kind: 'bid', people: [eva.slackId], days: [7, 3, 1, 0] },
      {
        ladders: Array.from({ length: 8 }, (_, index) => ({
          person: { ...eva, zone: index % 2 ? 'Europe/London' : 'Europe/Prague' },
          rungs: [7, 3, 1, 0].map((days) => ({ days, at: now, isPast: days > 3 })) as never,
        })),
        customerHolidays: [],
        customerCountry: null,
      },
      { id: 1 },
      reader,
      null,
    ),
    'watch, no dates': watchModal(
      { ...state, dates: [], watchers: [] },
      { kind: 'bid', people: [], days: [] },
      null,
      { id: 1 },
      reader,
      null,
    ),
  },
});
