import { enter } from '../../../src/access/people.ts';
import { transaction } from '../../../src/db/transaction.ts';
import { matchDeal } from '../../../src/features/imports/matching.ts';
import type { ImportId } from '../../../src/features/imports/model.ts';
import { factsOf } from '../../../src/features/imports/row-facts.ts';
import { bringFile, listRecentImports, undoImport } from '../../../src/features/imports/service.ts';
import type { Ctx } from '../../../src/lib/context.ts';
import { refuse } from '../../../src/lib/errors.ts';
import { type Cell, plain, type Use } from '../office.ts';

const file = {
  id: 'F0SEZNAM01',
  name: 'zakaznici.csv',
  size: 7,
  mimetype: 'text/csv',
  url: 'https://files.slack.com/seznam',
  isExternal: false,
};

/** One that has been brought in and can be taken back. */
async function doneImport(by: Ctx, { system }: Cell): Promise<ImportId> {
  const { id } = await bringFile(by, file);
  await transaction(system, (tx) => tx.db('imports').where({ id }).update({ state: 'done' }));
  return id;
}

const colleagues: Use = async (cell) => {
  const id = await doneImport(enter(cell.system, cell.people.admin) as Ctx, cell);
  return () => undoImport(cell.ctx, id);
};

/** Among the lists of late. */
const listed: Use = async (cell) => {
  const id = await doneImport(enter(cell.system, cell.people.admin) as Ctx, cell);
  return async () => {
    if (!(await listRecentImports(cell.ctx, 10)).some((found) => found.id === id))
      refuse('notFound', { what: 'file' });
  };
};

/** What a row says of a deal by its number; there is none for those who may not see it. */
const byNumber = plain(async ({ ctx, deal }) => {
  const said = [{ field: 'deal.number' as const, column: 'Číslo příležitosti', text: `D-${deal.id}` }];
  const facts = factsOf(said, { as: 'customers', currency: 'CZK' }).deal;
  if (!facts) throw new Error('the row says no deal');
  if ((await matchDeal(ctx, facts, null)) === 'gone') refuse('notFound', { what: 'deal' });
});

export const importUses: Record<string, Use> = {
  'bring a list in': plain(({ ctx }) => bringFile(ctx, file)),
  'take one’s own list back': async (cell) => async () =>
    undoImport(cell.ctx, await doneImport(cell.ctx, cell)),
  'take a colleague’s list back': colleagues,
  'see a colleague’s list of late': listed,
  'find the deal by its number in a list': byNumber,
};
