import { transaction } from '../../db/transaction.ts';
import type { Job } from '../../jobs/model.ts';
import type { Ctx } from '../../lib/context.ts';
import { addHours } from '../../lib/time.ts';
import { undoDays } from './model.ts';
import { fillFromRegisters } from './registers.ts';
import { deleteRows } from './row-store.ts';
import { deleteImport, listOldImports } from './store.ts';

const atOnce = 500;

/** What can no longer be taken back is forgotten: rows of people's names and numbers. */
export async function sweepImports(ctx: Ctx): Promise<void> {
  const before = addHours(ctx.time.now(), -undoDays * 24);
  for (;;) {
    const ids = await listOldImports(ctx, before, 20);
    if (ids.length === 0) return;
    for (const id of ids) {
      while ((await transaction(ctx, (tx) => deleteRows(tx, id, atOnce))) > 0);
      await transaction(ctx, (tx) => deleteImport(tx, id));
    }
  }
}

export const importJobs: Job[] = [
  { name: 'imports.registers', every: 'minute', run: (ctx) => fillFromRegisters(ctx) },
  { name: 'imports.sweep', every: { daily: '03:55' }, run: (ctx) => sweepImports(ctx) },
];
