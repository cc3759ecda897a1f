/** An invitation becomes a meeting in the journal, a later one brings it up to date, a cancellation calls it off. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, DealId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Activity, NewActivity } from '../activities/model.ts';
import { cancelActivity, editActivity, findActivity, logActivity } from '../activities/service.ts';
import { domainOf, isFreeMail } from './addresses.ts';
import {
  cancelOccurrences,
  changeOccurrences,
  datesOf,
  isLater,
  isSameRule,
  leftOut,
  noteOnSeries,
  occurrencesIn,
} from './meeting-series.ts';
import { findMeeting, type Meeting, saveInvitation, saveMeeting } from './meetings-store.ts';
import type { EmailId } from './model.ts';
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
  const { uid, recurrence, method } = invitation;
  const exact = await findMeeting(ctx, uid, recurrence);
  const meeting = exact ?? (recurrence ? await findMeeting(ctx, uid, '') : null);
  const activity = meeting && (await findActivity(system(ctx), meeting.activityId));
  if (!meeting || !activity || !(changesNothing(method) || mayChange(meeting, sender))) return null;
  return { meeting, activity, isSeries: !exact };
}

/** It only says what somebody thinks of it. */
export const changesNothing = (method: InvitationMethod): boolean =>
  method === 'reply' || method === 'counter';

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
  if (invitation.method === 'counter') {
    await noteProposal(tx, invitation, sender, known, entry);
    return null;
  }
  if (invitation.method === 'reply') await noteAnswer(tx, invitation, known);
  else if (isSeries) {
    const [, ...others] = occurrencesIn(invitation);
    await changeOccurrences(system(tx), invitation.uid, others);
    const isNews = await noteOnSeries(tx, invitation.uid, occurrencesIn(invitation));
    if (isNews && invitation.method === 'request') return begin(tx, invitation, entry);
  } else if (isLater(invitation, meeting)) {
    await rememberBefore(tx, invitation, activity.at, entry);
    await change(tx, invitation, meeting, activity);
  }
  return placeOf(activity);
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
    ...datesOf(invitation, [], true),
    answers: answer ? [{ ...answer, stamp }] : [],
    proposals: [],
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
  const { uid, others } = invitation;
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
    ...datesOf(invitation, meeting.changed, falls),
    activityId: activity.id,
    summary: summary || meeting.summary,
    organizer: invitation.organizer ?? meeting.organizer,
    answers: meeting.answers,
    proposals: [],
  });
  await changeOccurrences(system(tx), uid, [...leftOut(invitation), ...others]);
  if (!isWhole) await noteOnSeries(tx, uid, occurrencesIn(invitation));
  else if (!falls) await cancelOccurrences(system(tx), uid, others);
}

/** Nothing changes until whoever called the meeting moves it: the proposal is an entry of its own. */
async function noteProposal(
  tx: Ctx,
  invitation: Invitation,
  sender: Sender,
  { meeting, activity, isSeries }: KnownMeeting,
  { source }: NewActivity,
): Promise<void> {
  const { answer, stamp, startsAt, uid, recurrence } = invitation;
  const address = answer?.address ?? sender.address;
  const instead = isSeries ? (recurrence as Instant) : activity.at;
  if (source?.by === 'email') await saveInvitation(tx, source.emailId as EmailId, { ...invitation, instead });
  if (!isSeries && !isLater(invitation, meeting)) return;
  const about = isSeries ? recurrence : '';
  const before = meeting.proposals.find((one) => one.address === address && one.about === about);
  if (before?.stamp && stamp && before.stamp > stamp) return;
  const others = meeting.proposals.filter((one) => one !== before);
  const proposal = { about, address, name: answer?.name ?? '', startsAt, stamp };
  const proposals = [...others, proposal].slice(-mostAnswers);
  await saveMeeting(tx, { uid, recurrence: isSeries ? '' : recurrence }, { ...meeting, proposals });
  if (answer) await noteAnswer(tx, invitation, { meeting: { ...meeting, proposals }, activity, isSeries });
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
