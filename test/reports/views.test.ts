import { describe, expect, it } from 'vitest';
import { pipelineOf } from '../../src/features/reports/pipeline.ts';
import { digestMessage, listKeys } from '../../src/features/reports/views.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { type Reader, readerFor } from '../../src/i18n/reader.ts';
import type { Instant } from '../../src/lib/time.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { gallery as rates } from '../rates/gallery.ts';
import {
  calm,
  digestLists,
  euro,
  flood,
  gallery,
  look,
  now,
  plainNames,
  stages,
  wholeList,
} from './gallery.ts';
import { bridge, deadline } from './support.ts';

const readers = languages.map((language) => [language, readerFor(language, 'Europe/Prague', now)] as const);
const cs = readerFor('cs', 'Europe/Prague', now);

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
    expect(checkMessage(wholeList(list, reader))).toEqual([]);
  });

  it('Slack takes the form, with and without a channel', () => {
    for (const view of Object.values(gallery(reader).modals)) expect(checkView(view)).toEqual([]);
  });

  it('Slack takes the list of digests, one of them and none', () => {
    for (const message of Object.values(digestLists(reader))) expect(checkMessage(message)).toEqual([]);
  });

  it('Slack takes the rates and their form', () => {
    const { messages, modals } = rates(reader);
    for (const message of Object.values(messages)) expect(checkMessage(message)).toEqual([]);
    for (const view of Object.values(modals)) expect(checkView(view)).toEqual([]);
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
      'Má na starosti: Eva\n• D-42 · Lávka přes Svratku: Kvalifikovaná → RFP – připravujeme nabídku · 100 000 Kč → bez hodnoty · termín 15. 3. ve 12:00 → 22. 3. v 9:00',
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
