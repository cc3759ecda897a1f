/** Which meeting a calendar part is about, and who may change it. */
import type { Ctx } from '../../lib/context.ts';
import type { Activity } from '../activities/model.ts';
import { findActivity } from '../activities/service.ts';
import { domainOf, isFreeMail } from './addresses.ts';
import { findMeeting, type Meeting } from './meetings-store.ts';
import type { Invitation, InvitationMethod } from './reading/findings.ts';

/** Who sends it: only the organizer, somebody of their firm, or a colleague may change a meeting. */
export interface Sender {
  address: string;
  isColleague: boolean;
}

export interface KnownMeeting {
  meeting: Meeting;
  activity: Activity;
  /** it is the series, and the invitation is about one of it that is not known by itself */
  isSeries: boolean;
}

/** The meeting that the invitation is about, with its entry; null when there is none that this sender may change. */
export async function findKnownMeeting(
  ctx: Ctx,
  invitation: Invitation,
  sender: Sender,
): Promise<KnownMeeting | null> {
  const { uid, recurrence, onwards, method } = invitation;
  const series = recurrence && onwards ? await findMeeting(ctx, uid, '') : null;
  const exact = series ? null : await findMeeting(ctx, uid, recurrence);
  const meeting = series ?? exact ?? (recurrence && !onwards ? await findMeeting(ctx, uid, '') : null);
  const activity =
    meeting && (await findActivity({ ...ctx, actor: { kind: 'system', name: 'email' } }, meeting.activityId));
  if (!meeting || !activity || !(changesNothing(method) || mayChange(meeting, sender))) return null;
  return { meeting, activity, isSeries: !exact };
}

/** It only says what somebody thinks of it. */
export const changesNothing = (method: InvitationMethod): boolean =>
  method === 'reply' || method === 'counter' || method === 'declineCounter';

export function mayChange({ organizer }: Meeting, { address, isColleague }: Sender): boolean {
  if (isColleague || organizer === null || organizer === address) return true;
  const domain = domainOf(address);
  return !isFreeMail(domain) && domainOf(organizer) === domain;
}
