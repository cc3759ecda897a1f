import { findPerson } from '../../access/people.ts';
import { mayEditDeal } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound, refuse } from '../../lib/errors.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import { cleanLine } from '../../lib/text.ts';
import { instantOf, isSkipped } from '../../lib/time.ts';
import { queueCardEdits } from './effects.ts';
import { type Deal, type DealFields, type NewDeal, nameLimit } from './model.ts';
import { findDeal, insertDeal, listDealPeople, listDealsOf, searchDeals, updateDeal } from './store.ts';

/** @throws CrmError notFound, also when the actor may not see it */
export const getDeal = async (ctx: Ctx, id: DealId): Promise<Deal> =>
  (await findDeal(ctx, id)) ?? notFound('deal');

/** The deal, when the actor may change it. @throws CrmError notFound, notAllowed */
export async function getDealToEdit(ctx: Ctx, id: DealId): Promise<Deal> {
  const deal = await getDeal(ctx, id);
  if (!mayEditDeal(ctx, deal, await listDealPeople(ctx, id))) {
    const owner = await findPerson(ctx.db, deal.ownerId);
    refuse('notAllowed', { who: owner?.name ?? '?' });
  }
  return deal;
}

/** @throws FieldErrors name, bidDeadline */
export function createDeal(ctx: Ctx, input: NewDeal): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const fields: DealFields = {
      companyId: null,
      value: null,
      stage: 'new',
      ownerId: actorId(tx) as PersonId,
      restricted: false,
      source: null,
      bidDeadline: null,
      dates: {},
      offerNumber: null,
      customerReference: null,
      portalUrl: null,
      nextStep: null,
      channel: null,
      ...checkFields(tx, input),
      name: cleanLine(input.name),
    };
    const id = await insertDeal(tx, fields);
    const deal = await getDeal(tx, id);
    await recordEvent(tx, 'deal.created', { kind: 'deal', id }, { name: deal.name, value: deal.value });
    return deal;
  });
}

/**
 * Changes what is given and leaves the rest.
 * @param version of the deal that the person saw; null when it does not matter (a button, not a form)
 * @throws CrmError notFound, notAllowed, deal.changedMeanwhile; FieldErrors
 */
export function changeDeal(
  ctx: Ctx,
  id: DealId,
  change: Partial<DealFields>,
  version: number | null = null,
): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const before = await getDealToEdit(tx, id);
    const fields = checkFields(tx, change);
    const saved =
      (version === null || version === before.version) && (await updateDeal(tx, id, before.version, fields));
    if (!saved) refuse('deal.changedMeanwhile', { by: '?', fields: '?' });
    const after = await getDeal(tx, id);
    await recordEvent(tx, 'deal.changed', { kind: 'deal', id }, differences(before, after));
    await queueCardEdits(tx, after);
    return after;
  });
}

/** `{ field: { from, to } }` of what differs. */
function differences(before: Deal, after: Deal): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(after) as (keyof Deal)[]) {
    if (key === 'version' || key === 'updatedAt') continue;
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) {
      changed[key] = { from: before[key], to: after[key] };
    }
  }
  return changed;
}

function checkFields<F extends Partial<DealFields>>(ctx: Ctx, fields: F): F {
  const errors: CrmError[] = [];
  if (fields.name !== undefined) {
    const name = cleanLine(fields.name);
    if (!name) errors.push(new CrmError('required', {}, 'name'));
    if ([...name].length > nameLimit) errors.push(new CrmError('tooLong', { limit: nameLimit }, 'name'));
  }
  if (fields.bidDeadline) {
    const { local, zone } = fields.bidDeadline;
    if (isSkipped(local, zone)) errors.push(new CrmError('date.skippedHour', {}, 'bidTime'));
    else if (instantOf(local, zone) < ctx.time.now()) errors.push(new CrmError('date.past', {}, 'bidDate'));
  }
  if (errors.length > 0) throw new FieldErrors(errors);
  return fields.name === undefined ? fields : { ...fields, name: cleanLine(fields.name) };
}

export { listDealsOf, searchDeals };
