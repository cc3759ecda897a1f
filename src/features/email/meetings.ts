/** An invitation becomes a meeting in the journal, a later one brings it up to date, a cancellation calls it off. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, DealId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Activity, NewActivity } from '../activities/model.ts';
import { cancelActivity, editActivity, logActivity } from '../activities/service.ts';
import { forgetProposals, noteAnswer, noteProposal } from './meeting-answers.ts';
import { planSeries } from './meeting-dates.ts';
import { findKnownMeeting, type KnownMeeting, type Sender } from './meeting-known.ts';
import {
  cancelOccurrences,
  changeOccurrences,
  changeRest,
  datesOf,
  isLater,
  isSameRule,
  leftOut,
  noteOnSeries,
  occurrencesIn,
} from './meeting-series.ts';
import { type Meeting, type MeetingDetails, saveInvitation, saveMeeting } from './meetings-store.ts';
import type { EmailId } from './model.ts';
import type { Invitation } from './reading/findings.ts';

/**
 * @param entry what the mail would be as an entry of its own
 * @returns null when nothing became or was a meeting: then it is logged like any mail
 */
export async function logMeeting(
  tx: Ctx,
  invitation: Invitation,
  sender: Sender,
  entry: NewActivity,
): Promise<{ activityId: ActivityId; companyId: CompanyId | null; dealId: DealId | null } | null> {
  const known = await findKnownMeeting(tx, invitation, sender);
  // Whoever put the mail elsewhere by hand did not mean the meeting.
  if (known && known.activity.dealId !== (entry.dealId ?? null)) return null;
  if (!known) return isNew(invitation) ? begin(tx, invitation, entry) : null;
  const { meeting, activity, isSeries } = known;
  if (invitation.method === 'counter') {
    await noteProposal(tx, invitation, sender, known, entry);
    return null;
  }
  if (invitation.method === 'declineCounter') {
    await forgetProposals(tx, invitation, sender, known, entry);
    return null;
  }
  if (invitation.method === 'reply') await noteAnswer(tx, invitation, known);
  else if (isSeries && invitation.onwards) await moveRest(tx, invitation, known);
  else if (isSeries) {
    const [, ...others] = occurrencesIn(invitation);
    await changeOccurrences(system(tx), invitation.uid, others);
    const isNews = await noteOnSeries(tx, invitation.uid, occurrencesIn(invitation));
    if (isNews && invitation.method === 'request') return begin(tx, invitation, entry);
    await planSeries(system(tx), invitation.uid);
  } else if (isLater(invitation, meeting)) {
    await rememberBefore(tx, invitation, activity.at, entry);
    await change(tx, invitation, meeting, activity);
  }
  return placeOf(activity);
}

/** The series ends or goes on at other times; where it does so from its first on, its entry goes along. */
async function moveRest(tx: Ctx, invitation: Invitation, { meeting, activity }: KnownMeeting): Promise<void> {
  const { uid, recurrence, method, startsAt, minutesLong } = invitation;
  if (!(await changeRest(system(tx), meeting, invitation))) return;
  if (activity.at === recurrence) {
    if (method === 'cancel') await cancelActivity(system(tx), activity.id);
    else await editActivity(system(tx), activity.id, { at: startsAt, minutesLong });
  }
  await changeOccurrences(system(tx), uid, occurrencesIn(invitation));
  await planSeries(system(tx), uid);
}

/** The mail says from when the meeting was moved. */
async function rememberBefore(
  tx: Ctx,
  invitation: Invitation,
  instead: Instant,
  { source }: NewActivity,
): Promise<void> {
  if (invitation.method !== 'request' || invitation.startsAt === instead || source?.by !== 'email') return;
  await saveInvitation(tx, source.emailId as EmailId, { ...invitation, instead });
}

const placeOf = ({ id, companyId, dealId }: Activity) => ({ activityId: id, companyId, dealId });

const isNew = ({ method, answer }: Invitation): boolean =>
  method === 'request' || (method === 'reply' && answer !== null && answer.says !== 'declined');

async function begin(tx: Ctx, invitation: Invitation, entry: NewActivity) {
  const { startsAt, minutesLong, summary } = invitation;
  const rest = entry.text?.split('\n\n').slice(1).join('\n\n') ?? '';
  const activity = await logActivity(system(tx), {
    ...entry,
    kind: 'meeting',
    direction: null,
    at: startsAt,
    minutesLong,
    text: [summary, rest].filter(Boolean).join('\n\n'),
  });
  const { answer, stamp } = invitation;
  await saveMeeting(tx, invitation, {
    ...factsOf(invitation),
    activityId: activity.id,
    ...datesOf(invitation, { changed: [], rests: [] }, true),
    answers: answer ? [{ ...answer, stamp }] : [],
    proposals: [],
  });
  if (invitation.recurrence !== '' || mayRepeat(invitation)) await planSeries(system(tx), invitation.uid);
  return placeOf(activity);
}

const mayRepeat = ({ repeats, besides }: Pick<MeetingDetails, 'repeats' | 'besides'>): boolean =>
  repeats !== null || besides.length > 0;

const factsOf = ({ sequence, stamp, organizer, summary, location, allDay, repeats, rule }: Invitation) => ({
  sequence,
  stamp,
  organizer,
  summary,
  location,
  allDay,
  repeats,
  rule,
});

async function change(tx: Ctx, invitation: Invitation, meeting: Meeting, activity: Activity): Promise<void> {
  await changeAt(tx, invitation, meeting, activity);
  if (invitation.recurrence !== '' || mayRepeat(meeting) || mayRepeat(invitation))
    await planSeries(system(tx), invitation.uid);
}

async function changeAt(
  tx: Ctx,
  invitation: Invitation,
  meeting: Meeting,
  activity: Activity,
): Promise<void> {
  const { uid } = invitation;
  const others = invitation.others.filter(({ onwards }) => !onwards);
  const isWhole = invitation.recurrence === '';
  if (invitation.method === 'cancel') {
    await cancelActivity(system(tx), activity.id);
    const { sequence, stamp } = invitation;
    await saveMeeting(tx, invitation, { ...meeting, sequence, stamp });
    if (isWhole) return cancelOccurrences(system(tx), uid);
    await changeOccurrences(system(tx), uid, others);
    await noteOnSeries(tx, uid, occurrencesIn(invitation));
    return;
  }
  const { startsAt, minutesLong, summary } = invitation;
  // The minutes may have been written meanwhile: of the text only the name at its beginning is the calendar's.
  const text =
    summary && activity.text.startsWith(meeting.summary)
      ? `${summary}${activity.text.slice(meeting.summary.length)}`
      : activity.text;
  await editActivity(system(tx), activity.id, { at: startsAt, minutesLong, text });
  if (activity.cancelledAt) await cancelActivity(system(tx), activity.id, false);
  const falls = isSameRule({ startsAt: activity.at, repeats: meeting.repeats }, invitation);
  await saveMeeting(tx, invitation, {
    ...factsOf(invitation),
    ...datesOf(invitation, meeting, falls),
    activityId: activity.id,
    summary: summary || meeting.summary,
    organizer: invitation.organizer ?? meeting.organizer,
    answers: meeting.answers,
    proposals: [],
  });
  await changeOccurrences(system(tx), uid, [...leftOut(invitation), ...others]);
  if (!isWhole) await noteOnSeries(tx, uid, occurrencesIn(invitation));
  else if (!falls) {
    const named = others.map(({ recurrence }) => recurrence);
    await cancelOccurrences(system(tx), uid, named);
  }
}

const system = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system', name: 'email' } });
