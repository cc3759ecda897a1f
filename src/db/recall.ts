/** What one transaction asks again and again it asks once: for work on many records that changes none of the answers. */
import type { Ctx } from '../lib/context.ts';
import type { Db } from './connect.ts';

type Asker = Pick<Ctx, 'db'>;

const memories = new WeakMap<Db, Map<string, unknown>>();

/** From here on this transaction keeps what it is told below. Others are not touched: they ask each time. */
export const keepAnswers = ({ db }: Asker): void => void memories.set(db, new Map());

/** @param question the same for the same answer */
export async function recall<T>({ db }: Asker, question: string, ask: () => Promise<T>): Promise<T> {
  const memory = memories.get(db);
  if (!memory) return ask();
  if (memory.has(question)) return memory.get(question) as T;
  const answer = await ask();
  memory.set(question, answer);
  return answer;
}

/** Known without asking, or changed by this transaction itself. */
export const foretell = ({ db }: Asker, question: string, answer: unknown): void =>
  void memories.get(db)?.set(question, answer);

/** What is known of what a query writes to is not known any more. */
export function forgetWritten(db: Db, sql: string): void {
  const memory = memories.get(db);
  if (!memory || !isWriting.test(sql)) return;
  for (const [about, tables] of answeredFrom) {
    if (!tables.some((table) => sql.includes(table))) continue;
    for (const question of memory.keys()) if (question.startsWith(`${about}:`)) memory.delete(question);
  }
}

const isWriting = /^\s*(insert|update|delete|with)\b/i;

/** By what is asked: the tables whose changes change the answer. */
const answeredFrom = new Map<string, string[]>();

/** A question about many at once, so that whoever comes after them one by one has the answers already. */
export interface Asking<K extends string | number, A> {
  many(ctx: Ctx, keys: K[]): Promise<Map<K, A>>;
  one(ctx: Ctx, key: K): Promise<A>;
  /** as foretell() */
  foretell(ctx: Ctx, key: K, answer: A): void;
  /** This transaction changes the answers: they are asked for again. */
  forget(ctx: Ctx, keys: K[]): void;
}

/**
 * @param none the answer about whom the query says nothing
 * @param from tables: when one of them is written to by a query, all answers are asked for again
 */
export function asking<K extends string | number, A>(
  about: string,
  none: A,
  ask: (ctx: Ctx, keys: K[]) => Promise<Map<K, A>>,
  from: string[] = [],
): Asking<K, A> {
  if (from.length > 0) answeredFrom.set(about, from);
  const nameOf = (key: K): string => `${about}:${key}`;
  async function many(ctx: Ctx, keys: K[]): Promise<Map<K, A>> {
    const memory = memories.get(ctx.db);
    const wanted = [...new Set(keys)];
    const unknown = memory ? wanted.filter((key) => !memory.has(nameOf(key))) : wanted;
    const found = unknown.length > 0 ? await ask(ctx, unknown) : new Map<K, A>();
    const answerTo = (key: K): A => (found.has(key) ? (found.get(key) as A) : none);
    for (const key of unknown) memory?.set(nameOf(key), answerTo(key));
    return new Map(wanted.map((key) => [key, memory ? (memory.get(nameOf(key)) as A) : answerTo(key)]));
  }
  return {
    many,
    async one(ctx, key) {
      const memory = memories.get(ctx.db);
      const name = nameOf(key);
      if (memory?.has(name)) return memory.get(name) as A;
      return (await many(ctx, [key])).get(key) as A;
    },
    foretell: (ctx, key, answer) => foretell(ctx, nameOf(key), answer),
    forget(ctx, keys) {
      for (const key of keys) memories.get(ctx.db)?.delete(nameOf(key));
    },
  };
}
