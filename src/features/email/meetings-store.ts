/** What a mail invites to, and the meetings that came of it. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { EmailId } from './model.ts';
import type { Answer, Invitation, Repeats, Rule } from './reading/findings.ts';

interface MeetingRow {
  id: number;
  uid: string;
  recurrence: string;
  activity_id: number;
  sequence: number;
  stamp: string | null;
  organizer: string | null;
  details: string;
  more_from: string | null;
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
  /** the same for computing; null: in a way that nobody's calendar offers; absent: read before rules were kept */
  rule?: Rule | null;
  /** the last of each */
  answers: { address: string; name: string; says: Answer; stamp: Instant | null }[];
  /** of a series: what became of single ones of it, by the time they were to be */
  changed: Changed[];
  /** of a series: those that take place besides its rule */
  besides: Instant[];
  /** of a series: what became of all from one of it on, in their order */
  rests: Rest[];
  /** the last of each, until the meeting itself is changed */
  proposals: Proposal[];
}

export interface Changed {
  at: Instant;
  /** null: it does not take place */
  to: Instant | null;
  sequence: number;
  stamp: Instant | null;
  /** it stands in the series; else it came by itself */
  inSeries: boolean;
}

/** One of a series with all that follow it, as far as nothing else is said of them by themselves. */
export interface Rest {
  from: Instant;
  /** when that one takes place instead; null: the series ends before it */
  to: Instant | null;
  sequence: number;
  stamp: Instant | null;
}

/** Another time that somebody would like better. */
export interface Proposal {
  /** of a series: about which one of it; '' is all of it, and a meeting by itself */
  about: string;
  address: string;
  name: string;
  startsAt: Instant;
  stamp: Instant | null;
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
  return row ? { ...noDates, ...(JSON.parse(row.content) as Invitation) } : null;
}

/** Rows of before single meetings of a series were read say nothing of them. */
const noDates = { others: [], without: [], besides: [] };

const toMeeting = (row: MeetingRow): Meeting => ({
  ...{ changed: [], besides: [], proposals: [], rests: [] },
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

/** Single ones of a series that have an entry of their own. */
export async function listOccurrences(ctx: Ctx, uid: string): Promise<(Meeting & { recurrence: Instant })[]> {
  const rows = await ctx.db('meetings').where({ uid }).whereNot({ recurrence: '' }).orderBy('id').limit(200);
  return rows.map((row) => ({ ...toMeeting(row), recurrence: row.recurrence as Instant }));
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
  const { changed, besides, proposals, rule, rests } = meeting;
  const said = { summary, location, allDay, repeats, rule, answers };
  const details: MeetingDetails = { ...said, changed, besides, rests, proposals };
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

/** When more of its times are to be listed; null: all are. */
export async function noteMoreFrom(ctx: Ctx, uid: string, from: Instant | null): Promise<void> {
  await ctx.db('meetings').where({ uid, recurrence: '' }).update({ more_from: from });
}

/** Series of which more times are to be listed by now. */
export const listRunningOut = async (ctx: Ctx, limit: number): Promise<string[]> =>
  ctx.db('meetings').where('more_from', '<=', ctx.time.now()).orderBy('more_from').limit(limit).pluck('uid');
