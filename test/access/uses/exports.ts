import { transaction } from '../../../src/db/transaction.ts';
import { logActivity } from '../../../src/features/activities/service.ts';
import type { ExportKind } from '../../../src/features/exports/model.ts';
import { chooseExporters, exportData, listPastExports } from '../../../src/features/exports/service.ts';
import { refuse } from '../../../src/lib/errors.ts';
import { takes } from '../../exports/office.ts';
import { bridge, type Cell, plain, type Use } from '../office.ts';

/** What stands in the file that they get; nothing of the deal: there is none for them. */
async function found({ ctx }: Cell, what: ExportKind, words: string): Promise<void> {
  const { cells } = await takes(ctx, what);
  if (!JSON.stringify(cells).includes(words)) refuse('notFound', { what: 'deal' });
}

const logged: Use = async (cell) => {
  const text = 'Chtějí ocelovou mostovku';
  await logActivity(cell.system, { kind: 'call', dealId: cell.deal.id, companyId: cell.company.id, text });
  return () => found(cell, 'activities', text);
};

const exportersOnly =
  (who: 'leads' | 'admins'): Use =>
  async ({ ctx, system }) => {
    await transaction(system, (tx) => chooseExporters(tx, who));
    return () => exportData(ctx, { what: 'deals', whose: 'all', state: 'open', format: 'xlsx' });
  };

export const exportUses: Record<string, Use> = {
  'take deals away in a file': plain((cell) => found(cell, 'deals', bridge)),
  'take what was logged away in a file': logged,
  'export where sales leads may': exportersOnly('leads'),
  'export where admins may': exportersOnly('admins'),
  'say who may export': plain(({ ctx }) => chooseExporters(ctx, 'admins')),
  'see who exported what': plain(({ ctx }) => listPastExports(ctx, 5)),
};
