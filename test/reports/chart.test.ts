import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/features/deals/model.ts';
import { stageKeys } from '../../src/features/deals/model.ts';
import type { StageSum } from '../../src/features/deals/service.ts';
import { altOf, drawPipeline } from '../../src/features/reports/chart.ts';
import { pipelineOf } from '../../src/features/reports/pipeline.ts';
import { type Reader, readerFor } from '../../src/i18n/reader.ts';
import type { Instant } from '../../src/lib/time.ts';

const reader = readerFor('cs', 'Europe/Prague', '2027-03-08T07:00:00.000Z' as Instant);
const stages: Stage[] = stageKeys.map((key, position) => ({
  key,
  position,
  probability: key === 'new' ? 10 : 40,
  outcome: key === 'won' || key === 'lost' ? key : 'open',
}));
const sums: StageSum[] = [
  { stage: 'new', currency: 'CZK', count: 5, amount: 1_250_000_00 },
  { stage: 'rfp', currency: 'CZK', count: 2, amount: 4_200_000_50 },
];
const pipeline = pipelineOf(sums, stages, [], 'CZK');

/** The first stage's name in the picture is this. */
const naming = (name: string): Reader => ({
  ...reader,
  t: { ...reader.t, deals: { ...reader.t.deals, stages: { ...reader.t.deals.stages, new: name } } },
});

describe('the chart', () => {
  it('is a PNG, as wide as a phone shows well', async () => {
    const png = await drawPipeline(pipeline, reader);
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(png.readUInt32BE(16)).toBeLessThan(1200);
  });

  it('has a letter for each letter of Czech and Slovak', async () => {
    const missing = await drawPipeline(pipeline, naming('\ue123'));
    for (const letter of 'ěščřžýáíéúůďťňľĺŕôä') {
      expect((await drawPipeline(pipeline, naming(letter))).equals(missing), letter).toBe(false);
    }
  });

  it('has an alternative text with the same numbers', () => {
    expect(altOf(pipeline, reader).replaceAll('\u00a0', ' ')).toBe(
      'Otevřené příležitosti podle fáze. Nová: 5 příležitostí, 1 250 000 Kč, váženě 125 000 Kč; ' +
        'Kvalifikovaná: 0 příležitostí; RFI: 0 příležitostí; ' +
        'RFP – připravujeme nabídku: 2 příležitosti, 4 200 001 Kč, váženě 1 680 000 Kč; ' +
        'Nabídka odevzdána: 0 příležitostí; Vyjednávání: 0 příležitostí; ' +
        'Celkem: 7 příležitostí, 5 450 001 Kč, váženě 1 805 000 Kč.',
    );
  });

  it('compares counts when a currency has no rate, and so says its alternative text', () => {
    const mixed = pipelineOf(
      [...sums, { stage: 'rfi', currency: 'EUR', count: 1, amount: 100 }],
      stages,
      [],
      'CZK',
    );
    expect(altOf(mixed, reader)).toContain(
      'Nová: 5 příležitostí; Kvalifikovaná: 0 příležitostí; RFI: 1 příležitost;',
    );
  });

  it('is drawn in well under half a second', async () => {
    await drawPipeline(pipeline, reader);
    const started = performance.now();
    await drawPipeline(pipeline, reader);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
