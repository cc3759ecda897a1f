import type { Ctx } from '../lib/context.ts';
import { insertedOnce } from './dialect.ts';

/** The same request was handled before: what it asked for is done. */
export class HandledBefore extends Error {
  constructor(key: string) {
    super(`${key} was handled before`);
    this.name = 'HandledBefore';
  }
}

declare module 'knex/types/tables.js' {
  interface Tables {
    handled_requests: { key: string; at: string };
  }
}

/**
 * Change, event and effects commit together. Inside another transaction it joins that one.
 * It never waits for the network: on SQLite it holds the only writing connection.
 * @throws HandledBefore when ctx.requestKey was committed by an earlier request
 */
export async function transaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx);
  const key = ctx.requestKey;
  const result = await ctx.database.writer.transaction(async (trx) => {
    if (key && !(await noteRequest({ ...ctx, db: trx }, key))) throw new HandledBefore(key);
    return work({ ...ctx, db: trx, requestKey: null });
  });
  ctx.requestKey = null;
  for (const listener of ctx.database.onCommit) listener();
  return result;
}

/** Apart from the request itself, for a day at least. @returns false when it was noted before */
export const noteOnce = (ctx: Ctx, key: string): Promise<boolean> =>
  transaction({ ...ctx, requestKey: null }, (tx) => noteRequest(tx, key));

const noteRequest = (ctx: Ctx, key: string): Promise<boolean> =>
  insertedOnce(
    ctx.db('handled_requests').insert({ key, at: ctx.time.now() }).onConflict('key').ignore(),
    'key',
  );
