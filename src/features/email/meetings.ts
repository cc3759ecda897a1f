/** An invitation becomes a meeting in the journal, a later one brings it up to date, a cancellation calls it off. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, DealId } from '../../lib/ids.ts';
import type { Activity, NewActivity } from '../activities/model.ts';
import { cancelActivity, editActivity, findActivity, logActivity } from '../activities/service.ts';
import { domainOf, isFreeMail } from './addresses.ts';
import { findMeeting, type Meeting, saveMeeting } from './meetings-store.ts';
import type { Invitation } from './reading/findings.ts';

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
  const { uid, recurrence, method } = invitation;
  const exact = await findMeeting(ctx, uid, recurrence);
  const meeting = exact ?? (recurrence ? await findMeeting(ctx, uid, '') : null);
  const activity = meeting && (await findActivity(system(ctx), meeting.activityId));
  if (!meeting || !activity || !(method === 'reply' || mayChange(meeting, sender))) return null;
  return { meeting, activity, isSeries: !exact };
}

function mayChange({ organizer }: Meeting, { address, isColleague }: Sender): boolean {
  if (isColleague || organizer === null || organizer === address) return true;
  const domain = domainOf(address);
  return !isFreeMail(domain) && domainOf(organizer) === domain;
}

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
  if (invitation.method === 'reply') await noteAnswer(tx, invitation, known);
  else if (isSeries && invitation.method === 'request') return begin(tx, invitation, entry);
  else if (!isSeries && isLater(invitation, meeting)) await change(tx, invitation, meeting, activity);
  return placeOf(activity);
}

const placeOf = ({ id, companyId, dealId }: Activity) => ({ activityId: id, companyId, dealId });

const isNew = ({ method, answer }: Invitation): boolean =>
  method === 'request' || (method === 'reply' && answer !== null && answer.says !== 'declined');

/** RFC 5546: the higher SEQUENCE, and of two alike the later stamp. */
function isLater({ sequence, stamp }: Invitation, meeting: Meeting): boolean {
  if (sequence !== meeting.sequence) return sequence > meeting.sequence;
  return stamp === null || meeting.stamp === null || stamp >= meeting.stamp;
}

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
    answers: answer ? [{ ...answer, stamp }] : [],
  });
  return placeOf(activity);
}

const factsOf = ({ sequence, stamp, organizer, summary, location, allDay, repeats }: Invitation) => ({
  sequence,
  stamp,
  organizer,
  summary,
  location,
  allDay,
  repeats,
});

async function change(tx: Ctx, invitation: Invitation, meeting: Meeting, activity: Activity): Promise<void> {
  if (invitation.method === 'cancel') {
    await cancelActivity(system(tx), activity.id);
    const { sequence, stamp } = invitation;
    await saveMeeting(tx, invitation, { ...meeting, sequence, stamp });
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
  await saveMeeting(tx, invitation, {
    ...factsOf(invitation),
    activityId: activity.id,
    summary: summary || meeting.summary,
    organizer: invitation.organizer ?? meeting.organizer,
    answers: meeting.answers,
  });
}

async function noteAnswer(
  tx: Ctx,
  invitation: Invitation,
  { meeting, isSeries }: KnownMeeting,
): Promise<void> {
  const { answer, stamp, uid } = invitation;
  if (!answer) return;
  const before = meeting.answers.find(({ address }) => address === answer.address);
  if (before?.stamp && stamp && before.stamp > stamp) return;
  const others = meeting.answers.filter(({ address }) => address !== answer.address);
  const answers = [...others, { ...answer, stamp }].slice(-mostAnswers);
  await saveMeeting(tx, { uid, recurrence: isSeries ? '' : invitation.recurrence }, { ...meeting, answers });
}

const mostAnswers = 50;

const system = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system', name: 'email' } });
