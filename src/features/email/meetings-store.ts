/** What a mail invites to, and the meetings that came of it. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { EmailId } from './model.ts';
import type { Answer, Invitation, Repeats } from './reading/findings.ts';

interface MeetingRow {
  id: number;
  uid: string;
  recurrence: string;
  activity_id: number;
  sequence: number;
  stamp: string | null;
  organizer: string | null;
  details: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    email_invitations: { email_id: number; uid: string; recurrence: string; content: string };
    meetings: MeetingRow;
  }
}

export interface MeetingDetails {
  summary: string;
  location: string | null;
  allDay: boolean;
  repeats: Repeats | null;
  /** the last of each */
  answers: { address: string; name: string; says: Answer; stamp: Instant | null }[];
}

export interface Meeting extends MeetingDetails {
  id: number;
  activityId: ActivityId;
  sequence: number;
  stamp: Instant | null;
  organizer: string | null;
}

export async function saveInvitation(ctx: Ctx, id: EmailId, invitation: Invitation): Promise<void> {
  const { uid, recurrence } = invitation;
  const columns = { uid, recurrence, content: JSON.stringify(invitation) };
  await ctx
    .db('email_invitations')
    .insert({ email_id: id, ...columns })
    .onConflict('email_id')
    .merge(columns);
}

export async function findInvitation(ctx: Ctx, id: EmailId): Promise<Invitation | null> {
  const row = await ctx.db('email_invitations').where({ email_id: id }).first('content');
  return row ? (JSON.parse(row.content) as Invitation) : null;
}

const toMeeting = (row: MeetingRow): Meeting => ({
  ...(JSON.parse(row.details) as MeetingDetails),
  id: row.id,
  activityId: row.activity_id as ActivityId,
  sequence: row.sequence,
  stamp: row.stamp as Instant | null,
  organizer: row.organizer,
});

export async function findMeeting(ctx: Ctx, uid: string, recurrence: string): Promise<Meeting | null> {
  const row = await ctx.db('meetings').where({ uid, recurrence }).first();
  return row ? toMeeting(row) : null;
}

export async function findMeetingOf(ctx: Ctx, activityId: ActivityId): Promise<Meeting | null> {
  const row = await ctx.db('meetings').where({ activity_id: activityId }).orderBy('id').first();
  return row ? toMeeting(row) : null;
}

/** Makes it known, or brings it up to date: by its names, whichever comes. */
export async function saveMeeting(
  ctx: Ctx,
  { uid, recurrence }: Pick<Invitation, 'uid' | 'recurrence'>,
  meeting: Omit<Meeting, 'id'>,
): Promise<void> {
  const { activityId, sequence, stamp, organizer, summary, location, allDay, repeats, answers } = meeting;
  const details: MeetingDetails = { summary, location, allDay, repeats, answers };
  const columns = {
    activity_id: activityId,
    sequence,
    stamp,
    organizer,
    details: JSON.stringify(details),
  };
  await ctx
    .db('meetings')
    .insert({ uid, recurrence, ...columns })
    .onConflict(['uid', 'recurrence'])
    .merge(columns);
}
