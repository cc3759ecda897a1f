/** Windows and messages of what was logged, with the ugliest of names. */
import type { LogMeta, TimelineMeta } from '../../src/features/activities/buttons.ts';
import {
  deletedModal,
  entryModal,
  logHelp,
  savedMessage,
  takenBackMessage,
} from '../../src/features/activities/entry-views.ts';
import { contactOption, logModal, newContactOption } from '../../src/features/activities/form.ts';
import { kindModal, kindsModal } from '../../src/features/activities/kind-views.ts';
import type { Entry } from '../../src/features/activities/lines.ts';
import { type Activity, type ActivityKind, flags, ownKinds } from '../../src/features/activities/model.ts';
import { timelineModal } from '../../src/features/activities/timeline-views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { ActivityId, CompanyId, ContactId, DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { esc } from '../../src/slack/blocks.ts';
import { option } from '../../src/slack/forms.ts';
import { now, ugly } from '../deals/ugly.ts';
import { type Gallery, numbered } from '../support/gallery.ts';

const kinds: ActivityKind[] = [
  ...ownKinds.map((key) => ({ key, emoji: '📞', directed: true, names: null })),
  ...Array.from({ length: 30 }, (_, n) => ({
    key: `own${n}`,
    emoji: '🏗️',
    directed: false,
    names: { en: ugly, cs: ugly, sk: ugly },
  })),
];

export const activity = (change: Partial<Activity> = {}): Activity => ({
  id: 9 as ActivityId,
  kind: 'call',
  at: '2027-03-07T13:32:00.000Z' as Instant,
  minutesLong: 45,
  direction: 'in',
  dealId: 42 as DealId,
  companyId: 7 as CompanyId,
  leadId: null,
  contactIds: [1 as ContactId],
  peopleIds: [1 as PersonId],
  text: ugly.repeat(6).slice(0, 20_000),
  flags: [...flags],
  authorId: 1 as PersonId,
  source: {
    by: 'message',
    channel: 'C0OBCHOD01',
    ts: '1.1',
    permalink: 'https://ocel-vir.slack.com/archives/C0OBCHOD01/p11',
  },
  createdAt: now,
  cancelledAt: now,
  updatedAt: '2027-03-08T09:00:00.000Z' as Instant,
  ...change,
});

export const entry = (change: Partial<Entry> = {}): Entry => ({
  activity: activity(),
  kind: kinds[0]!,
  author: ugly.slice(0, 200),
  contacts: Array.from({ length: 30 }, () => ugly.slice(0, 150)),
  people: Array.from({ length: 30 }, () => ugly.slice(0, 200)),
  about: `D-42 · ${ugly.slice(0, 200)}`,
  marks: ['12 📎'],
  letter: null,
  mayEdit: true,
  ...change,
});

const bare = entry({
  activity: activity({ text: '', flags: [], direction: null, minutesLong: null, source: { by: 'person' } }),
  author: null,
  contacts: [],
  people: [],
  about: null,
  marks: [],
  mayEdit: false,
});
const mail = entry({ activity: activity({ source: { by: 'email', emailId: 3 } }), author: null });
const firmsOwn = entry({ kind: kinds.at(-1)! });

const page = (change: Partial<TimelineMeta>): TimelineMeta => ({
  of: { of: 'company', id: 7 as CompanyId },
  offset: 10,
  only: null,
  person: null,
  ...change,
});

const meta: LogMeta = {
  kind: 'letter',
  target: 'd42',
  more: true,
  channel: 'C0OBCHOD01',
  origin: { target: 'd42', place: { url: `https://hooks.slack.com/${'x'.repeat(150)}` }, timeline: page({}) },
  message: { channel: 'C0OBCHOD01', ts: '1.1', permalink: `https://ocel-vir.slack.com/${'x'.repeat(200)}` },
  thread: {
    draft: 123456789,
    count: 1234,
    ts: '1.1',
    permalink: `https://ocel-vir.slack.com/${'x'.repeat(200)}`,
    whole: true,
    turn: 12,
    rest: 76_000,
  },
  threadNeedsInvite: true,
  couldInvite: true,
  id: null,
  back: page({}),
};

const viewsOf = (reader: Reader) => [
  ...[false, true].flatMap((more) =>
    [null, 9 as ActivityId].flatMap((id) =>
      ['call', 'letter', 'own3'].map((kind) =>
        logModal(
          { ...meta, more, id, kind },
          {
            target: option(ugly, 'd42', ugly),
            contacts: [contactOption(1 as ContactId, ugly, ugly), newContactOption('Petr Říha', reader)!],
            at: now,
            text: kind === 'call' ? ugly.slice(0, 3000) : ugly,
            flags: [...flags],
            minutesLong: 45,
            direction: 'in',
            people: ['U0EVA00001'],
            nextStep: ugly,
          },
          kinds,
          {
            notFound: ugly,
            alreadyLogged: { by: ugly, at: now },
            permalink: 'https://ocel-vir.slack.com/archives/C1/p1',
            threadNeedsInvite: true,
          },
          reader,
        ),
      ),
    ),
  ),
  ...[entry(), bare, mail, firmsOwn].flatMap((one) => [
    entryModal(one, { id: one.activity.id, back: null }, [], reader, Array(10).fill(esc(ugly.slice(0, 250)))),
    entryModal(one, { id: one.activity.id, back: page({}) }, [], reader),
    deletedModal(one, { id: one.activity.id, back: page({}) }, reader),
  ]),
  ...[page({}), page({ of: { of: 'deal', id: 42 as DealId }, only: 'pinned', person: 'U0EVA00001' })].flatMap(
    (one) => [
      timelineModal(
        {
          meta: one,
          name: ugly,
          pinned: [entry({ activity: activity({ id: 77 as never }) })],
          entries: Array.from({ length: 10 }, (_, id) =>
            entry({ activity: activity({ id: (id + 1) as never }) }),
          ),
          total: 33,
          kinds,
        },
        reader,
      ),
      timelineModal(
        { meta: { ...one, offset: 0 }, name: ugly, pinned: [], entries: [], total: 0, kinds },
        reader,
      ),
    ],
  ),
];

const messagesOf = (reader: Reader) => [
  logHelp(reader),
  ...[entry(), bare, mail, firmsOwn].flatMap((one) => [
    savedMessage(one, true, reader),
    takenBackMessage(one, reader),
  ]),
];

const kindViewsOf = (reader: Reader) => [
  kindsModal(kinds.slice(0, 25), reader),
  kindsModal(
    kinds.slice(0, 5).map((kind) => ({ ...kind, names: null })),
    reader,
  ),
  kindModal({ key: null, place: { view: 'V1' } }, null, reader),
  kindModal(
    { key: 'own1', place: { view: 'V1' } },
    { ...kinds.at(-1)!, names: { en: 'a', cs: 'a', sk: 'a' } },
    reader,
  ),
];

export const gallery = (reader: Reader): Gallery => ({
  messages: numbered('activities', messagesOf(reader)),
  modals: numbered('activities', [...viewsOf(reader), ...kindViewsOf(reader)]),
});
