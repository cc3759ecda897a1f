/** The import itself: some rows in each transaction, together with how far it has come, so that no row is taken twice. */

import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { keepingTidy } from '../../lib/garbage.ts';
import { monotonic, sleep } from '../../lib/time.ts';
import { lockAddresses } from '../contacts/bulk-service.ts';
import { applyRow } from './apply.ts';
import { type Around, aroundRows, leftOutOf, readRow } from './around.ts';
import { startBatch } from './batch.ts';
import { type Claim, holdImport, ImportLost } from './claim-store.ts';
import { queueProgress } from './effects.ts';
import { finishRun } from './finishing.ts';
import { type LookUp, lookUp } from './look-up.ts';
import type { Counts, Import, RowSaid, StagedRow } from './model.ts';
import { counted, outcomeOf } from './outcome.ts';
import { isOfDatabase, whyOf } from './refusals.ts';
import type { RowFacts } from './row-facts.ts';
import { listRows, noteOutcomes } from './row-store.ts';
import { breathing, goOn } from './stopping.ts';

const atOnce = 100;
/** A transaction holds SQLite's only writer: others who save something wait for so long at most. */
const heldMs = 100;

export async function runRows(ctx: Ctx, claim: Claim, found: Import): Promise<void> {
  const around = await aroundRows(ctx, found);
  let { cursor, counts } = found;
  let size = atOnce;
  const tidy = keepingTidy();
  for (;;) {
    goOn(ctx);
    const rows = await listRows(ctx, found.id, cursor, size);
    if (rows.length === 0) break;
    const done = await transaction(ctx, (tx) => runSome(tx, claim, around, rows, counts)).catch((error) => {
      if (error instanceof ImportLost || isOfDatabase(error)) throw error;
      // One of them cannot be written: alone, it takes none of the others with it.
      ctx.log.error({ err: error, import: found.id }, 'rows of an import go one by one');
      return transaction(ctx, (tx) => runSome(tx, claim, around, rows, counts, false));
    });
    cursor = done.cursor;
    counts = done.counts;
    // Rows that go the long way fill a transaction sooner.
    size = Math.min(atOnce, Math.max(10, done.rows * 2));
    tidy();
    await sleep(1);
  }
  await transaction(ctx, (tx) => finishRun(tx, claim));
}

interface Done {
  no: number;
  said: RowSaid;
}

async function runSome(
  tx: Ctx,
  claim: Claim,
  around: Around,
  rows: StagedRow[],
  before: Counts,
  together = true,
): Promise<{ cursor: number; counts: Counts; rows: number }> {
  const begun = monotonic();
  const breathe = breathing();
  const facts = new Map(rows.map((row) => [row, readRow(tx, around, row)]));
  await lockAddresses(
    tx,
    [...facts.values()].flatMap(({ contacts }) => contacts.flatMap(({ emails }) => emails)),
  );
  const look = await lookUp(tx, [...facts.values()], around.found.as);
  const batch = startBatch(tx, around, look);
  const done: Done[] = [];
  for (const [row, its] of facts) {
    const taken = together ? await inBatch(tx, row, its, batch) : null;
    if (!taken) await batch.flush();
    const said = taken ?? (await wholeOrNothing(tx, around, look, row, its));
    done.push({ no: row.no, said: { ...said, ...leftOutOf(tx, around, row, its) } });
    if (monotonic() - begun > heldMs) break;
    await breathe();
  }
  await batch.flush();
  const cursor = done.at(-1)?.no ?? 0;
  const counts = done.reduce((sum, { said }) => counted(sum, said), before);
  await noteOutcomes(
    tx,
    around.found.id,
    done.map(({ no, said }) => ({ no, said, outcome: outcomeOf(said) })),
  );
  await holdImport(tx, claim, { cursor, counts });
  await queueProgress(tx, around.found.id);
  return { cursor, counts, rows: done.length };
}

async function inBatch(
  tx: Ctx,
  row: StagedRow,
  facts: RowFacts,
  batch: ReturnType<typeof startBatch>,
): Promise<RowSaid | null> {
  try {
    return await batch.take(row, facts);
  } catch (error) {
    return { steps: [], why: whyOf(tx, error) };
  }
}

/** Of a row that cannot be taken whole, nothing stays. */
async function wholeOrNothing(
  tx: Ctx,
  around: Around,
  look: LookUp,
  row: StagedRow,
  facts: RowFacts,
): Promise<RowSaid> {
  try {
    const { seen, ...said } = await tx.db.transaction(async (inner) => {
      const tried = await applyRow({ ...tx, db: inner }, around, look, row, facts);
      if (tried.why.length > 0) throw new Refused(tried);
      return tried;
    });
    seen();
    return said;
  } catch (error) {
    if (error instanceof Refused) return { steps: [], why: error.said.why };
    return { steps: [], why: whyOf(tx, error) };
  }
}

class Refused extends Error {
  readonly said: RowSaid;

  constructor(said: RowSaid) {
    super('the row is refused');
    this.said = said;
  }
}
