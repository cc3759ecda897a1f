import { assertMayImport, isAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { OfferedFile } from '../documents/model.ts';
import { isWithin } from './age.ts';
import { queueCard, queueCardEdit, queueReport } from './effects.ts';
import { fingerprint } from './mapping.ts';
import type { Import, ImportAs, ImportId, ImportRule } from './model.ts';
import { undoDays, workingStates } from './model.ts';
import { findImport, insertImport, listImports, saveMapping, updateImport } from './store.ts';

export { findImport } from './store.ts';

/**
 * Takes a file over; it is read, and tried without changing anything, in the background.
 * @throws CrmError import.salesLeadOnly, import.notAFile
 */
export function bringFile(
  ctx: Ctx,
  file: OfferedFile,
  { as = 'customers', rule = 'fill' }: { as?: ImportAs; rule?: ImportRule } = {},
): Promise<Import> {
  return transaction(ctx, async (tx) => {
    await assertMayImport(tx);
    const personId = actorId(tx) ?? notFound('person');
    const id = await insertImport(tx, { personId, fileName: file.name, slackFile: file, as, rule });
    await recordEvent(tx, 'import.brought', { kind: 'import', id }, { rule, as });
    await queueCard(tx, id, personId);
    return (await findImport(tx, id)) ?? notFound('import');
  });
}

/** Their own; admins every one. @throws CrmError import.salesLeadOnly, notFound */
export async function getImport(ctx: Ctx, id: ImportId): Promise<Import> {
  await assertMayImport(ctx);
  const found = await findImport(ctx, id);
  if (!found || !(isAdmin(ctx) || found.personId === actorId(ctx))) return notFound('import');
  return found;
}

/** @throws CrmError import.salesLeadOnly */
export async function listMyImports(ctx: Ctx, limit: number): Promise<Import[]> {
  await assertMayImport(ctx);
  return listImports(ctx, actorId(ctx) as PersonId, limit);
}

export type Corrections = Pick<Import, 'mapping' | 'rule' | 'as' | 'perSheet'>;

/**
 * What the columns are, and what happens to values that are there; then it is tried anew.
 * @throws CrmError import.busy, import.noColumn, notFound
 */
export function correctImport(ctx: Ctx, id: ImportId, corrections: Corrections): Promise<Import> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    if (!['asking', 'checking', 'ready'].includes(found.state)) refuse('import.busy', {});
    const says = Object.values(corrections.mapping).some((field) => field !== null);
    if (!says && !corrections.perSheet) refuse('import.noColumn', {});
    await updateImport(tx, id, { ...corrections, state: 'checking', cursor: 0, counts: {}, claim: null });
    await saveMapping(tx, fingerprint(found.sheets), corrections.mapping);
    await queueCardEdit(tx, id);
    return getImport(tx, id);
  });
}

/** Yes: bring it in. @throws CrmError import.busy, notFound */
export function startImport(ctx: Ctx, id: ImportId): Promise<Import> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    if (found.state === 'running' || found.state === 'done') return found;
    if (found.state !== 'ready') refuse('import.busy', {});
    const startedAt = tx.time.now();
    await updateImport(tx, id, { state: 'running', cursor: 0, counts: {}, startedAt, claim: null });
    await recordEvent(tx, 'import.started', { kind: 'import', id }, { rows: found.total, rule: found.rule });
    await queueCardEdit(tx, id);
    return getImport(tx, id);
  });
}

/** Before it began: nothing was changed, and nothing of the file stays. @throws CrmError import.busy, notFound */
export function cancelImport(ctx: Ctx, id: ImportId): Promise<Import> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    if (found.state === 'cancelled') return found;
    if (!['fetching', 'reading', 'asking', 'checking', 'ready', 'failed'].includes(found.state))
      refuse('import.busy', {});
    await updateImport(tx, id, { state: 'cancelled', claim: null, finishedAt: tx.time.now() });
    await queueCardEdit(tx, id);
    return getImport(tx, id);
  });
}

/** @throws CrmError import.busy, import.tooOld, notFound */
export function undoImport(ctx: Ctx, id: ImportId): Promise<Import> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    if (found.state === 'undoing' || found.state === 'undone') return found;
    if (found.state !== 'done') refuse('import.busy', {});
    if (!isWithin(tx, found)) refuse('import.tooOld', { days: undoDays });
    await updateImport(tx, id, { state: 'undoing', cursor: 0, claim: null });
    await recordEvent(tx, 'import.undone', { kind: 'import', id });
    await queueCardEdit(tx, id);
    return getImport(tx, id);
  });
}

/** Everything it does, row by row, as a file in the actor's DM. @throws CrmError notFound */
export function sendReport(ctx: Ctx, id: ImportId): Promise<void> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    const to = actorId(tx) ?? notFound('person');
    await queueReport(tx, found.id, to, `${found.state}:${tx.time.now()}`);
  });
}

export const isAtWork = ({ state }: Pick<Import, 'state'>): boolean => workingStates.includes(state);
