/**
 * Keeps the nudges of a deal in step with its dates, always in the transaction of the change. It looks at how things
 * stand, not at what happened, so that it may run again at any time.
 */
import { getPerson, type Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import { addMinutes, type Instant } from '../../lib/time.ts';
import { enqueue } from '../../outbox/store.ts';
import type { Deal } from '../deals/model.ts';
import { findDeal, lockDeal } from '../deals/service.ts';
import { escalationMoment, ladder, type Recipient } from './ladder.ts';
import {
  isWatchable,
  stampOf,
  type WatchedDate,
  type WatchedKind,
  type Watcher,
  watchedDate,
} from './model.ts';
import { deletePlanned, insertNudge } from './nudges.ts';
import { queueRedraws } from './redraw.ts';
import {
  findPlannedDate,
  listPlannedDates,
  listWatchers,
  notePlannedFor,
  noteTold,
  type PlannedDate,
  savePlannedDate,
} from './store.ts';

/** After anything that happened to the deal. @param movedBy who did it; null for the product itself */
export async function replanDeal(tx: Ctx, dealId: DealId, movedBy: PersonId | null): Promise<void> {
  // A date that moves and somebody who begins to watch it would not see each other's rows.
  await lockDeal(tx, dealId);
  const planned = await listPlannedDates(tx, [dealId]);
  if (planned.length === 0) return;
  const deal = await findDeal(asProduct(tx), dealId);
  for (const before of planned) await replan(tx, before, deal, movedBy);
}

/** After somebody began to watch, stopped, or chose other days. */
export async function replanDate(tx: Ctx, dealId: DealId, kind: WatchedKind): Promise<void> {
  await lockDeal(tx, dealId);
  const deal = await findDeal(asProduct(tx), dealId);
  const stamp = stampOf(deal && watchedDate(deal, kind, tx.settings.zone));
  const before = (await findPlannedDate(tx, dealId, kind)) ?? {
    dealId,
    kind,
    stamp,
    version: 1,
    isOn: true,
    movedBy: null,
  };
  await replan(tx, before, deal, null);
}

/** In whose zone and working days a person is nudged. */
export const recipientOf = (ctx: Ctx, person: Person): Recipient => ({
  zone: person.zone,
  country: person.country ?? ctx.settings.country,
});

// A restricted deal's dates move also when somebody acts who does not see it.
const asProduct = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system', name: 'watching' } });

async function replan(
  tx: Ctx,
  before: PlannedDate,
  deal: Deal | null,
  movedBy: PersonId | null,
): Promise<void> {
  const date = deal && watchedDate(deal, before.kind, tx.settings.zone);
  const stamp = stampOf(date);
  const moved = stamp !== before.stamp;
  const after: PlannedDate = {
    ...before,
    stamp,
    version: moved ? before.version + 1 : before.version,
    isOn: deal !== null && isWatchable(deal, before.kind),
    movedBy: moved ? movedBy : before.movedBy,
  };
  await savePlannedDate(tx, after, await whenOthersAreTold(tx, after, deal, date));
  for (const watcher of await listWatchers(tx, before.dealId, before.kind)) {
    await deletePlanned(tx, watcher.id, moved || !after.isOn ? 'all' : 'of the ladder ahead');
    const person = await getPerson(tx.db, watcher.personId);
    if (date && after.isOn) await planLadder(tx, watcher, person, date, after.version);
    if (moved && after.isOn) await tellOfMove(tx, watcher, after, movedBy);
  }
  if (moved || after.isOn !== before.isOn) await queueRedraws(tx, before);
}

async function planLadder(
  tx: Ctx,
  watcher: Watcher,
  person: Person,
  date: WatchedDate,
  version: number,
): Promise<void> {
  const recipient = recipientOf(tx, person);
  for (const rung of ladder(date, watcher.days, recipient)) {
    if (rung.at <= tx.time.now()) continue;
    await insertNudge(tx, {
      watcherId: watcher.id,
      version,
      rung: rung.key,
      days: rung.days,
      dueAt: rung.at,
    });
  }
  await notePlannedFor(tx, watcher.id, recipient);
}

/** Only a bid that nobody answers for is worth telling others. */
async function whenOthersAreTold(
  tx: Ctx,
  planned: PlannedDate,
  deal: Deal | null,
  date: WatchedDate | null,
): Promise<Instant | null> {
  if (planned.kind !== 'bid' || !planned.isOn || !deal || !date) return null;
  const owner = await getPerson(tx.db, deal.ownerId);
  return escalationMoment(date, recipientOf(tx, owner));
}

/** A minute's patience: who moves it twice tells once. */
async function tellOfMove(
  tx: Ctx,
  watcher: Watcher,
  planned: PlannedDate,
  movedBy: PersonId | null,
): Promise<void> {
  if (watcher.personId === movedBy) return noteTold(tx, watcher.id, planned.stamp);
  await enqueue(tx, {
    kind: 'watching.moved',
    payload: { watcherId: watcher.id, version: planned.version },
    dedupeKey: `moved:${watcher.id}:${planned.version}`,
    lane: `person:${watcher.personId}`,
    priority: 'nudge',
    runAt: addMinutes(tx.time.now(), 1),
  });
}
