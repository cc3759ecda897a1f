import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import { type Ico, RegisterFacts, type RegisterSource } from './model.ts';

/** What a register last said about an IČO: a record, that there is none, or first the one and then the other. */
export interface KnownSubject {
  facts: RegisterFacts | null;
  /** since when it answers that there is no such subject */
  missingAt: Instant | null;
}

const NamesBody = z.object({
  companies: z.array(RegisterFacts),
  /** all that the register knows; null when it would not even count them */
  total: z.number().nullable(),
  /** more than the register is willing to name */
  tooMany: z.boolean(),
});

export type KnownNames = z.infer<typeof NamesBody> & { fetchedAt: Instant };

interface Row {
  source: RegisterSource;
  key: string;
  body: string | null;
  fetched_at: Instant;
  missing_at: Instant | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    register_answers: Row;
  }
}

export async function findSubject(ctx: Ctx, source: RegisterSource, ico: Ico): Promise<KnownSubject | null> {
  const row = await rows(ctx)
    .where({ source, key: subjectKey(ico) })
    .first();
  return row ? { facts: read(RegisterFacts, row), missingAt: row.missing_at } : null;
}

/** Remembers records, newest last said, each under its IČO. */
export async function keepSubjects(ctx: Ctx, subjects: RegisterFacts[]): Promise<void> {
  for (const facts of subjects) {
    const row = {
      source: facts.source,
      key: subjectKey(facts.ico),
      body: JSON.stringify(facts),
      missing_at: null,
    };
    await keep(ctx, { ...row, fetched_at: facts.fetchedAt });
  }
}

/** Remembers that there is no such subject, beside what was known of it before. */
export async function keepMissing(ctx: Ctx, source: RegisterSource, ico: Ico, at: Instant): Promise<void> {
  await answers(ctx)
    .insert({ source, key: subjectKey(ico), body: null, fetched_at: at, missing_at: at })
    .onConflict(['source', 'key'])
    .merge({ missing_at: at });
}

/** An answer of another shape than a record of a company, under a key of its register's own. */
export async function findAnswer<T extends z.ZodType>(
  ctx: Ctx,
  source: RegisterSource,
  key: string,
  shape: T,
): Promise<{ answer: z.output<T>; fetchedAt: Instant } | null> {
  const row = await rows(ctx).where({ source, key }).first();
  const answer = row ? read(shape, row) : null;
  return row && answer !== null ? { answer, fetchedAt: row.fetched_at } : null;
}

export const keepAnswer = (ctx: Ctx, source: RegisterSource, key: string, answer: unknown) =>
  keep(ctx, { source, key, body: JSON.stringify(answer), fetched_at: ctx.time.now(), missing_at: null });

/** Answers of a register that were given between two instants, the oldest first. */
export async function listAnswers<T extends z.ZodType>(
  ctx: Ctx,
  source: RegisterSource,
  between: { from: Instant; to: Instant; limit: number },
  shape: T,
): Promise<{ key: string; answer: z.output<T> }[]> {
  const found = await rows(ctx)
    .where({ source })
    .where('fetched_at', '>=', between.from)
    .where('fetched_at', '<=', between.to)
    .orderBy(['fetched_at', 'key'])
    .limit(between.limit);
  return found.flatMap((row) => {
    const answer = read(shape, row);
    return answer === null ? [] : [{ key: row.key, answer }];
  });
}

export async function findNames(ctx: Ctx, source: RegisterSource, name: string): Promise<KnownNames | null> {
  const row = await rows(ctx)
    .where({ source, key: nameKey(name) })
    .first();
  return row ? readNames(row) : null;
}

/** The answer to the longest beginning of what is being typed: `mostni st` finds that of `mostni`. */
export async function findNamesOfBeginning(
  ctx: Ctx,
  source: RegisterSource,
  name: string,
): Promise<KnownNames | null> {
  const beginnings = Array.from({ length: name.length }, (_, length) =>
    nameKey(name.slice(0, length).trimEnd()),
  ).slice(3);
  const found = await rows(ctx).where({ source }).whereIn('key', beginnings);
  const longest = found.sort((a, b) => b.key.length - a.key.length)[0];
  return longest ? readNames(longest) : null;
}

export async function keepNames(
  ctx: Ctx,
  source: RegisterSource,
  name: string,
  known: KnownNames,
): Promise<void> {
  const { fetchedAt, ...body } = known;
  const row = { source, key: nameKey(name), body: JSON.stringify(body), missing_at: null };
  await keep(ctx, { ...row, fetched_at: fetchedAt });
}

/** @returns how many were forgotten */
export const forgetNames = (ctx: Ctx, before: Instant): Promise<number> =>
  answers(ctx).where('key', 'like', 'name:%').where('fetched_at', '<', before).delete();

const keep = (ctx: Ctx, row: Row) =>
  answers(ctx).insert(row).onConflict(['source', 'key']).merge(['body', 'fetched_at', 'missing_at']);

const rows = (ctx: Ctx) => answers(ctx).select('source', 'key', 'body', 'fetched_at', 'missing_at');
const answers = (ctx: Ctx) => ctx.db('register_answers');

const subjectKey = (ico: Ico): string => `ico:${ico}`;
// Diacritics stay: whether the register looks past them is its own business.
const nameKey = (name: string): string => `name:${name.toLowerCase()}`;

// A row in the shape of an older version reads as not known: it is asked for again.
function read<T extends z.ZodType>(shape: T, row: Row): z.output<T> | null {
  if (row.body === null) return null;
  const parsed = shape.safeParse(JSON.parse(row.body));
  return parsed.success ? parsed.data : null;
}

function readNames(row: Row): KnownNames | null {
  const body = read(NamesBody, row);
  return body ? { ...body, fetchedAt: row.fetched_at } : null;
}
