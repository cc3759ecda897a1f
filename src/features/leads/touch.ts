/** When somebody is told that nobody touches a lead. */
import { findPerson } from '../../access/people.ts';
import type { Country, Ctx } from '../../lib/context.ts';
import type { LeadId, PersonId } from '../../lib/ids.ts';
import { at, dateIn, type Instant, instantOf, type PlainDate, type Zone } from '../../lib/time.ts';
import { isWorkday, workdayAfter } from '../../lib/workdays.ts';
import { isOpen, type Lead } from './model.ts';
import { type LeadColumns, leadsOf, lockLead, markLead, toLead } from './store.ts';

const morning = '09:00';

/** Where a person works. */
export interface Place {
  zone: Zone;
  country: Country;
}

/**
 * In the morning of the working day that comes so many working days after the last touch; while a next step is planned
 * for a later day, in the morning of that day, or of the first working day after it.
 */
export function nudgeTime(touched: Instant, stepOn: PlainDate | null, days: number, place: Place): Instant {
  const { zone, country } = place;
  const waited = workdayAfter(dateIn(touched, zone), country, days);
  const planned = stepOn && !isWorkday(stepOn, country) ? workdayAfter(stepOn, country) : stepOn;
  return instantOf(at(planned && planned > waited ? planned : waited, morning), zone);
}

/** So many working days after somebody was told. */
export const nextRung = (told: Instant, days: number, { zone, country }: Place): Instant =>
  instantOf(at(workdayAfter(dateIn(told, zone), country, days), morning), zone);

export async function placeOf(ctx: Ctx, personId: PersonId): Promise<Place> {
  const person = await findPerson(ctx.db, personId);
  const { zone, country } = ctx.settings;
  return { zone: person?.zone ?? zone, country: person?.country ?? country };
}

/** What a touch writes beside what was changed. */
export async function touchColumns(
  ctx: Ctx,
  lead: Pick<Lead, 'ownerId' | 'nextStep' | 'touches'>,
  days: number,
): Promise<LeadColumns> {
  const now = ctx.time.now();
  const nudge_at = nudgeTime(now, lead.nextStep?.on ?? null, days, await placeOf(ctx, lead.ownerId));
  return { touched_at: now, touches: lead.touches + 1, nudge_at, nudge_rung: 0 };
}

/** Somebody of ours did something about it that is no change of its own: logged a call, wrote to them. */
export async function touchLead(tx: Ctx, id: LeadId, days: number): Promise<void> {
  await lockLead(tx, id);
  const [row] = await leadsOf(tx).where('leads.id', id);
  const lead = row && toLead(row);
  if (!lead || !isOpen(lead)) return;
  await markLead(tx, id, { ...(await touchColumns(tx, lead, days)), state: 'working' });
}

/** The firm waits for more or fewer days from now on; who was told stays told. */
export async function replanOpenLeads(tx: Ctx, days: number): Promise<void> {
  const rows = await waitingLeads(tx);
  for (const lead of rows.map(toLead)) await replanLead(tx, lead, days);
}

const waitingLeads = (tx: Ctx) =>
  leadsOf(tx).whereIn('leads.state', ['new', 'working']).where('leads.nudge_rung', 0);

/** As it was read: one that was touched meanwhile is read anew, one whose owner was told meanwhile stays told. */
export async function replanLead(tx: Ctx, lead: Lead, days: number): Promise<void> {
  const { id, ownerId, touches, nudgeRung, touchedAt, nextStep } = lead;
  const nudge_at = nudgeTime(touchedAt, nextStep?.on ?? null, days, await placeOf(tx, ownerId));
  const asRead = { id, touches, nudge_rung: nudgeRung, state: lead.state };
  if ((await tx.db('leads').where(asRead).update({ nudge_at })) > 0) return;
  const [now] = await waitingLeads(tx).where('leads.id', id);
  if (now) await replanLead(tx, toLead(now), days);
}
