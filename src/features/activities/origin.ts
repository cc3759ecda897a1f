/** Where a form was opened, and what is shown there: it is brought up to date instead of saying anything. */
import { findMessage } from '../../outbox/messages.ts';
import type { ActionRequest, Place, Request } from '../../slack/requests.ts';
import { refreshPlace } from '../companies/showing.ts';
import { companyWindow } from '../companies/views.ts';
import { dealWindow } from '../deals/details-views.ts';
import { refreshDeal } from '../deals/showing.ts';
import { leadWindow } from '../leads/buttons.ts';
import { refreshLead } from '../leads/showing.ts';
import { type TimelineMeta, timelineWindow } from './buttons.ts';
import { readTarget, type Target } from './target.ts';
import { showTimeline } from './timeline.ts';

/** A card or a window of what the form is about; the place is empty where the card edits itself. */
export interface Origin {
  target: Target;
  place: Place;
  timeline: TimelineMeta | null;
}

/** null when nothing about it is on the screen, as in Home */
export async function originOf(
  { ctx, view, message, place }: ActionRequest<unknown>,
  target: Target | null,
): Promise<Origin | null> {
  if (!target) return null;
  if (message?.isEphemeral) return { target, place, timeline: null };
  if (message) {
    const known = await findMessage(ctx, message.channel, message.ts);
    return known?.subject.kind === 'deal' || known?.subject.kind === 'lead'
      ? { target, place: {}, timeline: null }
      : null;
  }
  if (view?.type !== 'modal') return null;
  if (view.callback_id === timelineWindow.id)
    return { target, place, timeline: timelineWindow.read(view.private_metadata ?? '') };
  const about = readTarget(target);
  const shown = about?.dealId ? dealWindow.id : about?.leadId ? leadWindow.id : companyWindow.id;
  return view.callback_id === shown ? { target, place, timeline: null } : null;
}

/** @returns false when nothing on the screen tells of the change, so that it has to be said */
export async function refreshOrigin(
  request: Request,
  origin: Origin | null,
  changed: Target | null,
): Promise<boolean> {
  if (!origin || origin.target !== changed) return false;
  const { place, timeline } = origin;
  const about = readTarget(origin.target);
  if (timeline) {
    const view = await showTimeline(request.ctx, { ...timeline, offset: 0 }, request.reader);
    await request.bringUpToDate(place, { view, message: { text: '', blocks: [] } });
  } else if (about?.dealId) await refreshDeal(request, place, about.dealId);
  else if (about?.leadId) await refreshLead(request, place, about.leadId);
  else if (about?.companyId) await refreshPlace(request, place, about.companyId);
  return true;
}
