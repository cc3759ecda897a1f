/** What one form says: an activity, people not known before, and the deal's next step. All of it or nothing. */
import { findPerson } from '../../access/people.ts';
import { mayWithDeal } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import type { ActivityId, CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { PlainDate } from '../../lib/time.ts';
import { createContact } from '../contacts/service.ts';
import { changeDeal, getDeal } from '../deals/service.ts';
import { changeLead, getLead } from '../leads/service.ts';
import type { Activity, ActivityFields, NewActivity } from './model.ts';
import { editActivity, logActivity } from './service.ts';

export interface FormEntry {
  activity: NewActivity;
  /** names typed instead of picked; they become contacts of the company */
  newContacts: string[];
  nextStep: { text: string | null; on: PlainDate | null };
}

/** @throws CrmError notFound; FieldErrors target, at, minutesLong, text, nextStep, nextStepOn */
export function logEntry(ctx: Ctx, entry: FormEntry): Promise<Activity> {
  return transaction(ctx, async (tx) => {
    const contactIds = await withNewContacts(tx, entry);
    const activity = await logActivity(tx, { ...entry.activity, contactIds });
    if (activity.leadId && activity.dealId === null) await setLeadStep(tx, activity.leadId, entry.nextStep);
    else await setNextStep(tx, activity.dealId, entry.nextStep);
    return activity;
  });
}

/** @throws as editActivity */
export function changeEntry(
  ctx: Ctx,
  id: ActivityId,
  entry: Omit<FormEntry, 'activity' | 'nextStep'> & { activity: Partial<ActivityFields> },
): Promise<Activity> {
  return transaction(ctx, async (tx) => {
    const contactIds = await withNewContacts(tx, entry);
    return editActivity(tx, id, { ...entry.activity, contactIds });
  });
}

async function withNewContacts(
  tx: Ctx,
  { activity, newContacts }: { activity: Partial<ActivityFields>; newContacts: string[] },
): Promise<ContactId[]> {
  const ids = [...(activity.contactIds ?? [])];
  if (newContacts.length === 0) return ids;
  const companyId = await companyOf(tx, activity);
  for (const name of newContacts) ids.push((await createContact(tx, { name, companyId })).id);
  return ids;
}

async function companyOf(tx: Ctx, about: Partial<ActivityFields>): Promise<CompanyId | null> {
  return about.dealId ? (await getDeal(tx, about.dealId)).companyId : (about.companyId ?? null);
}

async function setLeadStep(tx: Ctx, leadId: LeadId, { text, on }: FormEntry['nextStep']): Promise<void> {
  if (!text && !on) return;
  const words = text ?? (await getLead(tx, leadId)).nextStep?.text;
  if (!words) throw new FieldErrors([new CrmError('required', {}, 'nextStep')]);
  await changeLead(tx, leadId, { nextStep: { text: words, on } });
}

/** Everyone may log to a deal; its next step is its editors' to set. */
async function setNextStep(
  tx: Ctx,
  dealId: DealId | null,
  { text, on }: FormEntry['nextStep'],
): Promise<void> {
  if (!text && !on) return;
  const field = text ? 'nextStep' : 'nextStepOn';
  if (dealId === null) throw new FieldErrors([new CrmError('activity.stepNeedsDeal', {}, field)]);
  const deal = await getDeal(tx, dealId);
  if (!mayWithDeal(tx, 'edit', deal)) {
    const owner = await findPerson(tx.db, deal.ownerId);
    throw new FieldErrors([new CrmError('notAllowed', { who: owner?.name ?? '?' }, field)]);
  }
  const words = text ?? deal.nextStep?.text;
  if (!words) throw new FieldErrors([new CrmError('required', {}, 'nextStep')]);
  const ownerId = text ? (actorId(tx) as PersonId) : (deal.nextStep?.ownerId ?? deal.ownerId);
  await changeDeal(tx, dealId, { nextStep: { text: words, on, ownerId } });
}
