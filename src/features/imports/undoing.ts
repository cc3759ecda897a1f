/** Takes an import back: what it made is removed, what it changed is as it was. What somebody touched since stays. */

import { transaction } from '../../db/transaction.ts';
import { putBack, removeWhole } from '../../db/whole-records.ts';
import { personActedSince, recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { keepingTidy } from '../../lib/garbage.ts';
import { sleep } from '../../lib/time.ts';
import { type Claim, holdImport } from './claim-store.ts';
import { queueProgress, queueUndone } from './effects.ts';
import type { Import } from './model.ts';
import { type ImportRecord, listToUndo, noteUndone } from './record-store.ts';
import { readRecord, redraw, tableOf } from './record-tables.ts';

import { breathing, goOn } from './stopping.ts';
import { removeUntouched } from './undoing-many.ts';

const atOnce = 100;

export async function undoRecords(ctx: Ctx, claim: Claim, found: Import): Promise<void> {
  let { cursor } = found;
  let before: number | null = null;
  // Who may take an import back may take back all of it, also what they have given to others since.
  const system: Ctx = { ...ctx, actor: { kind: 'system', name: 'imports' } };
  const tidy = keepingTidy();
  const breathe = breathing();
  for (;;) {
    goOn(ctx);
    const records = await listToUndo(ctx, found.id, atOnce, before);
    if (records.length === 0) break;
    before = records.at(-1)?.id ?? before;
    cursor += records.length;
    await transaction(system, async (tx) => {
      for (const record of await removeUntouched(tx, found, records)) {
        await undoOrKeep(tx, found, record);
        await breathe();
      }
      await holdImport(tx, claim, { cursor });
      await queueProgress(tx, found.id);
    });
    tidy();
    await sleep(1);
  }
  await transaction(ctx, async (tx) => {
    await holdImport(tx, claim, { state: 'undone', registersLeft: 0, finishedAt: tx.time.now() });
    await queueUndone(tx, found);
  });
}

/** One that cannot be put back stays as it is, and holds up none of the others. */
async function undoOrKeep(tx: Ctx, found: Import, record: ImportRecord): Promise<void> {
  try {
    await tx.db.transaction((inner) => undoRecord({ ...tx, db: inner }, found, record));
  } catch (error) {
    if (isPassing(error)) throw error;
    tx.log.error({ err: error, import: found.id, record: record.id }, 'a record cannot be put back');
    await noteUndone(tx, record.id, 'kept', 'failed');
  }
}

/** PostgreSQL's codes of what goes better the next time: deadlocks, lost connections, a full disk. */
const isPassing = (error: unknown): boolean =>
  /^(08|40|53|55|57|58)\w{3}$/.test(String((error as { code?: unknown }).code));

async function undoRecord(tx: Ctx, found: Import, record: ImportRecord): Promise<void> {
  const { id, kind, recordId, did, before } = record;
  const table = tableOf[kind];
  const there = await tx
    .db(table.table as 'companies')
    .where({ id: recordId })
    .first('id');
  if (!there) return noteUndone(tx, id, 'removed');
  const subject = { kind, id: recordId } as const;
  // A person did something with it after the import: that is theirs, and stays.
  if (await personActedSince(tx, subject, record.eventId)) return noteUndone(tx, id, 'kept', 'changed');
  if (did === 'created') {
    if (!(await removeWhole(tx, table, recordId))) return noteUndone(tx, id, 'kept', 'used');
    await recordEvent(tx, `${kind}.importUndone`, subject, { importId: found.id });
    return noteUndone(tx, id, 'removed');
  }
  const was = await readRecord(tx, kind, recordId);
  await putBack(tx, table, recordId, before as string);
  const now = await readRecord(tx, kind, recordId);
  const eventId = await recordEvent(tx, `${kind}.changed`, subject, {
    ...differences(was, now),
    importUndone: found.id,
  });
  await redraw(tx, kind, recordId, `event:${eventId}`);
  await noteUndone(tx, id, 'restored');
}

function differences(was: object, now: object): Record<string, { from: unknown; to: unknown }> {
  const [from, to] = [was as Record<string, unknown>, now as Record<string, unknown>];
  const changed = Object.keys(to).filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]));
  return Object.fromEntries(changed.map((key) => [key, { from: from[key], to: to[key] }]));
}
