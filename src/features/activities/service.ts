import { listPeople } from '../../access/people.ts';
import { mayEditEntry } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { forgetDetails, recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { ActivityId, CompanyId, DealId } from '../../lib/ids.ts';
import { cleanText, cut } from '../../lib/text.ts';
import type { Instant } from '../../lib/time.ts';
import { queueCardEditsOf } from '../deals/effects.ts';
import { checkActivity, cleanActivity } from './checks.ts';
import { listDates, saveDates } from './dates-store.ts';
import { type Activity, type ActivityFields, type NewActivity, textLimit, threadLimit } from './model.ts';
import {
  findActivity,
  findDeletedActivity,
  insertActivity,
  markCancelled,
  markDeleted,
  replaceText,
  updateActivity,
} from './store.ts';

export { listActivitiesAfter } from './export-store.ts';
export { activitiesVisibleTo, listKinds } from './store.ts';
export { findBySource, findNext, listAroundNow, listLatest, listTimeline } from './timeline-store.ts';
export { findActivity };

/** @throws CrmError notFound, also when the actor may not see its deal */
export const getActivity = async (ctx: Ctx, id: ActivityId): Promise<Activity> =>
  (await findActivity(ctx, id)) ?? notFound('activity');

/**
 * Writes down what happened with a customer. Joins the caller's transaction, so that a mail and its activity are one.
 * Without a company it takes the deal's.
 * @throws CrmError notFound (deal, company, contact, person); FieldErrors target, at, minutesLong, text
 */
export function logActivity(ctx: Ctx, input: NewActivity): Promise<Activity> {
  return transaction(ctx, async (tx) => getActivity(tx, (await noteActivity(tx, input)).id));
}

/**
 * The same for whoever needs no more of it: mails come in by the thousand. Inside the caller's transaction.
 * @param found by the product itself in this transaction, with all else that is named: it is not looked for again
 */
export async function noteActivity(
  tx: Ctx,
  input: NewActivity,
  found?: { companyId: CompanyId },
): Promise<{ id: ActivityId; companyId: CompanyId | null }> {
  const { source = { by: 'person' }, authorId = actorId(tx), ...given } = input;
  const said = {
    at: tx.time.now(),
    minutesLong: null,
    direction: null,
    dealId: null,
    companyId: null,
    leadId: null,
    contactIds: [],
    peopleIds: [],
    text: '',
    flags: [],
    ...given,
  };
  const isThread = source.by === 'message' && source.whole === true;
  const limit = isThread ? threadLimit + textLimit : textLimit;
  const fields = found ? cleanActivity(tx, said, found) : await checkActivity(tx, said, null, limit);
  const id = await insertActivity(tx, fields, source, authorId);
  const { text, contactIds, peopleIds, ...facts } = fields;
  const eventId = await recordEvent(tx, 'activity.logged', { kind: 'activity', id }, { ...facts, source });
  await refreshCards(tx, [fields.dealId], eventId);
  return { id, companyId: fields.companyId };
}

/**
 * Changes what is given and leaves the rest; what stood there before stays in the event.
 * @throws CrmError notFound, notAllowed (only the author and admins); FieldErrors as logActivity
 */
export function editActivity(ctx: Ctx, id: ActivityId, change: Partial<ActivityFields>): Promise<Activity> {
  return transaction(ctx, async (tx) => {
    const before = await getActivityToEdit(tx, id);
    const fields = await checkActivity(tx, { ...fieldsOf(before), ...change }, before);
    const changes = differences(fieldsOf(before), fields);
    if (Object.keys(changes).length === 0) return before;
    await updateActivity(tx, id, fields);
    if (fields.at !== before.at) await moveDate(tx, id, before.at, fields.at);
    const eventId = await recordEvent(tx, 'activity.changed', { kind: 'activity', id }, changes);
    await refreshCards(tx, [before.dealId, fields.dealId], eventId);
    return getActivity(tx, id);
  });
}

/** Of what repeats: the one that its entry stands for goes along. */
async function moveDate(tx: Ctx, id: ActivityId, from: Instant, to: Instant): Promise<void> {
  const dates = await listDates(tx, id);
  if (dates.includes(from)) await saveDates(tx, id, [...new Set([...dates.filter((at) => at !== from), to])]);
}

/**
 * When what repeats takes place from now on, as far as it is known; the product's own, inside the caller's transaction.
 * @param dates null: it does not repeat any more
 */
export async function repeatActivity(tx: Ctx, id: ActivityId, dates: Instant[] | null): Promise<void> {
  const now = tx.time.now();
  const before = (await listDates(tx, id)).filter((at) => at > now);
  await saveDates(tx, id, dates);
  if (before[0] === dates?.[0]) return;
  const activity = await findActivity(tx, id);
  if (activity) await refreshCards(tx, [activity.dealId], `dates:${id}:${now}`);
}

/** Can be taken back by restoreActivity. @throws CrmError notFound, notAllowed */
export function deleteActivity(ctx: Ctx, id: ActivityId): Promise<Activity> {
  return transaction(ctx, async (tx) => {
    const before = await getActivityToEdit(tx, id);
    await markDeleted(tx, id, true);
    const { text, dealId } = before;
    const eventId = await recordEvent(tx, 'activity.deleted', { kind: 'activity', id }, { text, dealId });
    await refreshCards(tx, [dealId], eventId);
    return before;
  });
}

/**
 * Puts other words into an entry, deleted or not, and lets nothing remember the ones before: who may read the mail behind it
 * has changed.
 */
export async function rewordActivity(tx: Ctx, id: ActivityId, text: string): Promise<void> {
  await replaceText(tx, id, cut(cleanText(text), textLimit));
  await forgetDetails(tx, { kind: 'activity', id }, ['text']);
  const activity = await findActivity({ ...tx, actor: { kind: 'system', name: 'activities' } }, id);
  if (activity) await refreshCards(tx, [activity.dealId], `reworded:${id}:${tx.time.now()}`);
}

/** Brings back what was deleted; what was not stays as it is. @throws CrmError notFound, notAllowed */
export function restoreActivity(ctx: Ctx, id: ActivityId): Promise<Activity> {
  return transaction(ctx, async (tx) => {
    const deleted = await findDeletedActivity(tx, id);
    if (!deleted) return getActivity(tx, id);
    await assertMayEdit(tx, deleted);
    if (await markDeleted(tx, id, false)) {
      const { dealId } = deleted;
      const eventId = await recordEvent(tx, 'activity.restored', { kind: 'activity', id }, { dealId });
      await refreshCards(tx, [dealId], eventId);
    }
    return getActivity(tx, id);
  });
}

/** A meeting is called off, or takes place after all: it stays where it is. @throws CrmError notFound, notAllowed */
export function cancelActivity(ctx: Ctx, id: ActivityId, cancelled = true): Promise<Activity> {
  return transaction(ctx, async (tx) => {
    const { dealId } = await getActivityToEdit(tx, id);
    if (await markCancelled(tx, id, cancelled)) {
      const kind = cancelled ? 'activity.cancelled' : 'activity.reinstated';
      const eventId = await recordEvent(tx, kind, { kind: 'activity', id }, { dealId });
      await refreshCards(tx, [dealId], eventId);
    }
    return getActivity(tx, id);
  });
}

export async function getActivityToEdit(ctx: Ctx, id: ActivityId): Promise<Activity> {
  const activity = await getActivity(ctx, id);
  await assertMayEdit(ctx, activity);
  return activity;
}

async function assertMayEdit(ctx: Ctx, activity: Activity): Promise<void> {
  if (mayEditEntry(ctx, activity.authorId)) return;
  const [author] = await listPeople(ctx.db, activity.authorId ? [activity.authorId] : []);
  refuse('entry.notYours', { author: author?.name ?? null });
}

async function refreshCards(tx: Ctx, dealIds: (DealId | null)[], cause: number | string): Promise<void> {
  for (const id of new Set(dealIds)) if (id !== null) await queueCardEditsOf(tx, id, `event:${cause}`);
}

function fieldsOf(activity: Activity): ActivityFields {
  const { id, authorId, source, cancelledAt, createdAt, updatedAt, ...fields } = activity;
  return fields;
}

/** `{ field: { from, to } }` of what differs. */
function differences(before: ActivityFields, after: ActivityFields): Record<string, unknown> {
  const keys = Object.keys(after) as (keyof ActivityFields)[];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }]));
}
