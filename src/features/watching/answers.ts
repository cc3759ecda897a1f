/** What a person answers to a nudge. Knowing quiets that one only: the next comes as planned. */
import { findPerson, isActiveMember } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import { addHours, at, dateIn, type Instant, instantOf } from '../../lib/time.ts';
import { workdayAfter } from '../../lib/workdays.ts';
import { getDealFor, listDealNames } from '../deals/service.ts';
import { queueDueNudges } from './due.ts';
import {
  dateOfStamp,
  handedRung,
  isWatchable,
  lastOf,
  type Nudge,
  type Reaction,
  snoozedRung,
} from './model.ts';
import { placeOf } from './nudge-card.ts';
import { deleteNudge, deletePlanned, findHanded, insertNudge, listNudges, noteReaction } from './nudges.ts';
import { replanDate } from './plan.ts';
import { queueEscalationEdits, queueRedraw } from './redraw.ts';
import { maySee } from './service.ts';
import { findPlannedDate, findWatcher, listWatchers, saveWatcher, stopWatcher } from './store.ts';

/** @throws CrmError notFound */
export function acknowledgeNudges(ctx: Ctx, ids: number[]): Promise<void> {
  return transaction(ctx, async (tx) => {
    const asked = (await listOwn(tx, ids)).filter((nudge) => nudge.reaction === null);
    await answer(tx, asked, { what: 'known' });
  });
}

/**
 * Undo of "I know", of "Snooze" and of handing over: the date is the actor's to watch again. A colleague who answered
 * meanwhile took it on and keeps watching; else it is taken from them.
 * @throws CrmError notFound
 */
export function takeBackAnswer(ctx: Ctx, ids: number[]): Promise<void> {
  return transaction(ctx, async (tx) => {
    const answered = (await listOwn(tx, ids)).filter((nudge) => nudge.reaction !== null);
    for (const nudge of answered) {
      if (nudge.reaction?.what === 'handed') await takeBackHanded(tx, nudge);
      const until = nudge.reaction?.snoozedTo;
      if (until) await deleteNudge(tx, { ...nudge, rung: snoozedRung(nudge.rung, until) });
    }
    await noteReaction(
      tx,
      answered.map((nudge) => nudge.id),
      null,
    );
    await record(tx, answered, 'watching.answerTakenBack', {});
  });
}

async function takeBackHanded(tx: Ctx, nudge: Nudge): Promise<void> {
  const { dealId, kind } = nudge;
  const mine = (await findWatcher(tx, nudge.watcherId)) ?? notFound('deal');
  const stamp = (await findPlannedDate(tx, dealId, kind))?.stamp ?? '';
  const theirs = await findHanded(tx, nudge);
  await saveWatcher(tx, { ...mine, personId: actorId(tx) as PersonId }, stamp);
  if (theirs && !theirs.reaction) {
    if (theirs.beganWatch) {
      await stopWatcher(tx, theirs.watcherId);
      await deletePlanned(tx, theirs.watcherId, 'all');
    }
    if (!theirs.sentAt) await deleteNudge(tx, theirs);
    if (theirs.message) await queueRedraw(tx, theirs.message);
  }
  await replanDate(tx, dealId, kind);
}

/** When a nudge put off by a word comes again: in an hour, or on the next working morning of the actor. */
export function snoozeMoment(ctx: Ctx, until: 'hour' | 'morning'): Instant {
  const now = ctx.time.now();
  if (until === 'hour') return addHours(now, 1);
  const { zone, country } = placeOf(ctx);
  return instantOf(at(workdayAfter(dateIn(now, zone), country), '09:00'), zone);
}

/** @throws CrmError notFound, date.past, date.afterDeadline */
export function snoozeNudges(ctx: Ctx, ids: number[], until: Instant): Promise<void> {
  return transaction(ctx, async (tx) => {
    const own = await listOwn(tx, ids);
    const last = lastOf(own);
    if (until <= tx.time.now()) refuse('date.past', {}, 'day');
    await assertBefore(tx, last, until);
    await insertNudge(tx, { ...last, rung: snoozedRung(last.rung, until), dueAt: until });
    await answer(tx, own, { what: 'snoozed', snoozedTo: until });
  });
}

async function assertBefore(ctx: Ctx, nudge: Nudge, until: Instant): Promise<void> {
  const date = dateOfStamp((await findPlannedDate(ctx, nudge.dealId, nudge.kind))?.stamp ?? '');
  if (!date) return;
  const isLate = date.kind === 'moment' ? until >= date.at : dateIn(until, placeOf(ctx).zone) > date.on;
  if (isLate) refuse('date.afterDeadline', {}, 'day');
}

/**
 * The colleague is told at once and watches the date from now on; the actor does not any more.
 * @throws CrmError notFound, watching.cannotSee
 */
export function handNudges(ctx: Ctx, ids: number[], to: PersonId): Promise<void> {
  return transaction(ctx, async (tx) => {
    const own = await listOwn(tx, ids);
    const last = lastOf(own);
    if (to === actorId(tx)) return;
    const deal = await getDealFor(tx, 'see', last.dealId);
    if (!isWatchable(deal, last.kind)) refuse('deal.closed', { number: deal.id });
    const colleague = await findPerson(tx.db, to);
    if (!isActiveMember(colleague)) return notFound('person');
    if (!maySee(tx, deal, colleague)) refuse('watching.cannotSee', { name: colleague.name });
    const watcher = (await findWatcher(tx, last.watcherId)) ?? notFound('deal');
    const theirs = (await listWatchers(tx, last.dealId, last.kind)).find((one) => one.personId === to);
    const stamp = (await findPlannedDate(tx, last.dealId, last.kind))?.stamp ?? '';
    const watcherId = theirs?.id ?? (await saveWatcher(tx, { ...watcher, personId: to }, stamp)).id;
    const dueAt = tx.time.now();
    await stopWatcher(tx, watcher.id);
    await deletePlanned(tx, watcher.id, 'all');
    await replanDate(tx, last.dealId, last.kind);
    const rung = handedRung(last, dueAt);
    await insertNudge(tx, { ...last, watcherId, rung, dueAt, beganWatch: !theirs });
    await answer(tx, own, { what: 'handed', handedTo: to, at: dueAt });
    await queueDueNudges(tx);
  });
}

/** The messages of these nudges say soon what became of them. */
export const redrawNudges = (ctx: Ctx, ids: number[]): Promise<void> =>
  transaction(ctx, async (tx) => {
    for (const { message } of await listOwn(tx, ids)) {
      if (message) await queueRedraw(tx, message);
    }
  });

/** Only the one who was told answers, as long as they see the deal. @throws CrmError notFound */
async function listOwn(tx: Ctx, ids: number[]): Promise<[Nudge, ...Nudge[]]> {
  const own = (await listNudges(tx, ids)).filter((nudge) => (nudge.sentTo ?? nudge.personId) === actorId(tx));
  const seen = await listDealNames(tx, [...new Set(own.map((nudge) => nudge.dealId))]);
  const [first, ...rest] = own.filter((nudge) => seen.has(nudge.dealId));
  return first ? [first, ...rest] : notFound('deal');
}

async function answer(
  tx: Ctx,
  nudges: Nudge[],
  given: Pick<Reaction, 'what'> & Partial<Reaction>,
): Promise<void> {
  const reaction = {
    at: tx.time.now(),
    by: actorId(tx) as PersonId,
    snoozedTo: null,
    handedTo: null,
    ...given,
  };
  await noteReaction(
    tx,
    nudges.map((nudge) => nudge.id),
    reaction,
  );
  const { what, snoozedTo, handedTo } = reaction;
  await record(tx, nudges, 'watching.answered', { what, snoozedTo, handedTo });
}

async function record(tx: Ctx, nudges: Nudge[], kind: string, details: object): Promise<void> {
  const dates = new Map(nudges.map((nudge) => [`${nudge.dealId} ${nudge.kind}`, nudge]));
  for (const nudge of dates.values()) {
    await recordEvent(
      tx,
      kind,
      { kind: 'deal', id: nudge.dealId as DealId },
      { date: nudge.kind, rung: nudge.rung, ...details },
    );
    await queueEscalationEdits(tx, nudge);
  }
}
