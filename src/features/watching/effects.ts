/** Nudges as they leave: read again as the one who is told, at the moment of telling. */
import { asPerson, findPerson, getPerson, isActiveMember, type Person } from '../../access/people.ts';
import { listStandIns } from '../../access/standing-in.ts';
import { transaction } from '../../db/transaction.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { enqueue, type Queued } from '../../outbox/store.ts';
import { findDeal } from '../deals/service.ts';
import { refreshHomesOf } from '../home/service.ts';
import type { Nudge } from './model.ts';
import { type NudgeCard, readNudgeCards } from './nudge-card.ts';
import { isToldAnyway, listNudges, listNudgesIn, noteSent } from './nudges.ts';
import { queueRedraw } from './redraw.ts';
import { maySee } from './service.ts';
import { nudgeMessage } from './views.ts';

/** `nudgeIds`: one, or several of the same person that came late and share a message */
export const nudge = effect<{ nudgeIds: number[] }>(
  'watching.nudge',
  async (ctx, { nudgeIds }, { id }): Promise<Delivery> => {
    const nudges = (await listNudges(ctx, nudgeIds)).filter(({ sentAt }) => !sentAt);
    if (nudges.length === 0) return { do: 'drop', reason: 'the watch is gone, or it was told' };
    const [share, ...others] = await shares(ctx, nudges);
    if (!share) return { do: 'drop', reason: 'nobody to tell' };
    await transaction(ctx, async (tx) => {
      for (const { nudges } of others)
        await enqueue(tx, { ...queuedTogether(nudges), dedupeKey: `apart:${id}:${idsOf(nudges)}` });
    });
    const { person } = share;
    const seen = asPerson(ctx, person);
    const cards = (await readNudgeCards(seen, share.nudges)).filter(asks);
    if (cards.length === 0) return { do: 'drop', reason: await whyNot(seen, share.nudges[0]) };
    const told = cards.flatMap((card) => card.nudges.map((one) => one.id));
    return {
      do: 'post',
      to: { person: person.id },
      ...nudgeMessage(cards, readerOf(seen)),
      sent: async (tx, message) => {
        await noteSent(tx, told, person.id, message);
        await refreshHomesOf(tx, [person.id]);
      },
    };
  },
  {
    // The date moved, or the bid went in, while nobody knew whether the nudge had come: it says so, as the others do.
    arrivedLate: async (tx, { nudgeIds }, { personId, ...message }) => {
      if (personId === null) return;
      await noteSent(tx, nudgeIds, personId, message);
      await queueRedraw(tx, message);
    },
    collapse: async (tx, effects): Promise<Queued | null> => {
      const nudgeIds = effects.flatMap((one) => (one.payload as { nudgeIds: number[] }).nudgeIds);
      const [first, ...more] = await listNudges(tx, nudgeIds);
      if (!first) return null;
      const dedupeKey = `late:${effects.map((one) => one.id).join(',')}`;
      return { ...queuedTogether([first, ...more]), dedupeKey };
    },
  },
);

type Nudges = [Nudge, ...Nudge[]];

const idsOf = (nudges: Nudges): number[] => nudges.map((one) => one.id);

const queuedTogether = (nudges: Nudges): Omit<Queued, 'dedupeKey'> => ({
  kind: 'watching.nudge',
  payload: { nudgeIds: idsOf(nudges) },
  lane: `person:${nudges[0].personId}`,
  priority: 'nudge',
});

/** Of a colleague who is away, one deal may be seen by who stands in, and another by nobody but themselves. */
async function shares(ctx: Ctx, nudges: Nudge[]): Promise<{ person: Person; nudges: Nudges }[]> {
  const byPerson = new Map<PersonId, { person: Person; nudges: Nudges }>();
  for (const one of nudges) {
    const person = await standInFor(ctx, one);
    if (!person || (person.id !== one.personId && (await isToldAnyway(ctx, one, person.id)))) continue;
    const share = byPerson.get(person.id);
    if (share) share.nudges.push(one);
    else byPerson.set(person.id, { person, nudges: [one] });
  }
  return [...byPerson.values()];
}

/** A nudge in somebody's DM shows how things are now. */
export const redraw = effect<{ channel: string; ts: string }>(
  'watching.redraw',
  async (ctx, { channel, ts }): Promise<Delivery> => {
    const nudges = await listNudgesIn(ctx, { channel, ts });
    // The deal is gone, and its watching with it.
    if (nudges.length === 0) return { do: 'delete', channel, ts };
    const reader = nudges[0]?.sentTo && (await findPerson(ctx.db, nudges[0].sentTo));
    if (!reader || !isActiveMember(reader))
      return { do: 'drop', reason: 'the recipient is no active member' };
    const seen = asPerson(ctx, reader);
    const cards = await readNudgeCards(seen, nudges);
    // What its reader may no longer see disappears from their DM too.
    if (cards.length === 0) return { do: 'delete', channel, ts };
    return { do: 'edit', channel, ts, ...nudgeMessage(cards, readerOf(seen)) };
  },
);

const asks = (card: NudgeCard): boolean =>
  card.standing === 'asked' && card.nudges.some((one) => !one.reaction);

/** The one who watches, or stands in for them; for somebody who left their successor, else the sales lead. Only who sees the deal. */
async function standInFor(ctx: Ctx, { personId, dealId }: Nudge): Promise<Person | null> {
  const deal = await findDeal(ctx, dealId);
  if (!deal) return null;
  const person = await getPerson(ctx.db, personId);
  const standIns = await listStandIns(ctx, personId);
  // Of one who is here it is nobody else's business whether they see the deal.
  const asked = isActiveMember(person)
    ? standIns.slice(0, 1 + standIns.findIndex(({ id }) => id === personId))
    : standIns;
  return asked.find((one) => maySee(ctx, deal, one)) ?? null;
}

async function whyNot(ctx: Ctx, first: Nudge): Promise<string> {
  const [card] = await readNudgeCards(ctx, [first]);
  return card ? `the date is ${card.standing}` : 'invisible to the recipient';
}
