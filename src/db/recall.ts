/** What one transaction asks again and again it asks once: for work on many records that changes none of the answers. */
import type { Ctx } from '../lib/context.ts';
import type { Db } from './connect.ts';

type Asker = Pick<Ctx, 'db'>;

/** By what is asked about, then by key. */
type Memory = Map<string, Map<string | number, unknown>>;

const memories = new WeakMap<Db, Memory>();

/** What is asked in words of its own. */
const singly = '';

function aboutIn(memory: Memory, about: string): Map<string | number, unknown> {
  const known = memory.get(about) ?? new Map<string | number, unknown>();
  memory.set(about, known);
  return known;
}

/** From here on this transaction keeps what it is told below. Others are not touched: they ask each time. */
export const keepAnswers = ({ db }: Asker): void => void memories.set(db, new Map());

/** @param question the same for the same answer */
export async function recall<T>({ db }: Asker, question: string, ask: () => Promise<T>): Promise<T> {
  const memory = memories.get(db);
  if (!memory) return ask();
  const known = aboutIn(memory, singly);
  if (known.has(question)) return known.get(question) as T;
  const answer = await ask();
  known.set(question, answer);
  return answer;
}

/** What is known of what a query writes to is not known any more. */
export function forgetWritten(db: Db, sql: string): void {
  const memory = memories.get(db);
  if (!memory || !isWriting.test(sql)) return;
  for (const [about, tables] of answeredFrom) {
    if (tables.some((table) => sql.includes(table))) memory.delete(about);
  }
}

const isWriting = /^\s*(insert|update|delete|with)\b/i;

/** By what is asked: the tables whose changes change the answer. */
const answeredFrom = new Map<string, string[]>();

/** A question about many at once, so that whoever comes after them one by one has the answers already. */
export interface Asking<K extends string | number, A, C extends Asker = Ctx> {
  many(ctx: C, keys: K[]): Promise<Map<K, A>>;
  one(ctx: C, key: K): Promise<A>;
  /** Known without asking, or changed by this transaction itself. */
  foretell(ctx: Asker, key: K, answer: A): void;
  /** This transaction changes the answers: they are asked for again. */
  forget(ctx: Asker, keys: K[]): void;
}

/**
 * @param about no two the same
 * @param none the answer about whom the query says nothing
 * @param from tables: when one of them is written to by a query, all answers are asked for again
 */
export function asking<K extends string | number, A, C extends Asker = Ctx>(
  about: string,
  none: A,
  ask: (ctx: C, keys: K[]) => Promise<Map<K, A>>,
  from: string[] = [],
): Asking<K, A, C> {
  if (from.length > 0) answeredFrom.set(about, from);
  const knownIn = ({ db }: Asker): Map<K, A> | null => {
    const memory = memories.get(db);
    return memory ? (aboutIn(memory, about) as Map<K, A>) : null;
  };
  async function many(ctx: C, keys: K[]): Promise<Map<K, A>> {
    const wanted = new Set(keys);
    const known = knownIn(ctx);
    const unknown = [...wanted].filter((key) => !known?.has(key));
    const found = unknown.length > 0 ? await ask(ctx, unknown) : new Map<K, A>();
    const answers = new Map<K, A>();
    for (const key of wanted) {
      const isKnown = known?.has(key) ?? false;
      const answer = isKnown ? known?.get(key) : found.has(key) ? found.get(key) : none;
      answers.set(key, answer as A);
    }
    // Asked anew: while the query ran another may have made it forget.
    const memory = unknown.length > 0 ? knownIn(ctx) : null;
    for (const key of unknown) memory?.set(key, answers.get(key) as A);
    return answers;
  }
  return {
    many,
    async one(ctx, key) {
      const known = knownIn(ctx);
      if (known?.has(key)) return known.get(key) as A;
      return (await many(ctx, [key])).get(key) as A;
    },
    foretell: (ctx, key, answer) => void knownIn(ctx)?.set(key, answer),
    forget(ctx, keys) {
      for (const key of keys) knownIn(ctx)?.delete(key);
    },
  };
}
