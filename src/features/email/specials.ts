/** Mail that finds its deal in a way of its own, and what follows from what a message carries besides its words. */
import type { Ctx } from '../../lib/context.ts';
import type { ContactId, DealId } from '../../lib/ids.ts';
import { addDays, dateIn, type Instant } from '../../lib/time.ts';
import { noteAlive, noteAway, noteBounce } from '../contacts/reach-service.ts';
import { queueCardEdits } from '../deals/effects.ts';
import type { OwnSide } from './addresses.ts';
import type { Decision, Known } from './match.ts';
import { changesNothing, findKnownMeeting } from './meeting-known.ts';
import { type Considered, type EmailId, reason } from './model.ts';
import { decidePortalNotice, type Vouched, whoVouches } from './portal-notices.ts';
import type { Mark, RobotReport } from './reading/findings.ts';
import { isPortal } from './reading/portals.ts';
import type { SenderCheck } from './reading/trust.ts';
import type { CustomerMail } from './reading/understand.ts';
import { bouncedAt } from './records-store.ts';
import { findEmail } from './store.ts';
import { findText } from './text-store.ts';

/** @returns usual, when it is like any other mail */
export async function decideSpecial(
  ctx: Ctx,
  mail: CustomerMail,
  own: OwnSide,
  usual: Decision,
  known: Pick<Known, 'contact' | 'company' | 'lead'>,
): Promise<Decision & { isNotice?: boolean }> {
  const meeting = await decideMeeting(ctx, mail, usual, known);
  if (meeting) return meeting;
  if (mail.direction !== 'in' || !isPortal(mail.from.address, own)) return usual;
  const vouched = await whoVouches(ctx, mail.from.address, own, known.company?.id ?? null);
  return { ...(await decideNotice(ctx, mail, usual, vouched)), isNotice: vouched !== null };
}

/** null: of no meeting that we know, or the mail says itself where it belongs */
async function decideMeeting(
  ctx: Ctx,
  mail: CustomerMail,
  usual: Decision,
  { contact, company, lead }: Pick<Known, 'contact' | 'company' | 'lead'>,
): Promise<Decision | null> {
  const { invitation } = mail.findings;
  const sender = { address: mail.from.address, isColleague: mail.direction === 'out' };
  const known = invitation && (await findKnownMeeting(ctx, invitation, sender));
  if (!known) return null;
  const { source, dealId: deal } = known.activity;
  const first = source.by === 'email' ? (source.emailId as EmailId) : null;
  // The calendar sends the tag with every later form: where somebody has put the meeting since is where it is.
  if (usual.reason.code === 'addressTag' && !(first && (await findEmail(ctx, first))?.decisionId))
    return null;
  const isStranger = !sender.isColleague && usual.outcome !== 'logged' && !contact && !company && !lead;
  // An invitation that was passed on names the meeting to anybody.
  if (isStranger && changesNothing(invitation.method) && !(first && (await isInvited(ctx, first, mail)))) {
    const considered: Considered[] = deal === null ? [] : [{ deal, why: 'thread' }];
    return { ...usual, considered: [...considered, ...usual.considered] };
  }
  return { outcome: 'logged', deal, reason: reason('meeting', { deal }), considered: [] };
}

async function isInvited(ctx: Ctx, first: EmailId, { from }: CustomerMail): Promise<boolean> {
  const text = await findText(ctx, first);
  return [...(text?.to ?? []), ...(text?.cc ?? [])].some(({ address }) => address === from.address);
}

async function decideNotice(
  ctx: Ctx,
  mail: CustomerMail,
  usual: Decision,
  vouched: Vouched | null,
): Promise<Decision> {
  if (usual.outcome === 'logged') return usual;
  const decided = vouched && (await decidePortalNotice(ctx, mail, vouched));
  if (decided) return decided;
  const nobodyKnows = ['unknownSender', 'freeMailSender', 'noOpenDeal', 'askedNextTime'].includes(
    usual.reason.code,
  );
  return nobodyKnows ? { ...usual, reason: reason('portalNotice', { address: mail.from.address }) } : usual;
}

/** Of a mail that is kept. */
export const marksOf = (mail: CustomerMail, isNotice: boolean | undefined): Mark[] =>
  isNotice ? [...mail.findings.marks, 'portal' as const] : mail.findings.marks;

/** A stranger whom nobody looked at is not. */
const isChecked = (sender: SenderCheck): boolean => sender.verified && sender.by !== 'outsider';

async function areKnown(ctx: Ctx, ids: string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  return (await ctx.db('email_threads').whereIn('message_id', ids).first('email_id')) !== undefined;
}

/** An older report is history: whoever it was about has written since, or the address was mended. */
const newsDays = 30;

/** What a mail tells of its sender, and a robot's of the one it speaks for. @param at when the server received it */
export async function noteReach(
  tx: Ctx,
  { bounced, returned, absence }: RobotReport,
  sender: SenderCheck,
  mail: CustomerMail | null,
  at: Instant,
): Promise<void> {
  const today = () => dateIn(tx.time.now(), tx.settings.zone);
  if (bounced.length > 0) {
    if (dateIn(at, tx.settings.zone) < addDays(today(), -newsDays)) return;
    if (!isChecked(sender) && !returned?.isOurs && !(await areKnown(tx, returned?.ids ?? []))) return;
    for (const { address, why, status } of bounced) {
      for (const id of await noteBounce(tx, address, { at, why, status }))
        await redrawDealsOf(tx, id, `bounced:${id}:${at}`);
      bouncedAt.foretell(tx, address, true);
    }
    return;
  }
  if (mail?.direction !== 'in') return;
  const { address } = mail.from;
  if (await bouncedAt.one(tx, address)) {
    for (const id of await noteAlive(tx, address, mail.sentAt))
      await redrawDealsOf(tx, id, `alive:${id}:${mail.sentAt}`);
  }
  if (!absence || absence.until < today()) return;
  for (const id of await noteAway(tx, address, absence)) {
    await redrawDealsOf(tx, id, `away:${id}:${absence.until}`);
  }
}

/** Cards that stand somewhere; where somebody is away is no change of the deal. */
async function redrawDealsOf(tx: Ctx, id: ContactId, cause: string): Promise<void> {
  const named = tx.db('deal_contacts').where({ contact_id: id }).select('deal_id');
  const present = tx
    .db('activities')
    .whereIn('id', tx.db('activity_contacts').where({ contact_id: id }).select('activity_id'))
    .whereNotNull('deal_id')
    .select('deal_id');
  const deals: number[] = await tx
    .db('deals')
    .where({ is_open: true })
    .whereNull('deleted_at')
    .where((any) => any.whereIn('id', named).orWhereIn('id', present))
    .orderBy('updated_at', 'desc')
    .limit(mostCards)
    .pluck('id');
  for (const deal of deals) await queueCardEdits(tx, { id: deal as DealId, version: 0 }, cause);
}

const mostCards = 20;
