/** A meeting is called as its mail is, and where it is held is for those who see all of the mail. */
import type { Ctx } from '../../../lib/context.ts';
import { findInvitation, findMeetingOf, saveInvitation } from '../meetings-store.ts';
import type { Email, Privacy } from '../model.ts';
import type { Drawer } from './drawer-store.ts';

/** What a mail that was open to all says of a meeting. */
export const meetingOf = async (tx: Ctx, { id }: Email): Promise<Drawer['invitation']> =>
  findInvitation(tx, id);

/** After its mail's privacy changed. The words stay with the mail; only what is shown of them changes. */
export async function rewriteMeeting(tx: Ctx, email: Email, level: Privacy, whole: Drawer): Promise<void> {
  const { invitation } = whole;
  if (!invitation) return;
  if (level === 'full') await saveInvitation(tx, email.id, invitation);
  else await tx.db('email_invitations').where({ email_id: email.id }).delete();
  const meeting = email.activityId ? await findMeetingOf(tx, email.activityId) : null;
  if (!meeting) return;
  const { id, activityId, sequence, stamp, organizer, ...details } = meeting;
  const shown = {
    ...details,
    summary: level === 'happened' ? '' : invitation.summary,
    location: level === 'full' ? invitation.location : null,
  };
  await tx
    .db('meetings')
    .where({ id })
    .update({ details: JSON.stringify(shown) });
}
