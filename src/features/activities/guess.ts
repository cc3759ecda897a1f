/** What a person most likely wants to log about, and what they said it is about. */
import { actorId, type Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { searchCompanies } from '../companies/service.ts';
import { dealsVisibleTo, findDeal, searchDeals } from '../deals/service.ts';
import { searchLeads } from '../leads/service.ts';
import type { OwnKind } from './model.ts';
import { listKinds } from './store.ts';
import { companyTarget, dealTarget, leadTarget, type Target } from './target.ts';
import { findDealTouchedBy, findLastBy } from './timeline-store.ts';

/** What is known before the form opens. */
export interface Start {
  target: Target | null;
  kind: string | null;
  text: string | null;
  /** what was asked for and is not there */
  notFound: string | null;
}

/** The channel's deal, else the last one the person touched. */
export async function likelyTarget(ctx: Ctx, channel: string | null): Promise<Target | null> {
  const touched = await lastTouched(ctx);
  const here = channel ? await openDealsOfChannel(ctx, channel) : [];
  const id = here.find((one) => one === touched) ?? here[0] ?? touched;
  return id ? dealTarget(id) : null;
}

/** By changing it, or by logging to it. */
async function lastTouched(ctx: Ctx): Promise<DealId | null> {
  const person = actorId(ctx);
  if (person === null) return null;
  const changed = await findDealTouchedBy(ctx, person);
  const logged = await findLastBy(ctx, person);
  const id = logged?.dealId && (!changed || logged.updatedAt >= changed.at) ? logged.dealId : changed?.dealId;
  // It may be restricted or deleted by now.
  return id && (await findDeal(ctx, id)) ? id : null;
}

async function openDealsOfChannel(ctx: Ctx, channel: string): Promise<DealId[]> {
  const rows = await dealsVisibleTo(ctx)
    .where({ 'deals.channel': channel, 'deals.is_open': true })
    .orderBy([
      { column: 'deals.updated_at', order: 'desc' },
      { column: 'deals.id', order: 'desc' },
    ])
    .limit(10);
  return rows.map((row) => row.id as DealId);
}

/** What people call the product's own kinds. */
const kindWords: Record<OwnKind, string[]> = {
  call: ['call', 'phone', 'hovor', 'telefonát', 'telefon', 'volání', 'volanie'],
  meeting: [
    ...['meeting', 'visit', 'schůzka', 'jednání', 'návštěva', 'stretnutie', 'rokovanie', 'návšteva'],
    ...['minutes', 'zápis', 'zápis z jednání', 'zápis zo stretnutia', 'zápisnica'],
  ],
  email: ['email', 'e-mail', 'mail'],
  letter: ['letter', 'dopis', 'list'],
  dataBox: ['data box', 'databox', 'datovka', 'datová zpráva', 'ds', 'e-schránka', 'schránka'],
};

/** Kinds that the firm added, by their names. */
const firmsWords = async (ctx: Ctx): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    (await listKinds(ctx)).flatMap(({ key, names }) => (names ? [[key, Object.values(names)]] : [])),
  );

const helpWords = { help: ['help', '?', 'pomoc', 'nápověda', 'nápoveda'] };

export const isHelp = (said: string): boolean => matchSubcommand(said, helpWords).key !== null;

/** `/log`, `/log 42`, `/log lávka`, `/log schůzka 42`, `/log 42 chtějí slevu` */
export async function readStart(ctx: Ctx, said: string, channel: string | null): Promise<Start> {
  const nothing: Start = { target: null, kind: null, text: null, notFound: null };
  if (!said) return { ...nothing, target: await likelyTarget(ctx, channel) };
  const target = await findTarget(ctx, said);
  if (target) return { ...nothing, target };
  const numbered = /^d?-?(\d{1,9})\s+(.+)$/is.exec(said);
  const deal = numbered ? await findDeal(ctx, Number(numbered[1]) as DealId) : null;
  if (deal) return { ...nothing, target: dealTarget(deal.id), text: numbered?.[2] ?? null };
  const matched = matchSubcommand(said, { ...kindWords, ...(await firmsWords(ctx)) });
  if (matched.key !== null) return { ...(await readStart(ctx, matched.rest, channel)), kind: matched.key };
  return { ...nothing, notFound: said };
}

async function findTarget(ctx: Ctx, said: string): Promise<Target | null> {
  const [deal] = await searchDeals(ctx, said, 1);
  if (deal) return dealTarget(deal.id);
  const [company] = await searchCompanies(ctx, said, 1);
  if (company) return companyTarget(company.id);
  const [lead] = await searchLeads(ctx, said, 1);
  return lead ? leadTarget(lead.id) : null;
}
