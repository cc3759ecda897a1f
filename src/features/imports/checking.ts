/** The dry run over all rows. It writes nothing but what it found; begun anew, it begins from the first row. */

import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { keepingTidy } from '../../lib/garbage.ts';
import { sleep } from '../../lib/time.ts';
import { aroundRows, leftOutOf, readRow } from './around.ts';
import { type Claim, holdImport } from './claim-store.ts';
import { queueProgress } from './effects.ts';
import { hidingChosen } from './hiding.ts';
import { startKnown } from './known.ts';
import { lookUp } from './look-up.ts';
import type { Counts, Import, RowSaid } from './model.ts';
import { counted, outcomeOf } from './outcome.ts';
import { planRow } from './plan.ts';
import { listRows, noteOutcomes, replaceCells } from './row-store.ts';

import { breathing, goOn } from './stopping.ts';

const atOnce = 200;

export async function checkRows(ctx: Ctx, claim: Claim, found: Import): Promise<void> {
  const around = await aroundRows(ctx, found);
  const known = startKnown();
  let counts: Counts = {};
  let cursor = 0;
  const tidy = keepingTidy();
  const breathe = breathing();
  for (;;) {
    goOn(ctx);
    const listed = await listRows(ctx, found.id, cursor, atOnce);
    if (listed.length === 0) break;
    const rows = listed.map((row) => hidingChosen(around, row));
    const planned: { no: number; said: RowSaid; outcome: ReturnType<typeof outcomeOf> }[] = [];
    const facts = new Map(rows.map((row) => [row, readRow(ctx, around, row)]));
    const look = await lookUp(ctx, [...facts.values()], found.as);
    for (const [row, its] of facts) {
      const said = { ...(await planRow(ctx, around, look, its, known)), ...leftOutOf(ctx, around, row, its) };
      planned.push({ no: row.no, said, outcome: outcomeOf(said) });
      counts = counted(counts, said);
      await breathe();
    }
    cursor = rows.at(-1)?.no ?? cursor;
    await transaction(ctx, async (tx) => {
      await replaceCells(
        tx,
        found.id,
        rows.filter((row, at) => row !== listed[at]),
      );
      await noteOutcomes(tx, found.id, planned);
      await holdImport(tx, claim, { cursor, counts });
      await queueProgress(tx, found.id);
    });
    tidy();
    await sleep(1);
  }
  await transaction(ctx, (tx) => holdImport(tx, claim, { state: 'ready', cursor, counts }));
}
