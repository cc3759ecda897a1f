/** Digests, their lists and forms, calm and flooded with the ugliest names. */
import type { Deal, Stage } from '../../src/features/deals/model.ts';
import { stageKeys } from '../../src/features/deals/model.ts';
import type { Rate } from '../../src/features/rates/model.ts';
import type { DigestContent } from '../../src/features/reports/content.ts';
import { digestModal, usualDigest } from '../../src/features/reports/form.ts';
import { digestList, digestSaved, longList } from '../../src/features/reports/list-views.ts';
import { contentKeys, type Digest } from '../../src/features/reports/model.ts';
import { pipelineOf } from '../../src/features/reports/pipeline.ts';
import { digestMessage, type ListKey, listKeys } from '../../src/features/reports/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { CompanyId, DealId, DigestId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';
import type { Message } from '../../src/slack/blocks.ts';
import type { Gallery } from '../support/gallery.ts';
import { bridge, deadline } from './support.ts';

export const now = '2027-03-08T07:00:00.000Z' as Instant;
export const plainNames = { people: new Map([[1 as PersonId, 'Eva']]), companies: new Map() };

const ugly = '<!channel> *&* `x` _y_ :tada: <@U1> \u202eobráceně 🧨 '.repeat(80);
const uglyNames = {
  people: new Map(Array.from({ length: 12 }, (_, id) => [id as PersonId, ugly] as const)),
  companies: new Map([[7 as CompanyId, ugly]]),
};

export const stages: Stage[] = stageKeys.map((key, position) => ({
  key,
  position,
  probability: 10 * (position + 1),
  outcome: key === 'won' || key === 'lost' ? key : 'open',
}));
export const euro: Rate = {
  currency: 'EUR',
  into: 'CZK',
  millionths: 25_145_000,
  validOn: '2027-03-02' as PlainDate,
  enteredBy: null,
  enteredAt: now,
};

export const calm: DigestContent = {
  period: { from: '2027-03-05T07:00:00.000Z' as Instant, to: now },
  missedBids: { deals: [], total: 0 },
  bids: { deals: [], total: 0 },
  steps: { deals: [], total: 0 },
  withoutStep: { deals: [], total: 0 },
  happened: { created: [], won: [], lost: [], moved: [] },
  mails: 0,
  leads: { fresh: 0, untouched: 0 },
  pipeline: pipelineOf([], stages, [], 'CZK'),
  rateAuthors: [],
  names: plainNames,
};
export const look = { withTable: true, preview: false };

/** Forty of everything, every name as bad as it gets. */
export function flood(): DigestContent {
  const deals = Array.from(
    { length: 40 },
    (_, index): Deal =>
      bridge({
        id: (index + 1) as DealId,
        name: ugly,
        companyId: 7 as CompanyId,
        ownerId: (index % 12) as PersonId,
        bidDeadline: deadline('2027-03-15T12:00'),
        nextStep: { text: ugly, on: '2027-03-01' as PlainDate, ownerId: (index % 12) as PersonId },
      }),
  );
  const some = { deals: deals.slice(0, 10), total: 40 };
  return {
    ...calm,
    missedBids: some,
    bids: some,
    steps: some,
    withoutStep: some,
    happened: {
      created: deals,
      won: deals,
      lost: deals,
      moved: deals.map((deal) => ({
        deal,
        stage: { from: 'new', to: 'rfp' },
        value: { from: null, to: { amount: 99_999_999_99, currency: 'CZK' } },
        deadline: { from: deadline('2027-03-15T12:00'), to: deadline('2028-03-22T12:00') },
      })),
    },
    mails: 120,
    leads: { fresh: 7, untouched: 3 },
    pipeline: pipelineOf(
      stages.flatMap((stage) => [
        { stage: stage.key, currency: 'CZK' as const, count: 5, amount: 100_000_000_000_00 },
        { stage: stage.key, currency: 'EUR' as const, count: 5, amount: 100_000_000_000_00 },
        { stage: stage.key, currency: 'USD' as const, count: 5, amount: 100_000_000_000_00 },
      ]),
      stages,
      [euro],
      'CZK',
    ),
    rateAuthors: [ugly],
    names: uglyNames,
  };
}

export function wholeList(list: ListKey, reader: Reader): Message {
  const { happened, period, names } = flood();
  const deals = happened.created.slice(0, 10);
  return longList({ list, period, offset: 10, deals, moves: happened.moved, total: 40, names }, reader);
}

const zones = ['Europe/Prague', 'Europe/London'];
const form = (channel: string | null, reader: Reader) =>
  digestModal({ id: null, fields: usualDigest(reader, 'CZ', channel), zones, warning: 'Pozor' }, reader);

const twiceAWeek = (reader: Reader): Digest => ({
  ...usualDigest(reader, 'CZ', 'C0OBCHOD01'),
  channel: 'C0OBCHOD01',
  contents: [...contentKeys],
  days: [1, 3],
  zone: 'Europe/London',
  id: 1 as DigestId,
  scheduledSince: now,
  toldUntil: null,
  createdBy: null,
});

export function digestLists(reader: Reader): Gallery['messages'] {
  const digest = twiceAWeek(reader);
  const entries = Array.from({ length: 30 }, () => ({ digest, setBy: null }));
  return {
    digests: digestList(entries, now, reader),
    'digests, none': digestList([], now, reader),
    'digest saved': digestSaved({ digest, setBy: null }, now, reader),
  };
}

export const gallery = (reader: Reader): Gallery => ({
  messages: {
    digest: digestMessage(flood(), look, reader),
    'digest, nothing to say': digestMessage(calm, look, reader),
    ...Object.fromEntries(listKeys.map((list) => [`digest, all of ${list}`, wholeList(list, reader)])),
    ...digestLists(reader),
  },
  modals: { digest: form('C0OBCHOD01', reader), 'digest, no channel': form(null, reader) },
});
