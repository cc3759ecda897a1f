/** One process works on an import at a time, and on one import at a time. */
import { databaseNow, hasCome, lockName } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { type ImportId, workingStates } from './model.ts';
import { columnsOf, type ImportFields } from './store.ts';

const leaseSeconds = 60;

export interface Claim {
  id: ImportId;
  claim: string;
}

/** Somebody else works on it, or a person said something else meanwhile. */
export class ImportLost extends Error {
  constructor({ id }: Claim) {
    super(`the work on import ${id} was taken over`);
    this.name = 'ImportLost';
  }
}

/** The oldest import that waits for work; null when there is none, or somebody works. */
export async function claimImport(ctx: Ctx): Promise<Claim | null> {
  const { dialect } = ctx.database;
  const waiting = () => ctx.db('imports').whereIn('state', workingStates);
  const due = await waiting().whereRaw(hasCome(dialect, 'claimed_until')).orderBy('id').first('id');
  if (!due) return null;
  return transaction(ctx, async (tx) => {
    await lockName(tx.db, 'imports');
    const working = tx
      .db('imports')
      .whereIn('state', workingStates)
      .whereNotNull('claim')
      .whereRaw(`not ${hasCome(dialect, 'claimed_until')}`)
      .first('id');
    if (await working) return null;
    const claim = randomId();
    const claimed = await tx
      .db('imports')
      .where({ id: due.id })
      .whereIn('state', workingStates)
      .update({ claim, claimed_until: tx.db.raw(databaseNow(dialect, leaseSeconds)) });
    return claimed > 0 ? { id: due.id as ImportId, claim } : null;
  });
}

/** Commits how far the work has come, with what it did. Inside its transaction. @throws ImportLost */
export async function holdImport(tx: Ctx, { id, claim }: Claim, fields: ImportFields = {}): Promise<void> {
  const held = await tx
    .db('imports')
    .where({ id, claim })
    .update({
      claimed_until: tx.db.raw(databaseNow(tx.database.dialect, leaseSeconds)),
      ...columnsOf(fields),
    });
  if (held === 0) throw new ImportLost({ id, claim });
}

export async function releaseImport(ctx: Ctx, { id, claim }: Claim, waitSeconds = 0): Promise<void> {
  await transaction(ctx, (tx) =>
    tx
      .db('imports')
      .where({ id, claim })
      .update(
        waitSeconds > 0
          ? { claim: null, claimed_until: tx.db.raw(databaseNow(tx.database.dialect, waitSeconds)) }
          : { claim: null, claimed_until: null },
      ),
  );
}
