/** Which deal a stranger's subject speaks of by name: enough for a guess, never for logging. */
import { shortened } from '../../db/terms.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, DealId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Decision } from './match.ts';
import type { Considered, ReasonCode } from './model.ts';
import { openDealsOfCompany } from './records-store.ts';

const strangers: ReadonlySet<ReasonCode> = new Set([
  'unknownSender',
  'freeMailSender',
  'portalNotice',
  'noOpenDeal',
]);

/**
 * The only open deal whose whole name stands in the subject, else the only one of the companies named there. Restricted deals
 * are not looked among: what anybody writes must not show that there is one. Asks nothing about other mails.
 */
export async function withNamedDeal<D extends Decision>(ctx: Ctx, subject: string, decision: D): Promise<D> {
  const isAsked = decision.outcome === 'triage' && decision.considered.length === 0;
  if (!isAsked || !strangers.has(decision.reason.code)) return decision;
  const deal = await namedIn(ctx, subject);
  const considered: Considered[] = deal === null ? [] : [{ deal, why: 'subject' }];
  return { ...decision, considered };
}

async function namedIn(ctx: Ctx, subject: string): Promise<DealId | null> {
  const folded = fold(subject).slice(0, mostLetters);
  const phrases = phrasesIn(folded);
  if (phrases.length === 0) return null;
  const named = (await dealsCalled(ctx, phrases)).filter(({ name }) => stands(name, folded));
  if (named.length > 0) return onlyOne(longest(named));
  const words = phrases.map(wordsOf).filter(isTelling);
  const companies = await companiesCalled(ctx, [...new Set(words)]);
  if (companies.length === 0) return null;
  const open = await openDealsOfCompany.many(
    ctx,
    longest(companies).map(({ id }) => id),
  );
  return onlyOne([...open.values()].flat().filter(({ restricted }) => !restricted));
}

const onlyOne = <T extends { id: DealId }>([one, ...others]: T[]): DealId | null =>
  one && others.length === 0 ? one.id : null;

/** `Lávka` is not meant where `Lávka přes Svratku` stands. */
const longest = <T extends { name: string }>(named: T[]): T[] =>
  named.filter(({ name }) => !named.some((other) => other.name !== name && stands(name, other.name)));

const wordsOf = (folded: string): string => (folded.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

const stands = (name: string, folded: string): boolean =>
  isTelling(wordsOf(name)) && ` ${wordsOf(folded)} `.includes(` ${wordsOf(name)} `);

/** A short word stands in many subjects. */
const isTelling = (words: string): boolean => {
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 8 || (letters >= 5 && words.includes(' '));
};

const mostLetters = 150;
const mostPhrases = 200;

/** Everything in it that could be a whole name, as names are kept for finding. */
function phrasesIn(folded: string): string[] {
  const starts = [...folded.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index);
  const ends = [...folded.matchAll(/[\p{L}\p{N}](?=[^\p{L}\p{N}]|$)[^\p{L}\p{N}\s]*/gu)].flatMap((found) => [
    found.index + 1,
    found.index + found[0].length,
  ]);
  const phrases = starts.flatMap((start) =>
    ends.filter((end) => end > start).map((end) => shortened(folded.slice(start, end))),
  );
  return [...new Set(phrases)].filter((phrase) => isTelling(wordsOf(phrase))).slice(0, mostPhrases);
}

async function dealsCalled(ctx: Ctx, phrases: string[]): Promise<{ id: DealId; name: string }[]> {
  const rows: { id: number; name: string }[] = await ctx
    .db('search_terms')
    .join('deals', 'deals.id', 'search_terms.id')
    .where('search_terms.kind', 'deal')
    .where('deals.is_open', true)
    .where('deals.restricted', false)
    .whereIn('search_terms.term', phrases)
    .whereRaw('substr(deals.folded_name, 1, length(search_terms.term)) = search_terms.term')
    .whereNull('deals.deleted_at')
    .limit(20)
    .distinct('deals.id', 'deals.folded_name as name');
  return rows.map(({ id, name }) => ({ id: id as DealId, name }));
}

async function companiesCalled(ctx: Ctx, names: string[]): Promise<{ id: CompanyId; name: string }[]> {
  const rows = await ctx
    .db('companies')
    .whereIn('bare_name', names)
    .whereNull('deleted_at')
    .limit(20)
    .select('id', 'bare_name');
  return rows.map(({ id, bare_name }) => ({ id: id as CompanyId, name: bare_name ?? '' }));
}
