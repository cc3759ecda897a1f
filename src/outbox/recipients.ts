/** Effects that one person gets to see: read again as that person when they leave, dropped when it is no member any more. */
import {
  asPerson,
  enter,
  findPerson,
  findPersonBySlackId,
  isActiveMember,
  type Person,
} from '../access/people.ts';
import type { Ctx } from '../lib/context.ts';
import type { PersonId } from '../lib/ids.ts';
import { type Delivery, type Effect, type EffectHandler, effect } from './effects.ts';
import { findMessage, type SlackMessage } from './messages.ts';

const noMember: Delivery = { do: 'drop', reason: 'the recipient is no active member' };

/** As this person; null when they may not receive anything (any more). */
export const seenBy = async (ctx: Ctx, id: PersonId): Promise<Ctx | null> =>
  enter(ctx, await findPerson(ctx.db, id));

/** To the person whom the payload names. @param deliver `seen` acts as that person, `ctx` as the system */
export const effectFor = <P = unknown>(
  kind: string,
  deliver: (
    seen: Ctx,
    payload: P & { personId: PersonId },
    more: { ctx: Ctx; person: Person; effect: Effect },
  ) => Promise<Delivery>,
): EffectHandler =>
  effect<P & { personId: PersonId }>(kind, async (ctx, payload, effect) => {
    const person = await findPerson(ctx.db, payload.personId);
    return isActiveMember(person)
      ? deliver(asPerson(ctx, person), payload, { ctx, person, effect })
      : noMember;
  });

interface Place {
  channel: string;
  ts: string;
}

/** Changes a message of ours in somebody's DM. One in a channel, or that nothing of ours knows, is dropped. */
export const editFor = <P = unknown>(
  kind: string,
  deliver: (seen: Ctx, payload: P & Place) => Promise<Delivery>,
): EffectHandler =>
  editAnywhere<P>(kind, async (seen, payload, { person }) => (person ? deliver(seen, payload) : noMember));

/**
 * Changes a message of ours wherever it stands: a DM is read by its person, a channel by the workspace.
 * @param deliver `seen` is the system and `person` null in a channel, and where nothing of ours knows the message
 */
export const editAnywhere = <P = unknown>(
  kind: string,
  deliver: (
    seen: Ctx,
    payload: P & Place,
    known: { person: Person | null; message: SlackMessage | null },
  ) => Promise<Delivery>,
): EffectHandler =>
  effect<P & Place>(kind, async (ctx, payload) => {
    const message = await findMessage(ctx, payload.channel, payload.ts);
    if (!message?.personSlackId) return deliver(ctx, payload, { person: null, message });
    const person = await findPersonBySlackId(ctx.db, message.personSlackId);
    return isActiveMember(person) ? deliver(asPerson(ctx, person), payload, { person, message }) : noMember;
  });
