/** The import itself: some rows in each transaction, together with how far it has come, so that no row is taken twice. */

import { lockNames } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { keepingTidy } from '../../lib/garbage.ts';
import { monotonic, sleep } from '../../lib/time.ts';
import { companyLock } from '../companies/bulk-service.ts';
import { addressLock } from '../contacts/bulk-service.ts';
import { applyRow } from './apply.ts';
import { type Around, aroundRows, leftOutOf, readRow } from './around.ts';
import { startBatch } from './batch.ts';
import { type Claim, holdImport, ImportLost } from './claim-store.ts';
import { queueProgress } from './effects.ts';
import { finishRun } from './finishing.ts';
import { type LookUp, lookUp } from './look-up.ts';
import type { Counts, Import, RowSaid, StagedRow } from './model.ts';
import { counted, outcomeOf } from './outcome.ts';
import { missing } from './plan.ts';
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
      if (!(error instanceof HalfTaken))
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
  row: StagedRow;
  said: RowSaid;
}

/** Its company and its people are written with those of other rows; the rest goes through the services. */
interface Later {
  row: StagedRow;
  its: RowFacts;
  done: Done;
}

/** So many rows with more than that fill a transaction. */
const atOnceMore = 20;

const isMore = ({ deal, activity, own }: RowFacts): boolean =>
  deal !== null || activity !== null || Object.keys(own).length > 0;

const plain = (facts: RowFacts): RowFacts => ({ ...facts, deal: null, activity: null, own: {} });

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
  // Before anybody looks who has them: a colleague's form may write down the same firm at this moment.
  await lockNames(
    tx.db,
    [...facts.values()].flatMap(({ company, contacts }) => [
      ...(company?.ico ? [companyLock(company.ico)] : []),
      ...contacts.flatMap(({ emails }) => emails.map(addressLock)),
    ]),
  );
  const look = await lookUp(tx, [...facts.values()], around.found.as);
  const batch = startBatch(tx, around, look);
  const done: Done[] = [];
  let later: Later[] = [];
  const finish = async () => {
    await batch.flush();
    for (const one of later) one.done.said = await withTheRest(tx, around, look, one);
    later = [];
  };
  for (const [row, its] of facts) {
    const hasMore = isMore(its) && missing(its, around).length === 0;
    const taken = together ? await inBatch(tx, row, hasMore ? plain(its) : its, batch) : null;
    if (!taken) await finish();
    const said = taken ?? (await wholeOrNothing(tx, around, look, row, its));
    done.push({ row, said });
    if (taken && taken.why.length === 0 && hasMore) later.push({ row, its, done: done.at(-1) as Done });
    if (monotonic() - begun > heldMs || later.length >= atOnceMore) break;
    await breathe();
  }
  await finish();
  const outcomes = done.map(({ row, said }) => {
    const whole = { ...said, ...leftOutOf(tx, around, row, facts.get(row) as RowFacts) };
    return { no: row.no, said: whole, outcome: outcomeOf(whole) };
  });
  const cursor = outcomes.at(-1)?.no ?? 0;
  const counts = outcomes.reduce((sum, { said }) => counted(sum, said), before);
  await noteOutcomes(tx, around.found.id, outcomes);
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

/** @throws HalfTaken when the rest is refused: what is written of the row must not stay */
async function withTheRest(
  tx: Ctx,
  around: Around,
  look: LookUp,
  { row, its, done: { said } }: Later,
): Promise<RowSaid> {
  const rest = await wholeOrNothing(tx, around, look, row, its);
  if (rest.why.length === 0)
    return {
      steps: rest.steps.map((step, at) => {
        const first = said.steps[at];
        return first?.does === 'created' ? first : step;
      }),
      why: [],
    };
  if (said.steps.some(({ does }) => does === 'created')) throw new HalfTaken();
  return rest;
}

class HalfTaken extends Error {}

class Refused extends Error {
  readonly said: RowSaid;

  constructor(said: RowSaid) {
    super('the row is refused');
    this.said = said;
  }
}
