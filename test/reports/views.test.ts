import { describe, expect, it } from 'vitest';
import type { Deal, Stage } from '../../src/features/deals/model.ts';
import { stageKeys } from '../../src/features/deals/model.ts';
import type { Rate } from '../../src/features/rates/model.ts';
import { rateModal, ratesCard } from '../../src/features/rates/views.ts';
import type { DigestContent } from '../../src/features/reports/content.ts';
import { digestModal, usualDigest } from '../../src/features/reports/form.ts';
import { digestList, digestSaved, longList } from '../../src/features/reports/list-views.ts';
import { contentKeys, type Digest } from '../../src/features/reports/model.ts';
import { pipelineOf } from '../../src/features/reports/pipeline.ts';
import { digestMessage, listKeys } from '../../src/features/reports/views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { type Reader, readerFor } from '../../src/i18n/reader.ts';
import type { CompanyId, DealId, DigestId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { bridge, deadline } from './support.ts';

const now = '2027-03-08T07:00:00.000Z' as Instant;
const readers = languages.map((language) => [language, readerFor(language, 'Europe/Prague', now)] as const);
const cs = readerFor('cs', 'Europe/Prague', now);
const plainNames = { people: new Map([[1 as PersonId, 'Eva']]), companies: new Map() };

const ugly = '<!channel> *&* `x` _y_ :tada: <@U1> \u202eobráceně 🧨 '.repeat(80);
const uglyNames = {
  people: new Map(Array.from({ length: 12 }, (_, id) => [id as PersonId, ugly] as const)),
  companies: new Map([[7 as CompanyId, ugly]]),
};

const stages: Stage[] = stageKeys.map((key, position) => ({
  key,
  position,
  probability: 10 * (position + 1),
  outcome: key === 'won' || key === 'lost' ? key : 'open',
}));
const euro: Rate = {
  currency: 'EUR',
  into: 'CZK',
  millionths: 25_145_000,
  validOn: '2027-03-02' as PlainDate,
  enteredBy: null,
  enteredAt: now,
};

const calm: DigestContent = {
  period: { from: '2027-03-05T07:00:00.000Z' as Instant, to: now },
  missedBids: { deals: [], total: 0 },
  bids: { deals: [], total: 0 },
  steps: { deals: [], total: 0 },
  withoutStep: { deals: [], total: 0 },
  happened: { created: [], won: [], lost: [], moved: [] },
  mails: 0,
  pipeline: pipelineOf([], stages, [], 'CZK'),
  rateAuthors: [],
  names: plainNames,
};
const look = { withTable: true, preview: false };

/** Forty of everything, every name as bad as it gets. */
function flood(): DigestContent {
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

/** What Slack reads as markup, one text a line. */
const texts = (message: { blocks: unknown }): string =>
  [...JSON.stringify(message.blocks).matchAll(/"mrkdwn","text":("(?:[^"\\]|\\.)*")/g)]
    .map(([, text]) => JSON.parse(text as string))
    .join('\n');

describe.each(readers)('in %s', (_language, reader: Reader) => {
  it('Slack takes a digest that is full of long and hostile names', () => {
    const message = digestMessage(flood(), look, reader);
    expect(checkMessage(message)).toEqual([]);
    expect(texts(message)).toContain('&lt;!channel&gt;');
    expect(texts(message)).not.toContain('<!channel>');
  });

  it('Slack takes a digest with nothing to say', () => {
    const message = digestMessage(calm, look, reader);
    expect(checkMessage(message)).toEqual([]);
    expect(message.text).toContain(reader.t.reports.nothing);
  });

  it.each(listKeys)('Slack takes the whole list of %s', (list) => {
    const { happened, period, names } = flood();
    const deals = happened.created.slice(0, 10);
    const message = longList(
      { list, period, offset: 10, deals, moves: happened.moved, total: 40, names },
      reader,
    );
    expect(checkMessage(message)).toEqual([]);
  });

  it('Slack takes the form, with and without a channel', () => {
    for (const channel of ['C0OBCHOD01', null]) {
      const fields = usualDigest(reader, 'CZ', channel);
      const zones = ['Europe/Prague', 'Europe/London'];
      expect(checkView(digestModal({ id: null, fields, zones, warning: 'Pozor' }, reader))).toEqual([]);
    }
  });

  it('Slack takes the list of digests, one of them and none', () => {
    const digest: Digest = {
      ...usualDigest(reader, 'CZ', 'C0OBCHOD01'),
      channel: 'C0OBCHOD01',
      contents: [...contentKeys],
      days: [1, 3],
      zone: 'Europe/London',
      id: 1 as DigestId,
      scheduledSince: now,
      toldUntil: null,
      createdBy: null,
    };
    const entries = Array.from({ length: 30 }, () => ({ digest, setBy: null }));
    expect(checkMessage(digestList(entries, now, reader))).toEqual([]);
    expect(checkMessage(digestList([], now, reader))).toEqual([]);
    expect(checkMessage(digestSaved({ digest, setBy: null }, now, reader))).toEqual([]);
  });

  it('Slack takes the rates and their form', () => {
    expect(checkMessage(ratesCard([{ rate: euro, by: null }], 'CZK', true, reader))).toEqual([]);
    expect(checkMessage(ratesCard([], 'CZK', false, reader))).toEqual([]);
    expect(checkView(rateModal('CZK', reader))).toEqual([]);
  });
});

describe('a digest', () => {
  it('sums itself up in its first line', () => {
    const bids = { deals: [bridge({ bidDeadline: deadline('2027-03-15T12:00') })], total: 3 };
    const steps = { deals: [bridge()], total: 2 };
    const won = [bridge({ stage: 'won', outcome: 'won' })];
    const content = { ...calm, bids, steps, happened: { ...calm.happened, won }, mails: 5 };
    expect(digestMessage(content, look, cs).text).toBe(
      '*Souhrn · po\u00a08.\u00a03.*\n3 nabídky k odevzdání, 2 kroky po termínu, 1 vyhraná, 5 e-mailů k zařazení',
    );
  });

  it('says from what to what a deal moved, under the name of who has it', () => {
    const moved = [
      {
        deal: bridge(),
        stage: { from: 'qualified', to: 'rfp' } as const,
        value: { from: { amount: 100_000_00, currency: 'CZK' } as const, to: null },
        deadline: { from: deadline('2027-03-15T12:00'), to: deadline('2027-03-22T09:00') },
      },
    ];
    const said = texts(digestMessage({ ...calm, happened: { ...calm.happened, moved } }, look, cs));
    expect(said.replaceAll('\u00a0', ' ')).toContain(
      'Má na starosti: Eva\n• D-42 · Lávka přes Svratku: Kvalifikovaná → RFP (připravujeme nabídku) · 100 000 Kč → bez hodnoty · termín 15. 3. ve 12:00 → 22. 3. v 9:00',
    );
  });

  it('shows a deadline of another zone on the digest’s clock', () => {
    const deal = bridge({
      bidDeadline: {
        ...deadline('2027-03-15T12:00'),
        at: '2027-03-15T12:00:00.000Z' as Instant,
        zone: 'Europe/London',
      },
    });
    const said = texts(digestMessage({ ...calm, bids: { deals: [deal], total: 1 } }, look, cs));
    expect(said.replaceAll('\u00a0', ' ')).toContain('15. 3. ve 13:00');
  });

  it('offers the whole of a list that it had to cut, and of no other', () => {
    const content = flood();
    const { blocks } = digestMessage(
      { ...content, names: plainNames, missedBids: calm.missedBids },
      look,
      cs,
    );
    const offered = JSON.stringify(blocks).match(/reports\.all#\w+/g);
    expect(offered).toEqual(
      ['bids', 'moved', 'created', 'won', 'lost', 'steps', 'withoutStep'].map(
        (list) => `reports.all#${list}`,
      ),
    );
  });

  it('leaves the table out when nobody asked for it', () => {
    const content = { ...calm, mails: 1 };
    const kinds = (withTable: boolean) =>
      digestMessage(content, { withTable, preview: false }, cs).blocks.map((block) => block.type);
    expect(kinds(true)).toContain('table');
    expect(kinds(false)).not.toContain('table');
  });

  it('says the rate, its day and who entered it, and which currency has none', () => {
    const pipeline = pipelineOf(
      [
        { stage: 'new', currency: 'CZK', count: 1, amount: 100_000_00 },
        { stage: 'new', currency: 'EUR', count: 1, amount: 1_000_00 },
        { stage: 'new', currency: 'USD', count: 1, amount: 1_000_00 },
      ],
      stages,
      [euro],
      'CZK',
    );
    const said = texts(digestMessage({ ...calm, mails: 1, pipeline, rateAuthors: ['Eva'] }, look, cs));
    expect(said.replaceAll('\u00a0', ' ')).toContain(
      'V jedné měně: 125 145 Kč bez DPH, váženě 12 515 Kč · 1 EUR = 25,145 Kč ke dni 2. 3. 2027 (ručně: Eva) · nezapočteno, chybí kurz: USD',
    );
  });
});
