import { describe, expect, it } from 'vitest';
import type { LogMeta, TimelineMeta } from '../../src/features/activities/buttons.ts';
import {
  deletedModal,
  entryModal,
  savedMessage,
  takenBackMessage,
} from '../../src/features/activities/entry-views.ts';
import { contactOption, logModal, newContactOption } from '../../src/features/activities/form.ts';
import { type Entry, latestLine } from '../../src/features/activities/lines.ts';
import { type Activity, type ActivityKind, flags, ownKinds } from '../../src/features/activities/model.ts';
import { timelineModal } from '../../src/features/activities/timeline-views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { type Reader, readerFor } from '../../src/i18n/reader.ts';
import type { ActivityId, CompanyId, ContactId, DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { option } from '../../src/slack/forms.ts';
import { now, ugly } from '../deals/ugly.ts';

/** Whatever would ping, link or format if a name got through as it is. */
const dangerous = /<!channel>|<@U0EVA|<https:\/\/zly|(^|[^\u2060])\*tučně\*|[^\u2060]@here/;

const kinds: ActivityKind[] = [
  ...ownKinds.map((key) => ({ key, emoji: '📞', directed: true, names: null })),
  ...Array.from({ length: 30 }, (_, n) => ({
    key: `own${n}`,
    emoji: '🏗️',
    directed: false,
    names: { en: ugly, cs: ugly, sk: ugly },
  })),
];

const activity = (change: Partial<Activity> = {}): Activity => ({
  id: 9 as ActivityId,
  kind: 'call',
  at: '2027-03-07T13:32:00.000Z' as Instant,
  minutesLong: 45,
  direction: 'in',
  dealId: 42 as DealId,
  companyId: 7 as CompanyId,
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
  updatedAt: '2027-03-08T09:00:00.000Z' as Instant,
  ...change,
});

const entry = (change: Partial<Entry> = {}): Entry => ({
  activity: activity(),
  kind: kinds[0]!,
  author: ugly.slice(0, 200),
  contacts: Array.from({ length: 30 }, () => ugly.slice(0, 150)),
  people: Array.from({ length: 30 }, () => ugly.slice(0, 200)),
  about: `D-42 · ${ugly.slice(0, 200)}`,
  marks: ['12 📎'],
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
  message: { channel: 'C0OBCHOD01', ts: '1.1', permalink: `https://ocel-vir.slack.com/${'x'.repeat(200)}` },
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
          },
          reader,
        ),
      ),
    ),
  ),
  ...[entry(), bare, mail, firmsOwn].flatMap((one) => [
    entryModal(one, { id: one.activity.id, back: null }, [], reader),
    entryModal(one, { id: one.activity.id, back: page({}) }, [], reader),
    deletedModal(one, { id: one.activity.id, back: page({}) }, reader),
  ]),
  ...[page({}), page({ of: { of: 'deal', id: 42 as DealId }, only: 'pinned', person: 'U0EVA00001' })].flatMap(
    (one) => [
      timelineModal(
        {
          meta: one,
          name: ugly,
          entries: Array.from({ length: 10 }, (_, id) =>
            entry({ activity: activity({ id: (id + 1) as never }) }),
          ),
          total: 33,
          kinds,
        },
        reader,
      ),
      timelineModal({ meta: { ...one, offset: 0 }, name: ugly, entries: [], total: 0, kinds }, reader),
    ],
  ),
];

const messagesOf = (reader: Reader) =>
  [entry(), bare, mail, firmsOwn].flatMap((one) => [
    savedMessage(one, true, reader),
    takenBackMessage(one, reader),
  ]);

describe.each(languages)('in %s, with the ugliest of names', (language) => {
  const reader = readerFor(language, 'Europe/Prague', now);

  it('every window is one that Slack takes, and nothing in it pings, links or formats', () => {
    for (const view of viewsOf(reader)) {
      expect(checkView(view)).toEqual([]);
      expect(
        mrkdwnOf(view)
          .filter((text) => dangerous.test(text))
          .map((text) => text.slice(0, 200)),
      ).toEqual([]);
    }
  });

  it('every message is one that Slack takes, and nothing in it pings, links or formats', () => {
    for (const message of messagesOf(reader)) {
      expect(checkMessage({ channel: 'C0OBCHOD01', ...message } as never)).toEqual([]);
      expect(
        mrkdwnOf(message)
          .filter((text) => dangerous.test(text))
          .map((text) => text.slice(0, 200)),
      ).toEqual([]);
    }
  });

  it('a card’s line about the latest stays short', () => {
    expect([...latestLine(entry(), reader)].length).toBeLessThan(400);
  });
});

it('shows minutes of any length to the last character', () => {
  const reader = readerFor('cs', 'Europe/Prague', now);
  const view = entryModal(entry(), { id: 9 as ActivityId, back: null }, [], reader);
  const shown = view.blocks
    .map((block) => ('text' in block && typeof block.text === 'object' ? block.text : null))
    .filter((text) => text?.type === 'plain_text')
    .map((text) => text?.text)
    .join('');
  expect(shown).toBe(activity().text);
});

/** Texts that Slack would format, anywhere in a view or message. */
function mrkdwnOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (!value || typeof value !== 'object') return [];
  const { type, text } = value as { type?: string; text?: unknown };
  const own = type === 'mrkdwn' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnOf)];
}
