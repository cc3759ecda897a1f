import type { KnownBlock, RawTextElement, RichTextBlock, TableBlock } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Money } from '../../lib/money.ts';
import { cut } from '../../lib/text.ts';
import { context, esc, lineOf } from '../../slack/blocks.ts';
import { rateLine } from '../rates/views.ts';
import type { Pipeline } from './pipeline.ts';

/** The pipeline by stage: one table, and under it everything in one currency with the rates that were used. */
export function pipelineTable(pipeline: Pipeline, rateAuthors: string[], reader: Reader): KnownBlock[] {
  const { t } = reader;
  const head = [t.reports.table.stage, t.reports.table.count, t.reports.table.sum, t.reports.table.weighted];
  const rows = pipeline.rows.map((row) => [
    cell(t.reports.table.stageOdds(t.deals.stages[row.stage.key] ?? row.stage.key, row.stage.probability)),
    cell(row.count > 0 ? String(row.count) : '–'),
    cell(amounts(row.sums, reader)),
    cell(estimates(row.weighted, reader)),
  ]);
  const total = [
    t.reports.table.total,
    String(pipeline.count),
    amounts(pipeline.sums, reader),
    estimates(pipeline.weighted, reader),
  ];
  const table: TableBlock = {
    type: 'table',
    column_settings: [
      { is_wrapped: true },
      { align: 'right' },
      { align: 'right', is_wrapped: true },
      { align: 'right', is_wrapped: true },
    ],
    rows: [head.map(strong), ...rows, total.map(strong)],
  };
  return [table, ...inOneCurrency(pipeline, rateAuthors, reader)];
}

/** Said only when there is something to convert. */
function inOneCurrency(pipeline: Pipeline, rateAuthors: string[], reader: Reader): KnownBlock[] {
  const { t } = reader;
  const { total, weightedTotal } = pipeline;
  const isPlain = pipeline.sums.every(({ currency }) => currency === total.sum.currency);
  if (isPlain) return [];
  const used = total.rates.map((rate, index) =>
    t.reports.rate(
      rateLine(rate, reader),
      reader.date(rate.validOn),
      esc(cut(rateAuthors[index] ?? '?', 60)),
    ),
  );
  return [
    context(
      lineOf(
        ' · ',
        (total.rates.length > 0 || total.sum.amount > 0) &&
          t.reports.total(whole(total.sum, reader), whole(weightedTotal.sum, reader)),
        ...used,
        total.missing.length > 0 && t.reports.notCounted(total.missing.join(', ')),
      ),
    ),
  ];
}

/** Without decimals: what is weighed or converted is an estimate. */
export const whole = ({ amount, currency }: Money, reader: Reader): string =>
  reader.money({ amount: Math.round(amount / 100) * 100, currency });

const estimates = (sums: Money[], reader: Reader): string =>
  sums.length > 0 ? sums.map((sum) => whole(sum, reader)).join(' + ') : '–';

const amounts = (sums: Money[], reader: Reader): string =>
  sums.length > 0 ? sums.map((sum) => reader.money(sum)).join(' + ') : '–';

const cell = (text: string): RawTextElement => ({ type: 'raw_text', text });

const strong = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] }],
});
