/** What those invited say of a meeting: they come, they do not, or another time would suit them better. */
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import type { NewActivity } from '../activities/model.ts';
import { type KnownMeeting, mayChange, type Sender } from './meeting-known.ts';
import { isLater } from './meeting-series.ts';
import { type Proposal, saveInvitation, saveMeeting } from './meetings-store.ts';
import type { EmailId } from './model.ts';
import type { Invitation } from './reading/findings.ts';

/** Nothing changes until whoever called the meeting moves it: the proposal is an entry of its own. */
export async function noteProposal(
  tx: Ctx,
  invitation: Invitation,
  sender: Sender,
  known: KnownMeeting,
  from: NewActivity,
): Promise<void> {
  const { answer, stamp, startsAt, uid, recurrence } = invitation;
  const { meeting, activity, isSeries } = known;
  const address = answer?.address ?? sender.address;
  await rememberInstead(tx, invitation, known, from);
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

/** A proposal was refused: the meeting is as it was, and says no more of it. */
export async function forgetProposals(
  tx: Ctx,
  invitation: Invitation,
  sender: Sender,
  known: KnownMeeting,
  from: NewActivity,
): Promise<void> {
  const { uid, recurrence, stamp } = invitation;
  const { meeting, isSeries } = known;
  await rememberInstead(tx, invitation, known, from);
  if (!mayChange(meeting, sender)) return;
  const about = isSeries ? recurrence : '';
  const isOpen = (one: Proposal) =>
    one.about !== about || (one.stamp !== null && stamp !== null && one.stamp > stamp);
  const proposals = meeting.proposals.filter(isOpen);
  if (proposals.length === meeting.proposals.length) return;
  await saveMeeting(tx, { uid, recurrence: isSeries ? '' : recurrence }, { ...meeting, proposals });
}

/** The mail says beside the proposed time which one it was to replace. */
async function rememberInstead(
  tx: Ctx,
  invitation: Invitation,
  { activity, isSeries }: KnownMeeting,
  { source }: NewActivity,
): Promise<void> {
  if (source?.by !== 'email') return;
  const instead = isSeries ? (invitation.recurrence as Instant) : activity.at;
  await saveInvitation(tx, source.emailId as EmailId, { ...invitation, instead });
}

export async function noteAnswer(
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
