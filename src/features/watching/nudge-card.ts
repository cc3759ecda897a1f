/** Everything a nudge shows, read as the one who is told. */
import { listPeople } from '../../access/people.ts';
import type { Country, Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { addDays, dateIn, daysBetween, type Zone } from '../../lib/time.ts';
import { isWorkday, workdaysBetween } from '../../lib/workdays.ts';
import type { Deal } from '../deals/model.ts';
import { findDeal } from '../deals/service.ts';
import {
  dayIn,
  handedFrom,
  isWatchable,
  lastOf,
  type Nudge,
  stampOf,
  type WatchedDate,
  watchedDate,
} from './model.ts';
import { listNudges } from './nudges.ts';
import { findPlannedDate, findWatcher } from './store.ts';

/** `moved`, `stopped`: nothing to answer any more */
export type Standing = 'asked' | 'moved' | 'submitted' | 'closed' | 'stopped';

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

/** One card per date, in the order in which they come; what the reader may not see is left out. */
export async function readNudgeCards(ctx: Ctx, nudges: Nudge[]): Promise<NudgeCard[]> {
  const cards: NudgeCard[] = [];
  for (const ofOneDate of groupsByDate(nudges)) {
    const card = await readNudgeCard(ctx, ofOneDate);
    if (card) cards.push(card);
  }
  return cards;
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

async function readNudgeCard(ctx: Ctx, nudges: [Nudge, ...Nudge[]]): Promise<NudgeCard | null> {
  const last = lastOf(nudges);
  const deal = await findDeal(ctx, last.dealId);
  if (!deal) return null;
  const date = watchedDate(deal, last.kind, ctx.settings.zone);
  const now = ctx.time.now();
  const { zone, country } = placeOf(ctx);
  const today = dateIn(now, zone);
  const giverId = await giverOf(ctx, last);
  const names = await namesOf(ctx, [deal.nextStep?.ownerId, last.reaction?.handedTo, giverId]);
  return {
    deal,
    nudges,
    date,
    standing: await standingOf(ctx, deal, date, last),
    isOver: date?.kind === 'moment' ? date.at <= now : date !== null && date.on < today,
    workdaysLeft: date ? workdaysBetween(today, dayIn(date, zone), country) : 0,
    daysLeft: date ? daysBetween(today, dayIn(date, zone)) : 0,
    tomorrowWorks: isWorkday(addDays(today, 1), country),
    nextStepOwner: names(deal.nextStep?.ownerId),
    handedTo: names(last.reaction?.handedTo),
    handedBy: names(giverId),
  };
}

async function giverOf(ctx: Ctx, nudge: Nudge): Promise<PersonId | null> {
  const origin = handedFrom(nudge.rung);
  if (origin === null) return null;
  const [given] = await listNudges(ctx, [origin]);
  return given?.reaction?.by ?? null;
}

/** A bid that is in, or a date that went elsewhere, asks nobody. */
async function standingOf(ctx: Ctx, deal: Deal, date: WatchedDate | null, nudge: Nudge): Promise<Standing> {
  if (deal.outcome !== 'open') return 'closed';
  if (!isWatchable(deal, nudge.kind)) return 'submitted';
  const planned = await findPlannedDate(ctx, nudge.dealId, nudge.kind);
  if (planned?.version !== nudge.version || planned.stamp !== stampOf(date)) return 'moved';
  const watcher = await findWatcher(ctx, nudge.watcherId);
  return watcher === null || watcher.stoppedAt !== null ? 'stopped' : 'asked';
}

export const placeOf = (ctx: Ctx): { zone: Zone; country: Country } =>
  ctx.actor.kind === 'person' ? ctx.actor : ctx.settings;

async function namesOf(
  ctx: Ctx,
  ids: (PersonId | null | undefined)[],
): Promise<(id: PersonId | null | undefined) => string | null> {
  const people = await listPeople(
    ctx.db,
    ids.filter((id) => id !== null && id !== undefined),
  );
  return (wanted) => people.find((person) => person.id === wanted)?.name ?? null;
}
