/** The import itself: some rows in each transaction, together with how far it has come, so that no row is taken twice. */

import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { keepingTidy } from '../../lib/garbage.ts';
import { randomId } from '../../lib/ids.ts';
import { monotonic, sleep } from '../../lib/time.ts';
import { applyRow } from './apply.ts';
import { type Around, aroundRows, hiddenIn } from './around.ts';
import { type Claim, holdImport } from './claim-store.ts';
import { queueProgress } from './effects.ts';
import { finishRun } from './finishing.ts';
import type { Counts, Import, RowSaid, StagedRow } from './model.ts';
import { counted, outcomeOf } from './outcome.ts';
import { listRows, noteOutcomes } from './row-store.ts';
import { breathing, goOn } from './stopping.ts';

const atOnce = 200;
/** A transaction holds SQLite's only writer: others who save something wait for so long at most. */
const heldMs = 120;

export async function runRows(ctx: Ctx, claim: Claim, found: Import): Promise<void> {
  const around = await aroundRows(ctx, found);
  let { cursor, counts } = found;
  const tidy = keepingTidy();
  for (;;) {
    goOn(ctx);
    const rows = await listRows(ctx, found.id, cursor, atOnce);
    if (rows.length === 0) break;
    const done = await transaction(ctx, (tx) => runSome(tx, claim, around, rows, counts));
    cursor = done.cursor;
    counts = done.counts;
    tidy();
    await sleep(1);
  }
  await transaction(ctx, (tx) => finishRun(tx, claim));
}

async function runSome(
  tx: Ctx,
  claim: Claim,
  around: Around,
  rows: StagedRow[],
  before: Counts,
): Promise<{ cursor: number; counts: Counts }> {
  const begun = monotonic();
  const breathe = breathing();
  const done: { no: number; said: RowSaid; outcome: ReturnType<typeof outcomeOf> }[] = [];
  let counts = before;
  for (const row of rows) {
    const said = { ...(await wholeOrNothing(tx, around, row)), ...hiddenIn(around, row) };
    done.push({ no: row.no, said, outcome: outcomeOf(said) });
    counts = counted(counts, said);
    if (monotonic() - begun > heldMs) break;
    await breathe();
  }
  const cursor = done.at(-1)?.no ?? 0;
  await noteOutcomes(tx, around.found.id, done);
  await holdImport(tx, claim, { cursor, counts });
  await queueProgress(tx, around.found.id);
  return { cursor, counts };
}

/** Of a row that cannot be taken whole, nothing stays. */
async function wholeOrNothing(tx: Ctx, around: Around, row: StagedRow): Promise<RowSaid> {
  try {
    return await tx.db.transaction(async (inner) => {
      const said = await applyRow({ ...tx, db: inner }, around, row);
      if (said.why.length > 0) throw new Refused(said);
      return said;
    });
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

function whyOf(ctx: Ctx, error: unknown): RowSaid['why'] {
  const errors = error instanceof FieldErrors ? error.errors : error instanceof CrmError ? [error] : [];
  if (errors.length > 0)
    return errors.map(({ code, details }) => ({
      code: 'refused',
      column: null,
      text: null,
      error: { code, details },
    }));
  if (isOfDatabase(error)) throw error;
  // One row that we fail at must not stop the thousands after it.
  const reference = randomId().slice(0, 8);
  ctx.log.error({ err: error, reference }, 'a row of an import failed');
  return [{ code: 'ours', column: null, text: reference }];
}

/** A lost connection, a full disk, a deadlock: the whole transaction is tried again. */
const isOfDatabase = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return (
    typeof code === 'string' &&
    (/^(SQLITE_|ERR_SQLITE|E[A-Z]+$)/.test(code) || /^(08|25|40|53|57|58)/.test(code))
  );
};
