import { assertMayImport, isAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { OfferedFile } from '../documents/model.ts';
import { isWithin } from './age.ts';
import { queueCard, queueCardEdit, queueReport } from './effects.ts';
import { hidingSamples } from './hiding.ts';
import { fingerprint } from './mapping.ts';
import type { Import, ImportAs, ImportId, ImportRule, ImportState } from './model.ts';
import { undoDays } from './model.ts';
import {
  findImport,
  type ImportFields,
  insertImport,
  listImports,
  moveImport,
  saveMapping,
} from './store.ts';

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

/** The newest first: their own; to admins everybody's, also of those who left. @throws CrmError import.salesLeadOnly */
export async function listRecentImports(ctx: Ctx, limit: number): Promise<Import[]> {
  await assertMayImport(ctx);
  return listImports(ctx, isAdmin(ctx) ? null : (actorId(ctx) as PersonId), limit);
}

export type Corrections = Pick<Import, 'mapping' | 'rule' | 'as' | 'perSheet'>;

/**
 * What the columns are, and what happens to values that are there; then it is tried anew.
 * @throws CrmError import.busy, import.noColumn, notFound
 */
export function correctImport(ctx: Ctx, id: ImportId, corrections: Corrections): Promise<Import> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    if (!beforeStart.includes(found.state)) refuse('import.busy', {});
    const says = Object.values(corrections.mapping).some((field) => field !== null);
    if (!says && !corrections.perSheet) refuse('import.noColumn', {});
    await move(tx, id, beforeStart, {
      ...corrections,
      sheets: hidingSamples(found, corrections.mapping),
      state: 'checking',
      cursor: 0,
      counts: {},
      claim: null,
    });
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
    const startedAt = tx.time.now();
    const started = { state: 'running' as const, cursor: 0, counts: {}, startedAt, claim: null };
    if (!(await move(tx, id, ['ready'], started))) return getImport(tx, id);
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
    if (hasFailedMidway(found)) refuse('import.busy', {});
    const cancelled = { state: 'cancelled' as const, claim: null, finishedAt: tx.time.now() };
    const from: ImportState[] = ['fetching', 'reading', ...beforeStart, 'failed'];
    if (!(await move(tx, id, from, cancelled))) return getImport(tx, id);
    await queueCardEdit(tx, id);
    return getImport(tx, id);
  });
}

/** @throws CrmError import.busy, import.tooOld, notFound */
export function undoImport(ctx: Ctx, id: ImportId): Promise<Import> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    if (found.state === 'undoing' || found.state === 'undone') return found;
    const from: ImportState[] = hasFailedMidway(found) ? ['failed'] : ['done'];
    if (!from.includes(found.state)) refuse('import.busy', {});
    if (!isWithin(tx, found)) refuse('import.tooOld', { days: undoDays });
    const undoing = { state: 'undoing' as const, cursor: 0, claim: null };
    if (!(await move(tx, id, from, undoing))) return getImport(tx, id);
    await recordEvent(tx, 'import.undone', { kind: 'import', id });
    await queueCardEdit(tx, id);
    return getImport(tx, id);
  });
}

const beforeStart: ImportState[] = ['asking', 'checking', 'ready'];

/** Older versions let a run end so. */
const hasFailedMidway = ({ state, startedAt }: Import): boolean => state === 'failed' && startedAt !== null;

/** @returns false: somebody else did the same just now. @throws CrmError import.busy: they did something else */
async function move(
  tx: Ctx,
  id: ImportId,
  from: ImportState[],
  fields: ImportFields & Pick<Import, 'state'>,
): Promise<boolean> {
  if (await moveImport(tx, id, from, fields)) return true;
  const now = await findImport(tx, id);
  return now?.state === fields.state ? false : refuse('import.busy', {});
}

/** Everything it does, row by row, as a file in the actor's DM. @throws CrmError notFound */
export function sendReport(ctx: Ctx, id: ImportId): Promise<void> {
  return transaction(ctx, async (tx) => {
    const found = await getImport(tx, id);
    const to = actorId(tx) ?? notFound('person');
    await queueReport(tx, found.id, to, `${found.state}:${tx.time.now()}`);
  });
}
