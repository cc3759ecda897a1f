/**
 * Mails that may have the words that somebody looks for. A word that stands in many mails stands in the newest ones, which
 * are looked through; the index is asked about the others alone. It puts all mails with a word together before it gives
 * the first: measured on SQLite at 300,000 mails, 50 - 500 ms for common words, and nobody else is answered meanwhile.
 */
import { isPostgres } from '../../../db/dialect.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { dealsVisibleTo } from '../../deals/service.ts';
import type { Email } from '../model.ts';
import { type EmailRow, toEmail } from '../store.ts';
import { expressionOf, foundIn } from './words.ts';

/** Mails of which the words are looked through at once. */
const lookedThrough = 1000;
/** How many of the newest with the words are looked through for those that the actor sees. */
const mostProposed = 300;
/** Mails that the index puts together for one answer, as far as the newest ones tell: some 10 ms. */
const mostIndexed = 50_000;

interface Kept {
  email_id: number;
  words: string;
}

/**
 * The newest mails with these words, in deals that the actor sees. It may be out of date by a minute: whether the actor may
 * read the words is for the caller to look at.
 */
export async function listWithWords(ctx: Ctx, sought: string[], limit: number): Promise<Email[]> {
  const newest: Kept[] = await ctx.db('mail_words').orderBy('email_id', 'desc').limit(lookedThrough);
  const near = await listVisible(ctx, withAll(ctx, newest, sought), limit);
  if (near.length >= limit || newest.length < lookedThrough) return near;
  return listVisible(ctx, await listIndexed(ctx, sought, newest), limit);
}

const withAll = (ctx: Ctx, mails: Kept[], sought: string[]): number[] =>
  mails
    .filter(({ words }) => foundIn(words, sought, actorId(ctx)).every(Boolean))
    .map(({ email_id }) => email_id)
    .slice(0, mostProposed);

/** Of words that are all common, those that stand together only long ago are found among the newest with the rarest. */
async function listIndexed(ctx: Ctx, sought: string[], newest: Kept[]): Promise<number[]> {
  const rare = rareAmong(sought, newest, actorId(ctx));
  if (rare.length === sought.length) return listMatching(ctx, rare, mostProposed);
  const ids = await listMatching(ctx, rare, lookedThrough);
  const mails: Kept[] = await ctx.db('mail_words').whereIn('email_id', ids).orderBy('email_id', 'desc');
  return withAll(ctx, mails, sought);
}

/** The rarest, and as many of the others as the index may be asked about besides. */
function rareAmong(sought: string[], newest: Kept[], holder: number | null): string[] {
  const counts = sought.map(() => 1);
  for (const { words } of newest)
    for (const [index, isThere] of foundIn(words, sought, holder).entries())
      if (isThere) counts[index] = (counts[index] ?? 0) + 1;
  const all = (newest[0]?.email_id ?? 0) / newest.length;
  const byRarity = sought
    .map((word, index) => ({ word, mails: (counts[index] ?? 0) * all }))
    .sort((one, other) => one.mails - other.mails);
  let indexed = 0;
  return byRarity
    .filter(({ mails }, index) => {
      indexed += mails;
      return index === 0 || indexed <= mostIndexed;
    })
    .map(({ word }) => word);
}

async function listVisible(ctx: Ctx, ids: number[], limit: number): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .leftJoin('activities', 'activities.id', 'inbound_emails.activity_id')
    .whereIn('inbound_emails.id', ids)
    .whereIn('inbound_emails.status', ['logged', 'triage'])
    .whereNull('activities.deleted_at')
    .where((any) =>
      any
        .whereNull('inbound_emails.deal_id')
        .orWhereExists(
          dealsVisibleTo(ctx)
            .clearSelect()
            .select(ctx.db.raw('1'))
            .whereRaw('deals.id = inbound_emails.deal_id') as never,
        ),
    )
    .select('inbound_emails.*')
    .orderBy('inbound_emails.id', 'desc')
    .limit(limit);
  return rows.map((row) => toEmail(row as EmailRow));
}

/** Asked on its own: PostgreSQL would walk through all mails to join it. */
function listMatching(ctx: Ctx, sought: string[], limit: number): Promise<number[]> {
  const me = actorId(ctx);
  if (isPostgres(ctx.db)) {
    const word = (one: string, isStart: boolean) => `'${one}'${isStart ? ':*' : ''}`;
    return ctx
      .db('mail_words')
      .whereRaw("array_to_tsvector(string_to_array(words, ' ')) @@ cast(? as tsquery)", [
        expressionOf(sought, me, [' & ', ' | '], word),
      ])
      .orderBy('email_id', 'desc')
      .limit(limit)
      .pluck('email_id');
  }
  const word = (one: string, isStart: boolean) => `"${one}"${isStart ? '*' : ''}`;
  return ctx
    .db('mail_index')
    .whereRaw('mail_index match ?', [expressionOf(sought, me, [' AND ', ' OR '], word)])
    .orderBy('rowid', 'desc')
    .limit(limit)
    .pluck('rowid') as never;
}
