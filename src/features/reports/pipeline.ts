/** Open deals by stage: how many, worth how much, worth how much when weighed by the stage's probability. */
import type { Currency, Money } from '../../lib/money.ts';
import type { Stage } from '../deals/model.ts';
import type { StageSum } from '../deals/service.ts';
import { type Rate, type Total, totalOf } from '../rates/model.ts';

export interface PipelineRow {
  stage: Stage;
  count: number;
  /** one for each currency, by its code; empty when nothing has a value */
  sums: Money[];
  weighted: Money[];
}

export interface Pipeline {
  /** open stages in their order, those without a deal too */
  rows: PipelineRow[];
  count: number;
  sums: Money[];
  weighted: Money[];
  /** everything in one currency */
  total: Total;
  weightedTotal: Total;
  /** by stage in one currency, in the order of rows: what a chart can compare; null without amounts, or without a rate */
  comparable: { sum: Money; weighted: Money }[] | null;
}

export function pipelineOf(sums: StageSum[], stages: Stage[], rates: Rate[], into: Currency): Pipeline {
  const rows = stages
    .filter((stage) => stage.outcome === 'open')
    .map((stage): PipelineRow => {
      const own = sums.filter((one) => one.stage === stage.key);
      const amounts = addUp(own);
      return {
        stage,
        count: own.reduce((count, one) => count + one.count, 0),
        sums: amounts,
        weighted: amounts.map(({ amount, currency }) => ({
          amount: Math.round((amount * stage.probability) / 100),
          currency,
        })),
      };
    });
  const all = addUp(rows.flatMap((row) => row.sums));
  const weighted = addUp(rows.flatMap((row) => row.weighted));
  const total = totalOf(all, rates, into);
  return {
    rows,
    count: rows.reduce((count, row) => count + row.count, 0),
    sums: all,
    weighted,
    total,
    weightedTotal: totalOf(weighted, rates, into),
    comparable:
      total.missing.length > 0 || total.sum.amount === 0
        ? null
        : rows.map((row) => ({
            sum: totalOf(row.sums, rates, into).sum,
            weighted: totalOf(row.weighted, rates, into).sum,
          })),
  };
}

function addUp(amounts: Money[]): Money[] {
  const sums = new Map<Currency, number>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
