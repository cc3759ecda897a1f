import { insertId } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { addHours } from '../../lib/time.ts';

/** What a form offers of a thread, kept from its opening to its saving. */
export interface ThreadDraft {
  /** the message alone */
  own: string;
  text: string;
  /** colleagues who wrote in it */
  people: PersonId[];
}

declare module 'knex/types/tables.js' {
  interface Tables {
    thread_drafts: {
      id: number;
      person_id: number;
      own: string;
      text: string;
      people: string;
      created_at: string;
    };
  }
}

const keptHours = 48;

/** Of the actor; older ones go. */
export function keepDraft(ctx: Ctx, { own, text, people }: ThreadDraft): Promise<number> {
  return transaction(ctx, async (tx) => {
    const now = tx.time.now();
    await tx.db('thread_drafts').where('created_at', '<', addHours(now, -keptHours)).delete();
    return insertId(
      tx.db('thread_drafts').insert({
        person_id: actorId(tx) as number,
        own,
        text,
        people: JSON.stringify(people),
        created_at: now,
      }),
    );
  });
}

/** null when it is somebody else's, or gone */
export async function findDraft(ctx: Ctx, id: number): Promise<ThreadDraft | null> {
  const row = await ctx
    .db('thread_drafts')
    .where({ id, person_id: actorId(ctx) ?? 0 })
    .first();
  return row ? { own: row.own, text: row.text, people: JSON.parse(row.people) as PersonId[] } : null;
}
