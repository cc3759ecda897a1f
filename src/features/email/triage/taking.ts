/** Which mails of a card are put away together. */
import { recordEvents } from '../../../events/record.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { DealId } from '../../../lib/ids.ts';
import { asSystem } from '../as-system.ts';
import type { Email, EmailId } from '../model.ts';
import { emailsAsSeen } from '../privacy/sight.ts';
import { goingAlong } from './going-along.ts';
import { groupOf } from './grouping.ts';
import { lookAtWaiting } from './look-again.ts';
import { queueLookAgain } from './look-again-queue.ts';
import { listMates } from './mates.ts';

/** How many of a card's mails are put away: its own alone, what the guess is about, all. */
export interface Scope {
  alone?: boolean;
  /** a click on a guess: the deal, null for a company or contact */
  guess?: DealId | null;
  /** so many the button said: what joined the card since is left */
  most?: number | undefined;
  /** and this was the newest of them */
  upTo?: number | undefined;
}

/** Mails of a card that are put away now, and those that are left though they may be of the same conversation. */
export interface Taken {
  taken: Email[];
  left: EmailId[];
}

/** Those that are left wait for a person, and their card says what is true then. */
export async function takeFromCard(tx: Ctx, lead: Email, scope: Scope): Promise<Taken> {
  const group = await groupOf(tx, lead, false);
  const taken = scope.alone ? [lead] : await guessedOf(tx, lead, group, scope);
  const left = group.filter((email) => !taken.includes(email)).map(({ id }) => id);
  if (left.length === 0) return { taken, left };
  const about = left.map((id) => ({ subject: { kind: 'email' as const, id }, details: { alone: true } }));
  await recordEvents(tx, 'email.triage', about);
  // At once whose card is next: it is posted before anything that is queued now could edit it.
  await lookAtWaiting(asSystem(tx), { kind: 'emails', ids: left.slice(0, 1) });
  await queueLookAgain(tx, { kind: 'emails', ids: left.slice(1) });
  return { taken, left };
}

/** As whoever clicked it saw them counted. */
async function guessedOf(
  tx: Ctx,
  lead: Email,
  group: Email[],
  { guess, most, upTo = Number.POSITIVE_INFINITY }: Scope,
): Promise<Email[]> {
  if (guess === undefined || group.length === 1) return group;
  const seen = await emailsAsSeen(tx, group);
  const own = seen.find(({ id }) => id === lead.id);
  if (!own) return [lead];
  const others = seen.filter((email) => email !== own);
  const mates = await listMates(tx, lead, others);
  const going = new Set(
    goingAlong(own, others, guess, mates)
      .filter(({ id }) => id === lead.id || id <= upTo)
      .slice(0, most)
      .map(({ id }) => id),
  );
  return group.filter(({ id }) => going.has(id));
}
