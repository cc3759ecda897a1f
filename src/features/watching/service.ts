/** Who watches a deal's dates, and what they will be told. */
import {
  asPerson,
  findPersonBySlackId,
  isActiveMember,
  listPeople,
  type Person,
} from '../../access/people.ts';
import { mayWithDeal } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Country, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, refuse } from '../../lib/errors.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import { dateIn, type Instant } from '../../lib/time.ts';
import { type Holiday, holidaysBetween } from '../../lib/workdays.ts';
import { enqueue } from '../../outbox/store.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import { queueCardEdits } from '../deals/effects.ts';
import type { Deal } from '../deals/model.ts';
import { getDeal, getDealFor } from '../deals/service.ts';
import { ladder, type Rung } from './ladder.ts';
import {
  dayIn,
  isWatchable,
  stampOf,
  usualDays,
  type WatchedDate,
  type WatchedKind,
  type Watcher,
  watchedDate,
  watchedKinds,
} from './model.ts';
import { deletePlanned, listAhead } from './nudges.ts';
import { recipientOf, replanDate } from './plan.ts';
import { listWatchers, saveWatcher, stopWatcher } from './store.ts';

/** What a person is about to set: which date, whom, how many working days before. */
export interface Watching {
  dealId: DealId;
  kind: WatchedKind;
  people: PersonId[];
  days: number[];
}

/**
 * Starts watching for each of the people, or changes their days: a colleague's only who edits the deal.
 * @throws CrmError notFound, deal.closed, watching.noDate; FieldErrors people, days
 */
export function watchDate(ctx: Ctx, { dealId, kind, people, days }: Watching): Promise<void> {
  return transaction(ctx, async (tx) => {
    const deal = await getDealFor(tx, 'see', dealId);
    const date = watchedDate(deal, kind, tx.settings.zone);
    if (!date) return refuse('watching.noDate', {}, 'kind');
    if (!isWatchable(deal, kind)) return refuse('deal.closed', { number: deal.id });
    const errors = [
      ...(people.length === 0 ? [new CrmError('required', {}, 'people')] : []),
      ...(days.length === 0 ? [new CrmError('required', {}, 'days')] : []),
      ...(await whoCannotSee(tx, deal, people)),
      ...(await whoseIsNotTheirs(tx, deal, { dealId, kind, people, days })),
    ];
    if (errors.length > 0) throw new FieldErrors(errors);
    for (const personId of people) {
      const { id, isNew } = await saveWatcher(tx, { dealId, kind, personId, days }, stampOf(date));
      if (isNew && personId !== actorId(tx)) await queueWelcome(tx, id, personId);
    }
    await replanDate(tx, dealId, kind);
    await noteWatching(tx, deal, 'watching.started', { date: kind, people, days });
  });
}

/** The usual days before the bid deadline, for the actor. @throws as watchDate */
export const watchBid = (ctx: Ctx, dealId: DealId): Promise<void> =>
  watchDate(ctx, { dealId, kind: 'bid', people: [actorId(ctx) as PersonId], days: usualDays });

/** The actor is not nudged about this date any more. @throws CrmError notFound */
export function stopWatching(ctx: Ctx, dealId: DealId, kind: WatchedKind): Promise<void> {
  return transaction(ctx, async (tx) => {
    const deal = await getDealFor(tx, 'see', dealId);
    const mine = (await listWatchers(tx, dealId, kind)).find((one) => one.personId === actorId(tx));
    if (!mine) return;
    await stopWatcher(tx, mine.id);
    await deletePlanned(tx, mine.id, 'all');
    await noteWatching(tx, deal, 'watching.stopped', { date: kind });
  });
}

/** Recorded, and shown on the deal's cards. */
async function noteWatching(
  tx: Ctx,
  deal: Deal,
  kind: string,
  details: Record<string, unknown>,
): Promise<void> {
  const eventId = await recordEvent(tx, kind, { kind: 'deal', id: deal.id }, details);
  await queueCardEdits(tx, deal, `event:${eventId}`);
}

async function whoCannotSee(ctx: Ctx, deal: Deal, people: PersonId[]): Promise<CrmError[]> {
  const blind = (await listPeople(ctx.db, people)).filter(
    (person) => !isActiveMember(person) || !maySee(ctx, deal, person),
  );
  return blind.map((person) => new CrmError('watching.cannotSee', { name: person.name }, 'people'));
}

async function whoseIsNotTheirs(ctx: Ctx, deal: Deal, { dealId, kind, people, days }: Watching) {
  if (mayWithDeal(ctx, 'edit', deal)) return [];
  const others = (await listWatchers(ctx, dealId, kind)).filter(
    ({ personId, days: theirs }) =>
      personId !== actorId(ctx) && people.includes(personId) && !isSameDays(theirs, days),
  );
  const names = await listPeople(
    ctx.db,
    others.map(({ personId }) => personId),
  );
  return names.map(({ name }) => new CrmError('watching.notYours', { name }, 'people'));
}

const isSameDays = (one: number[], other: number[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

export const maySee = (ctx: Ctx, deal: Deal, person: Person): boolean =>
  mayWithDeal(asPerson(ctx, person), 'see', deal);

async function queueWelcome(tx: Ctx, watcherId: number, personId: PersonId): Promise<void> {
  await enqueue(tx, {
    kind: 'watching.added',
    payload: { watcherId, by: actorId(tx) },
    dedupeKey: `watching:${watcherId}:${tx.time.now()}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

/** People by their Slack ids. @throws CrmError notFound for somebody who may not use the product */
export async function peopleOfSlackIds(ctx: Ctx, slackIds: string[]): Promise<PersonId[]> {
  const ids: PersonId[] = [];
  for (const slackId of slackIds) {
    const person = await findPersonBySlackId(ctx.db, slackId);
    if (!isActiveMember(person)) throw new CrmError('notFound', { what: 'person' }, 'people');
    ids.push(person.id);
  }
  return ids;
}

/** The dates of the deal that can be watched now. */
export const datesToWatch = (ctx: Ctx, deal: Deal): { kind: WatchedKind; date: WatchedDate }[] =>
  watchedKinds.flatMap((kind) => {
    const date = isWatchable(deal, kind) ? watchedDate(deal, kind, ctx.settings.zone) : null;
    return date ? [{ kind, date }] : [];
  });

export interface Preview {
  /** each person's nudges by the clock of their own zone */
  ladders: { person: Person; rungs: (Rung & { isPast: boolean })[] }[];
  /** days off of the customer's country up to the date, when it is not the actor's own */
  customerHolidays: Holiday[];
  customerCountry: Country | null;
}

/** Every nudge that saving would bring. */
export async function previewWatching(
  ctx: Ctx,
  deal: Deal,
  date: WatchedDate,
  { people, days }: Pick<Watching, 'people' | 'days'>,
): Promise<Preview> {
  const now = ctx.time.now();
  const ladders = (await listPeople(ctx.db, people)).map((person) => ({
    person,
    rungs: ladder(date, days, recipientOf(ctx, person)).map((rung) => ({ ...rung, isPast: rung.at <= now })),
  }));
  return { ladders, ...(await customerHolidays(ctx, deal, date, now)) };
}

async function customerHolidays(
  ctx: Ctx,
  deal: Deal,
  date: WatchedDate,
  now: Instant,
): Promise<Pick<Preview, 'customerHolidays' | 'customerCountry'>> {
  const [company] = await listCompaniesByIds(ctx, deal.companyId ? [deal.companyId] : []);
  const own = ctx.actor.kind === 'person' ? ctx.actor.country : ctx.settings.country;
  if (!company || company.country === own) return { customerHolidays: [], customerCountry: null };
  const { zone } = ctx.settings;
  const days = holidaysBetween(dateIn(now, zone), dayIn(date, zone), company.country);
  return { customerHolidays: days, customerCountry: company.country };
}

export interface WatchState {
  deal: Deal;
  dates: { kind: WatchedKind; date: WatchedDate }[];
  watchers: (Watcher & { name: string })[];
}

/** What the form of a deal needs to know. @throws CrmError notFound */
export async function readWatchState(ctx: Ctx, dealId: DealId): Promise<WatchState> {
  const deal = await getDeal(ctx, dealId);
  const watchers = await listWatchers(ctx, dealId);
  const people = await listPeople(
    ctx.db,
    watchers.map((watcher) => watcher.personId),
  );
  const nameOf = (id: PersonId) => people.find((person) => person.id === id)?.name ?? '';
  return {
    deal,
    dates: datesToWatch(ctx, deal),
    watchers: watchers.map((watcher) => ({ ...watcher, name: nameOf(watcher.personId) })),
  };
}

/** When the actor will be nudged about the date. */
export async function listMyNudgesAhead(ctx: Ctx, dealId: DealId, kind: WatchedKind): Promise<Instant[]> {
  const mine = (await listWatchers(ctx, dealId, kind)).find((one) => one.personId === actorId(ctx));
  return mine ? (await listAhead(ctx, mine.id)).map((nudge) => nudge.dueAt) : [];
}

export { countDueNudges } from './nudges.ts';
