/** What is done with an import in the background, state by state; each step commits how far it has come. */
import { asPerson, findPerson, isActiveMember } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError } from '../../lib/errors.ts';
import { keepBytes } from '../documents/service.ts';
import { checkRows } from './checking.ts';
import { type Claim, holdImport } from './claim-store.ts';
import { queueCardEdit } from './effects.ts';
import { finishRun } from './finishing.ts';
import type { Import } from './model.ts';
import { FileRefused } from './reading/refused.ts';
import { runRows } from './running.ts';
import { stageRows } from './staging.ts';
import { findImport, whereBytes } from './store.ts';
import { undoRecords } from './undoing.ts';

/** @param ctx acts as the product @throws ImportLost; whatever is no fault of the file, to be tried again */
export async function workOn(ctx: Ctx, claim: Claim): Promise<void> {
  for (;;) {
    const found = await findImport(ctx, claim.id);
    const step = found && steps[found.state];
    if (!step) return;
    const person = await findPerson(ctx.db, found.personId);
    const isUndoing = found.state === 'undoing';
    // Whoever takes it back need not be the one who brought it, who may be gone by then.
    if (!isUndoing && !isActiveMember(person)) return fail(ctx, claim, found, { kind: 'left' });
    try {
      await step(person ? asPerson(ctx, person) : ctx, claim, found);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || isUndoing) throw error;
      return fail(ctx, claim, found, problem);
    }
    await transaction(ctx, (tx) => queueCardEdit(tx, claim.id));
  }
}

const steps: Partial<Record<Import['state'], (ctx: Ctx, claim: Claim, found: Import) => Promise<void>>> = {
  fetching: fetchBytes,
  reading: async (ctx, claim, found) => {
    const { sha256 } = await whereBytes(ctx, found.id);
    if (!sha256) throw new Error('an import without bytes is read');
    await stageRows(ctx, claim, found, sha256);
  },
  checking: checkRows,
  running: runRows,
  undoing: undoRecords,
};

async function fetchBytes(ctx: Ctx, claim: Claim, found: Import): Promise<void> {
  const { slackFile } = await whereBytes(ctx, found.id);
  if (!slackFile) throw new Error('an import without a file is fetched');
  const { fileLimit } = ctx.settings;
  if (slackFile.size > fileLimit)
    throw new CrmError('file.tooLarge', { megabytes: Math.floor(fileLimit / 1024 / 1024) });
  const { sha256 } = await keepBytes(ctx, ctx.ports.slackFiles.bytes(slackFile));
  await transaction(ctx, (tx) => holdImport(tx, claim, { state: 'reading', sha256, slackFile: null }));
}

export type ImportProblem =
  | { kind: 'file'; problem: string; details: object }
  | { kind: 'error'; code: string; details: object }
  /** the importer is no member any more */
  | { kind: 'left' };

function problemOf(error: unknown): ImportProblem | null {
  if (error instanceof FileRefused) return { kind: 'file', ...error.reason };
  if (error instanceof CrmError && error.code.startsWith('file.')) {
    if (error.code === 'file.empty') return { kind: 'file', problem: 'empty', details: {} };
    return { kind: 'error', code: error.code, details: error.details };
  }
  return null;
}

/** A run that has begun is done with what it did, so that it can be taken back. */
const fail = (ctx: Ctx, claim: Claim, { state }: Import, problem: ImportProblem): Promise<void> =>
  transaction(ctx, async (tx) => {
    if (state === 'running') await finishRun(tx, claim, problem);
    else await holdImport(tx, claim, { state: 'failed', problem, finishedAt: tx.time.now() });
    await queueCardEdit(tx, claim.id);
  });
