import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import type { StageKey } from './model.ts';
import { listStages, setProbability } from './store.ts';

/**
 * How likely a deal in each open stage is to be won, in percent.
 * @throws CrmError admin.only; FieldErrors by the stages' keys
 */
export function weighStages(ctx: Ctx, percents: Partial<Record<StageKey, number>>): Promise<void> {
  assertAdmin(ctx);
  const wrong = Object.entries(percents).filter(
    ([, percent]) => !Number.isInteger(percent) || percent < 0 || percent > 100,
  );
  if (wrong.length > 0)
    throw new FieldErrors(wrong.map(([stage]) => new CrmError('percent.invalid', {}, stage)));
  return transaction(ctx, async (tx) => {
    const changes: Record<string, { from: number; to: number }> = {};
    for (const { key, probability, outcome } of await listStages(tx)) {
      const percent = percents[key];
      if (outcome !== 'open' || percent === undefined || percent === probability) continue;
      await setProbability(tx, key, percent);
      changes[key] = { from: probability, to: percent };
    }
    if (Object.keys(changes).length > 0)
      await recordEvent(tx, 'stages.weighed', { kind: 'workspace', id: 0 }, changes);
  });
}
