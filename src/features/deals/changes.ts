/** How a deal changes: the row, one event that says from what to what, and all that follows, in one transaction. */
import { ChangedMeanwhile } from '../../events/changes.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound } from '../../lib/errors.ts';
import { queueCardEdits } from './effects.ts';
import type { Deal, DealFields } from './model.ts';
import { type DealRow, findDeal } from './store.ts';
import { updateDeal } from './write-store.ts';

/** Columns that no form sets: closing, submission, deletion. */
export type DealColumns = Partial<DealRow>;

/**
 * Saves over `before` and records `kind` with `{ field: { from, to } }` of what differs, `version` included, and `extra`.
 * Nothing different: nothing happens.
 * @throws ChangedMeanwhile
 */
export async function saveDeal(
  tx: Ctx,
  before: Deal,
  fields: Partial<DealFields>,
  {
    kind = 'deal.changed',
    columns = {},
    extra = {},
  }: { kind?: string; columns?: DealColumns; extra?: object } = {},
): Promise<Deal> {
  if (kind === 'deal.changed' && !differs(before, fields)) return before;
  if (!(await updateDeal(tx, before.id, before.version, fields, columns)))
    throw new ChangedMeanwhile({ kind: 'deal', id: before.id });
  // Read as the product: who hands a restricted deal over may not see it any more.
  const after =
    (await findDeal({ ...tx, actor: { kind: 'system', name: 'deals' } }, before.id)) ?? notFound('deal');
  const subject = { kind: 'deal', id: after.id } as const;
  await recordEvent(tx, kind, subject, { ...differences(before, after), ...extra });
  await queueCardEdits(tx, after);
  return after;
}

function differs(before: Deal, fields: Partial<DealFields>): boolean {
  return (Object.keys(fields) as (keyof DealFields)[]).some((key) => {
    if (key === 'dates') {
      const dates = Object.entries(fields.dates ?? {}) as [keyof Deal['dates'], string | null][];
      return dates.some(([kind, on]) => (before.dates[kind] ?? null) !== on);
    }
    if (key === 'bidDeadline' && fields.bidDeadline && before.bidDeadline) {
      const { local, zone } = before.bidDeadline;
      return fields.bidDeadline.local !== local || fields.bidDeadline.zone !== zone;
    }
    return !same(before[key], fields[key]);
  });
}

const silent = new Set<keyof Deal>(['updatedAt', 'probability', 'outcome']);

/** `{ field: { from, to } }` of what differs. Each watchable date is a field of its own: `dates.preparation`. */
export function differences(before: Deal, after: Deal): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const key of Object.keys(after) as (keyof Deal)[]) {
    if (silent.has(key) || key === 'dates' || same(before[key], after[key])) continue;
    changed[key] = { from: before[key], to: after[key] };
  }
  for (const kind of new Set([...Object.keys(before.dates), ...Object.keys(after.dates)])) {
    const [from, to] = [before.dates, after.dates].map((dates) => dates[kind as keyof Deal['dates']] ?? null);
    if (from !== to) changed[`dates.${kind}`] = { from, to };
  }
  return changed;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
