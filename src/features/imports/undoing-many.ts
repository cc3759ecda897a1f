/** What an import made and nobody has touched or used since: removed many at once. */
import { removeWholes } from '../../db/whole-records.ts';
import { listTouchedSince, recordEvents } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { type Import, type RecordKind, recordKinds } from './model.ts';
import { type ImportRecord, noteRemoved } from './record-store.ts';
import { tableOf } from './record-tables.ts';

/** @returns those that are to be looked at one by one, in their order */
export async function removeUntouched(
  tx: Ctx,
  found: Import,
  records: ImportRecord[],
): Promise<ImportRecord[]> {
  const gone = new Set<ImportRecord>();
  const made = records.filter(({ did }) => did === 'created');
  // What was made last may speak of what was made first.
  for (const kind of recordKinds.toReversed())
    for (const one of await removeOfKind(
      tx,
      found,
      kind,
      made.filter((record) => record.kind === kind),
    ))
      gone.add(one);
  return records.filter((record) => !gone.has(record));
}

async function removeOfKind(
  tx: Ctx,
  found: Import,
  kind: RecordKind,
  made: ImportRecord[],
): Promise<ImportRecord[]> {
  const since = new Map(made.map(({ recordId, eventId }) => [recordId, eventId]));
  const touched = await listTouchedSince(tx, kind, since);
  const free = made.filter(({ recordId }) => !touched.has(recordId));
  const removed = await removeWholes(
    tx,
    tableOf[kind],
    free.map(({ recordId }) => recordId),
  );
  const gone = free.filter(({ recordId }) => removed.has(recordId));
  await recordEvents(
    tx,
    `${kind}.importUndone`,
    gone.map(({ recordId: id }) => ({ subject: { kind, id }, details: { importId: found.id } })),
  );
  await noteRemoved(
    tx,
    gone.map(({ id }) => id),
  );
  return gone;
}
