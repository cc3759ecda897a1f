/** The nudges that wait for an answer, as the Home tab shows them. */

import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type NudgeCard, readNudgeCards } from './nudge-card.ts';
import { listUnanswered } from './nudges.ts';

/** The actor's, one card per date, the nearest date first. */
export async function listNudgesWaiting(ctx: Ctx, limit: number): Promise<NudgeCard[]> {
  const unanswered = await listUnanswered(ctx, actorId(ctx) as PersonId, limit * 4);
  const cards = await readNudgeCards(ctx, unanswered.reverse());
  return cards
    .filter((card) => card.standing === 'asked' && !card.isOver)
    .sort((a, b) => a.daysLeft - b.daysLeft)
    .slice(0, limit);
}
