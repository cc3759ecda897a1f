import { changePerson, type Person } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CrmEvent } from '../../lib/event.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import {
  addDays,
  addHours,
  addMillis,
  at,
  dateIn,
  fromMillis,
  type Instant,
  instantOf,
  millis,
} from '../../lib/time.ts';
import { enqueue } from '../../outbox/store.ts';
import { listMyBidsDue, listMyOtherDeals, listPeopleOnDeal, listStepsDue } from '../deals/service.ts';
import { readNames, readPipeline } from '../reports/reading.ts';
import { listNudgesWaiting } from '../watching/home.ts';
import { type Home, pageSize } from './content.ts';
import { partsOf } from './part.ts';
import { whoOpenedHomeSince } from './store.ts';

const dueLimit = 8;
const stepLimit = 5;
const nudgeLimit = 3;

/** What one person's Home shows; ctx acts as them. A constant number of queries. */
export async function readHome(ctx: Ctx, person: Person, offset = 0): Promise<Home> {
  const tomorrow = addDays(dateIn(ctx.time.now(), person.zone), 1);
  const midnight = instantOf(at(tomorrow, '00:00'), person.zone);
  const parts = partsOf(ctx);
  const [due, mine, steps, nudges, pipeline, ...shown] = await Promise.all([
    listMyBidsDue(ctx, person.id, midnight, { limit: dueLimit }),
    listMyOtherDeals(ctx, person.id, midnight, { limit: pageSize, offset }),
    listStepsDue(ctx, 'actor', tomorrow, { limit: stepLimit }, person.id),
    listNudgesWaiting(ctx, nudgeLimit),
    readPipeline(ctx, 'actor'),
    ...parts.map((part) => part.read(ctx, person.id)),
  ]);
  const standing = (place: 'today' | 'after') =>
    shown.filter((blocks, index) => blocks !== null && parts[index]?.place === place) as Home['today'];
  const names = await readNames(ctx, [...due.deals, ...mine.deals, ...steps.deals]);
  return {
    person,
    offset,
    due,
    mine,
    steps,
    nudges,
    pipeline,
    names,
    today: standing('today'),
    after: standing('after'),
  };
}

/** From now on for a day their Home is kept up to date. */
export const noteHomeOpened = (ctx: Ctx, personId: PersonId): Promise<void> =>
  transaction(ctx, (tx) => changePerson(tx, personId, { home_opened_at: tx.time.now() }));

const keptHours = 24;
/** Changes within so long are one push. */
const coalesceMs = 30_000;
/** What committed a moment late is in the push too. */
const graceMs = 1000;

export const isKept = (person: Person, now: Instant): boolean =>
  person.homeOpenedAt !== null && person.homeOpenedAt >= addHours(now, -keptHours);

/** Queues a new Home for those whose own things changed and who opened it within a day. */
export async function refreshHomes(tx: Ctx, event: CrmEvent): Promise<void> {
  await refreshHomesOf(tx, [...(await listTouched(tx, event))]);
}

/** The same for what is no event: somebody was sent a nudge. */
export async function refreshHomesOf(tx: Ctx, people: PersonId[]): Promise<void> {
  const since = addHours(tx.time.now(), -keptHours);
  for (const id of await whoOpenedHomeSince(tx, people, since)) await queuePush(tx, id);
}

async function listTouched(tx: Ctx, event: CrmEvent): Promise<Set<PersonId>> {
  const touched = new Set<PersonId>();
  if (event.subject.kind === 'deal') {
    for (const id of await listPeopleOnDeal(tx, event.subject.id as DealId)) touched.add(id);
    for (const id of peopleBefore(event)) touched.add(id);
    // Who answers a nudge need not have the deal.
    if (event.kind.startsWith('watching.') && event.actorId) touched.add(event.actorId);
  }
  for (const part of partsOf(tx)) {
    for (const id of (await part.touched?.(tx, event)) ?? []) touched.add(id);
  }
  return touched;
}

/** Who had the deal, or its next step, until now: it leaves their Home. */
function peopleBefore({ details }: CrmEvent): PersonId[] {
  const { ownerId, nextStep } = details as {
    ownerId?: { from?: PersonId };
    nextStep?: { from?: { ownerId: PersonId } | null };
  };
  return [ownerId?.from, nextStep?.from?.ownerId].filter((id): id is PersonId => typeof id === 'number');
}

async function queuePush(tx: Ctx, personId: PersonId): Promise<void> {
  const bucket = Math.floor(millis(tx.time.now()) / coalesceMs);
  await enqueue(tx, {
    kind: 'home.push',
    payload: { personId },
    dedupeKey: `home:${personId}:${bucket}`,
    lane: `home:${personId}`,
    priority: 'edit',
    runAt: addMillis(fromMillis((bucket + 1) * coalesceMs), graceMs),
  });
}
