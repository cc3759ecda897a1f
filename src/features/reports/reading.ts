/** Reads what a digest says, for everyone who may be in a channel: a restricted deal is not there. */
import { listPeople } from '../../access/people.ts';
import { listEventsBetween } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { addHours, dateIn, type Instant } from '../../lib/time.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import type { Deal } from '../deals/model.ts';
import {
  type Audience,
  type Listed,
  listBidsDue,
  listBidsMissed,
  listDealsByIds,
  listStages,
  listStepsDue,
  listWithoutStep,
  sumPipeline,
} from '../deals/service.ts';
import { readRates } from '../rates/service.ts';
import type { DigestContent, Names, Period } from './content.ts';
import { type ContentKey, type DigestFields, deadlineDays } from './model.ts';
import { dealsOf, type Happened, moveKinds, whatHappened } from './moves.ts';
import { type LeadCounts, partsOf } from './part.ts';
import { type Pipeline, pipelineOf } from './pipeline.ts';

/** More rows than this are never shown in one message. */
export const rowLimit = 10;
const eventLimit = 5000;
const none: Listed = { deals: [], total: 0 };

export async function readDigestContent(
  ctx: Ctx,
  digest: Pick<DigestFields, 'contents' | 'zone'>,
  period: Period,
): Promise<DigestContent> {
  const wants = (key: ContentKey) => digest.contents.includes(key);
  const now = ctx.time.now();
  const today = dateIn(now, digest.zone);
  const page = { limit: rowLimit };
  const ahead = { from: now, to: addHours(now, deadlineDays * 24) };
  const [missedBids, bids, steps, withoutStep, happened, mails, leads, pipeline] = await Promise.all([
    wants('deadlines') ? listBidsMissed(ctx, 'everyone', now, page) : none,
    wants('deadlines') ? listBidsDue(ctx, 'everyone', ahead, page) : none,
    wants('steps') ? listStepsDue(ctx, 'everyone', today, page) : none,
    wants('steps') ? listWithoutStep(ctx, 'everyone', page) : none,
    wants('moved') || wants('results') ? readHappened(ctx, period) : nothingHappened,
    wants('mail') ? countMails(ctx) : 0,
    wants('results') ? countLeads(ctx, period.from) : { fresh: 0, untouched: 0 },
    wants('pipeline') || wants('chart') ? readPipeline(ctx, 'everyone') : null,
  ]);
  const shown = {
    ...happened,
    ...(wants('moved') ? {} : { moved: [] }),
    ...(wants('results') ? {} : { created: [], won: [], lost: [] }),
  };
  const content = { period, missedBids, bids, steps, withoutStep, happened: shown, mails, leads };
  return {
    ...content,
    pipeline: pipeline?.pipeline ?? null,
    rateAuthors: pipeline?.authors ?? [],
    names: await readNames(ctx, dealsIn(content)),
  };
}

const nothingHappened: Happened = { created: [], won: [], lost: [], moved: [] };

export async function readHappened(ctx: Ctx, { from, to }: Period): Promise<Happened> {
  const events = await listEventsBetween(ctx, moveKinds, from, to, eventLimit);
  return whatHappened(events, await listDealsByIds(ctx, 'everyone', dealsOf(events)));
}

export interface PipelineRead {
  pipeline: Pipeline;
  /** who entered each rate, in the order of pipeline.total.rates */
  authors: string[];
}

export async function readPipeline(ctx: Ctx, audience: Audience): Promise<PipelineRead> {
  const [sums, stages, entered] = await Promise.all([
    sumPipeline(ctx, audience),
    listStages(ctx),
    readRates(ctx),
  ]);
  const rates = entered.map(({ rate }) => rate);
  const pipeline = pipelineOf(sums, stages, rates, ctx.settings.currency);
  const authors = pipeline.total.rates.map(
    (used) => entered.find(({ rate }) => rate === used)?.by?.name ?? '?',
  );
  return { pipeline, authors };
}

async function countMails(ctx: Ctx): Promise<number> {
  const counts = await Promise.all(partsOf(ctx).map((part) => part.waitingMails?.(ctx) ?? 0));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function countLeads(ctx: Ctx, since: Instant): Promise<LeadCounts> {
  const counts = await Promise.all(partsOf(ctx).flatMap((part) => part.leads?.(ctx, since) ?? []));
  const sum = (key: keyof LeadCounts) => counts.reduce((total, one) => total + one[key], 0);
  return { fresh: sum('fresh'), untouched: sum('untouched') };
}

const dealsIn = (
  content: Pick<DigestContent, 'missedBids' | 'bids' | 'steps' | 'withoutStep' | 'happened'>,
): Deal[] => [
  ...content.missedBids.deals,
  ...content.bids.deals,
  ...content.steps.deals,
  ...content.withoutStep.deals,
  ...content.happened.created,
  ...content.happened.won,
  ...content.happened.lost,
  ...content.happened.moved.map((move) => move.deal),
];

export async function readNames(ctx: Ctx, deals: Deal[]): Promise<Names> {
  const people = deals.flatMap((deal) => [deal.ownerId, ...(deal.nextStep ? [deal.nextStep.ownerId] : [])]);
  const companies = deals.flatMap((deal) => (deal.companyId ? [deal.companyId] : []));
  const [found, known] = await Promise.all([
    listPeople(ctx.db, [...new Set(people)]),
    listCompaniesByIds(ctx, [...new Set(companies)]),
  ]);
  return {
    people: new Map(found.map((person) => [person.id, person.name])),
    companies: new Map(known.map((company) => [company.id, company.name])),
  };
}
