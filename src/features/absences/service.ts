/** A colleague is away until a day, and somebody stands in. */
import { changePerson, getPerson, isActiveMember, type Person } from '../../access/people.ts';
import { isAway } from '../../access/standing-in.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { dateIn, type PlainDate } from '../../lib/time.ts';
import { enqueue } from '../../outbox/store.ts';

export interface Absence {
  /** the last day; null: here */
  until: PlainDate | null;
  /** null: nobody, what comes waits for them */
  standIn: Person | null;
}

/** That of the actor; one that is over is none. */
export async function readAbsence(ctx: Ctx): Promise<Absence> {
  const person = await getPerson(ctx.db, actorId(ctx) ?? notFound('person'));
  if (!isAway(person, ctx.time.now())) return { until: null, standIn: null };
  const standIn = person.standInId && (await getPerson(ctx.db, person.standInId));
  return { until: person.awayUntil, standIn: standIn || null };
}

/** Whoever is to stand in is told. @throws CrmError absence.past, absence.oneself, absence.noDay, notFound */
export function sayAway(ctx: Ctx, until: PlainDate | null, standInId: PersonId | null): Promise<Absence> {
  return transaction(ctx, async (tx) => {
    const me = await getPerson(tx.db, actorId(tx) ?? notFound('person'));
    if (until && until < dateIn(tx.time.now(), me.zone)) refuse('absence.past', {}, 'until');
    if (!until && standInId) refuse('absence.noDay', {}, 'until');
    if (standInId === me.id) refuse('absence.oneself', {}, 'standIn');
    const standIn = standInId ? await getPerson(tx.db, standInId) : null;
    if (standIn && !isActiveMember(standIn)) notFound('person');
    await changePerson(tx, me.id, { away_until: until, stand_in_id: standInId });
    const event = await recordEvent(tx, 'person.away', { kind: 'person', id: me.id }, { until, standInId });
    const isNews = until !== me.awayUntil || standInId !== me.standInId;
    if (standIn && isNews)
      await enqueue(tx, {
        kind: 'absences.standIn',
        payload: { personId: me.id, standInId: standIn.id },
        dedupeKey: `${event}:${standIn.id}`,
        lane: `person:${standIn.id}`,
        priority: 'answer',
      });
    return { until, standIn };
  });
}
