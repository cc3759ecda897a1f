/** One register's limits kept by all processes of a PostgreSQL installation together, by a table of turns. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Database, Db } from '../../db/connect.ts';
import { databaseNow, lockName } from '../../db/dialect.ts';
import { randomId } from '../../lib/ids.ts';
import { addMillis, type Instant, millis, monotonic, sleep } from '../../lib/time.ts';
import type { Limiter, Limits } from './limiter.ts';

interface TurnRow {
  id: string;
  register: string;
  /** a hash: what is asked about can be somebody's */
  question: string;
  started_at: Instant;
  leased_until: Instant;
  ended_at: Instant | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    register_turns: TurnRow;
  }
}

/** Longer than a register may take to answer: a turn that is not given back by then belonged to a process that died. */
const leaseSeconds = 60;
const minuteMs = 60_000;
const lookMs = 150;

/** @param register `ares`: limits are told apart by it */
export function createSharedLimiter(database: Database, register: string, limits: Limits): Limiter {
  const turns = (db: Db) => db('register_turns');
  const now = (plusSeconds = 0) => databaseNow(database.dialect, plusSeconds);

  /** Milliseconds to wait, 0 when the turn was taken; `same`: somebody else is asking this very question. */
  const take = (id: string, question: string): Promise<{ waitMs: number; same: boolean }> =>
    // The network is not waited for in here: the lock is held for two statements.
    database.writer.transaction(async (db) => {
      await lockName(db, `register ${register}`);
      const clock = await clockOf(db, now());
      await turns(db)
        .where({ register })
        .where('started_at', '<', addMillis(clock, -2 * minuteMs))
        .delete();
      const rows = await turns(db).where({ register }).orderBy('started_at');
      const running = rows.filter((row) => row.ended_at === null && row.leased_until > clock);
      if (running.some((row) => row.question === question)) return { waitMs: lookMs, same: true };
      const waitMs = roomIn(rows, clock, limits);
      if (waitMs > 0) return { waitMs, same: false };
      if (running.length >= limits.parallel) return { waitMs: lookMs, same: false };
      await turns(db).insert({
        id,
        register,
        question,
        started_at: db.raw(now()) as unknown as Instant,
        leased_until: db.raw(now(leaseSeconds)) as unknown as Instant,
      });
      return { waitMs: 0, same: false };
    });

  return {
    async run(asked, task, patienceMs) {
      const question = createHash('sha256').update(asked).digest('base64url').slice(0, 22);
      const giveUpAt = monotonic() + patienceMs;
      const id = randomId();
      let waitedForSame = false;
      for (;;) {
        const { waitMs, same } = await take(id, question);
        if (waitedForSame && !same) {
          if (waitMs === 0) await turns(database.writer).where({ id }).delete();
          return { kind: 'elsewhere' };
        }
        if (waitMs === 0) break;
        if (monotonic() + waitMs > giveUpAt || limits.stopped?.aborted) return { kind: 'late' };
        waitedForSame = same;
        await sleep(waitMs, limits.stopped);
      }
      try {
        return { kind: 'done', value: await task() };
      } finally {
        await giveBack(turns(database.writer).where({ id }), database.writer.raw(now()));
      }
    },
  };
}

async function clockOf(db: Db, now: string): Promise<Instant> {
  const row = (await db.select(db.raw(`${now} as clock`)).first()) as { clock: Instant };
  return row.clock;
}

/** Milliseconds until the minute has room and the gap has passed; 0 is now. */
function roomIn(rows: TurnRow[], clock: Instant, { perMinute, gapMs = 0 }: Limits): number {
  const at = millis(clock);
  const starts = rows.map((row) => millis(row.started_at)).filter((start) => start > at - minuteMs);
  const gap = gapMs - (at - (starts.at(-1) ?? 0));
  const minute = starts.length < perMinute ? 0 : starts[starts.length - perMinute]! + minuteMs - at;
  return Math.max(0, gap, minute);
}

// A database that is away for a moment must not lose the answer: the lease ends by itself.
const giveBack = (turn: Knex.QueryBuilder, at: Knex.Raw): Promise<unknown> =>
  Promise.resolve(turn.update({ ended_at: at })).catch(() => undefined);
