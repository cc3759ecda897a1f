/** Everything a nudge shows, read as the one who is told. */
import { listPeople, type Person } from '../../access/people.ts';
import type { Country, Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { addDays, dateIn, daysBetween, type Zone } from '../../lib/time.ts';
import { isWorkday, workdaysBetween } from '../../lib/workdays.ts';
import type { Deal } from '../deals/model.ts';
import { listDealsByIds } from '../deals/service.ts';
import {
  dayIn,
  handedFrom,
  isHandedBy,
  isWatchable,
  lastOf,
  type Nudge,
  stampOf,
  type WatchedDate,
  type Watcher,
  watchedDate,
} from './model.ts';
import { listNudges } from './nudges.ts';
import { listPlannedDates, listWatchersByIds, type PlannedDate } from './store.ts';

/** `moved`, `takenBack`, `stopped`: nothing to answer any more */
export type Standing = 'asked' | 'moved' | 'submitted' | 'closed' | 'takenBack' | 'stopped';

export interface NudgeCard {
  deal: Deal;
  /** of one date, the earliest due first; the last is the one that speaks, the others were missed */
  nudges: [Nudge, ...Nudge[]];
  /** null when the deal has no such date any more */
  date: WatchedDate | null;
  standing: Standing;
  isOver: boolean;
  /** working days until the date, by the reader's country */
  workdaysLeft: number;
  /** calendar days until the date */
  daysLeft: number;
  tomorrowWorks: boolean;
  nextStepOwner: string | null;
  handedTo: string | null;
  /** the colleague who handed it over to the reader */
  handedBy: string | null;
}

/** One card per date; what the reader may not see is left out. A constant number of queries. */
export async function readNudgeCards(ctx: Ctx, nudges: Nudge[]): Promise<NudgeCard[]> {
  const groups = groupsByDate(nudges);
  if (groups.length === 0) return [];
  const around = await readAround(ctx, groups.map(lastOf));
  return groups.flatMap((group) => {
    const deal = around.deals.find((one) => one.id === lastOf(group).dealId);
    return deal ? [cardOf(ctx, deal, group, around)] : [];
  });
}

/** What was planned for a date that has moved since stands apart: it is not told any more. */
function groupsByDate(nudges: Nudge[]): [Nudge, ...Nudge[]][] {
  const groups = new Map<string, [Nudge, ...Nudge[]]>();
  for (const nudge of nudges) {
    const key = `${nudge.watcherId} ${nudge.version}`;
    const group = groups.get(key);
    if (group) group.push(nudge);
    else groups.set(key, [nudge]);
  }
  return [...groups.values()];
}

interface Around {
  deals: Deal[];
  planned: PlannedDate[];
  watchers: Watcher[];
  /** those from which others were handed over */
  origins: Nudge[];
  people: Person[];
}

async function readAround(ctx: Ctx, nudges: Nudge[]): Promise<Around> {
  const dealIds = [...new Set(nudges.map((nudge) => nudge.dealId))];
  const deals = await listDealsByIds(ctx, 'actor', dealIds);
  const planned = await listPlannedDates(ctx, dealIds);
  const watchers = await listWatchersByIds(
    ctx,
    nudges.map((nudge) => nudge.watcherId),
  );
  const origins = await listNudges(ctx, nudges.map((nudge) => handedFrom(nudge.rung)).filter(isThere));
  const people = await listPeople(
    ctx.db,
    [
      ...deals.map((deal) => deal.nextStep?.ownerId),
      ...nudges.map((nudge) => nudge.reaction?.handedTo),
      ...origins.map((origin) => origin.sentTo ?? origin.personId),
    ].filter(isThere),
  );
  return { deals, planned, watchers, origins, people };
}

const isThere = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

function cardOf(ctx: Ctx, deal: Deal, nudges: [Nudge, ...Nudge[]], around: Around): NudgeCard {
  const last = lastOf(nudges);
  const date = watchedDate(deal, last.kind, ctx.settings.zone);
  const { zone, country } = placeOf(ctx);
  const now = ctx.time.now();
  const today = dateIn(now, zone);
  const origin = around.origins.find((one) => one.id === handedFrom(last.rung));
  const nameOf = (id: PersonId | null | undefined) =>
    around.people.find((person) => person.id === id)?.name ?? null;
  return {
    deal,
    nudges,
    date,
    standing: standingOf(deal, date, last, around),
    isOver: date?.kind === 'moment' ? date.at <= now : date !== null && date.on < today,
    workdaysLeft: date ? workdaysBetween(today, dayIn(date, zone), country) : 0,
    daysLeft: date ? daysBetween(today, dayIn(date, zone)) : 0,
    tomorrowWorks: isWorkday(addDays(today, 1), country),
    nextStepOwner: nameOf(deal.nextStep?.ownerId),
    handedTo: nameOf(last.reaction?.handedTo),
    handedBy: nameOf(origin && (origin.sentTo ?? origin.personId)),
  };
}

/** A bid that is in, or a date that went elsewhere, asks nobody. */
function standingOf(deal: Deal, date: WatchedDate | null, nudge: Nudge, around: Around): Standing {
  if (deal.outcome !== 'open') return 'closed';
  if (!isWatchable(deal, nudge.kind)) return 'submitted';
  const planned = around.planned.find((one) => one.dealId === nudge.dealId && one.kind === nudge.kind);
  if (planned?.version !== nudge.version || planned.stamp !== stampOf(date)) return 'moved';
  const origin = handedFrom(nudge.rung);
  if (origin !== null && !nudge.reaction) {
    if (
      !isHandedBy(
        nudge,
        around.origins.find((one) => one.id === origin),
      )
    )
      return 'takenBack';
  }
  const watcher = around.watchers.find((one) => one.id === nudge.watcherId);
  return watcher === undefined || watcher.stoppedAt !== null ? 'stopped' : 'asked';
}

export const placeOf = (ctx: Ctx): { zone: Zone; country: Country } =>
  ctx.actor.kind === 'person' ? ctx.actor : ctx.settings;
