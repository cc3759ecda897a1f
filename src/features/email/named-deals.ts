/** Which deal a stranger's subject speaks of by name: enough for a guess, never for logging. */
import { isAmong, listed } from '../../db/dialect.ts';
import { asking, recall } from '../../db/recall.ts';
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
  'askedNextTime',
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

/** What is asked about each of these subjects, asked at once. */
export async function lookForNames(ctx: Ctx, subjects: string[]): Promise<void> {
  const phrases: string[][] = [];
  for (const subject of subjects) phrases.push(await phrasesOf(ctx, subject));
  const called = await dealsCalled.many(ctx, phrases.flat());
  const nameless = phrases.filter((some) => some.every((phrase) => called.get(phrase)?.length === 0));
  await companiesCalled.many(ctx, companyNamesIn(nameless.flat()));
}

async function namedIn(ctx: Ctx, subject: string): Promise<DealId | null> {
  const folded = foldedOf(subject);
  const phrases = await phrasesOf(ctx, subject);
  if (phrases.length === 0) return null;
  const called = [...(await dealsCalled.many(ctx, phrases)).values()].flat();
  const deals = [...new Map(called.map((deal) => [deal.id, deal])).values()];
  const named = deals.filter(({ name }) => stands(name, folded));
  if (named.length > 0) return onlyOne(longest(named));
  const companies = [...(await companiesCalled.many(ctx, companyNamesIn(phrases))).values()].flat();
  if (companies.length === 0) return null;
  const open = await openDealsOfCompany.many(
    ctx,
    longest(companies).map(({ id }) => id),
  );
  return onlyOne([...open.values()].flat().filter(({ restricted }) => !restricted));
}

const foldedOf = (subject: string): string => fold(subject).slice(0, mostLetters);

const phrasesOf = (ctx: Ctx, subject: string): Promise<string[]> =>
  recall(ctx, `phrases in ${subject}`, async () => phrasesIn(foldedOf(subject)));

const companyNamesIn = (phrases: string[]): string[] => phrases.map(wordsOf).filter(isTelling);

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

interface Called<I> {
  id: I;
  name: string;
}

const dealsCalled = asking<string, Called<DealId>[]>(
  'deals called',
  [],
  (ctx, phrases) =>
    findCalled(phrases, (some, most) =>
      ctx
        .db('search_terms')
        .join('deals', 'deals.id', 'search_terms.id')
        .where('search_terms.kind', 'deal')
        .where('deals.is_open', true)
        .where('deals.restricted', false)
        .whereRaw(isAmong(ctx.db, 'search_terms.term'), [listed(ctx.db, some)])
        .whereRaw('substr(deals.folded_name, 1, length(search_terms.term)) = search_terms.term')
        .whereNull('deals.deleted_at')
        .limit(most)
        .distinct('search_terms.term as called', 'deals.id', 'deals.folded_name as name'),
    ),
  ['deals', 'search_terms'],
);

const companiesCalled = asking<string, Called<CompanyId>[]>(
  'companies called',
  [],
  (ctx, names) =>
    findCalled(names, (some, most) =>
      ctx
        .db('companies')
        .whereRaw(isAmong(ctx.db, 'bare_name'), [listed(ctx.db, some)])
        .whereNull('deleted_at')
        .limit(most)
        .select('bare_name as called', 'id', 'bare_name as name'),
    ),
  ['companies'],
);

const mostTogether = 5000;
const mostEach = 20;

type Find = (names: string[], most: number) => PromiseLike<(Called<number> & { called: string })[]>;

/** Of all names at once; where one of them is everybody's, of each on its own. */
async function findCalled<I>(names: string[], find: Find): Promise<Map<string, Called<I>[]>> {
  const together = await find(names, mostTogether);
  const rows = together.length < mostTogether ? together : await findEach(names, find);
  const found = Map.groupBy(rows, ({ called }) => called);
  return new Map([...found].map(([name, all]) => [name, all.map(({ id, name }) => ({ id: id as I, name }))]));
}

async function findEach(names: string[], find: Find): Promise<Awaited<ReturnType<Find>>> {
  const rows: Awaited<ReturnType<Find>> = [];
  for (const name of names) rows.push(...(await find([name], mostEach)));
  return rows;
}
