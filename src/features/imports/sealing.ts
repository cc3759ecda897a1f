/** What an import keeps of companies as they were, by which an older version brought birth numbers along in clear. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { SecretsProblem } from '../../lib/secrets.ts';
import { birthNumberIn, sealer, type TaxColumns } from '../companies/sealing.ts';

interface Whole {
  row: TaxColumns;
  after?: { row: TaxColumns };
}

const pageSize = 200;

/** At the start, as in the companies themselves; without a key it waits for one. */
export async function sealInImports(given: Ctx): Promise<void> {
  const ctx = { ...given, db: given.database.writer };
  const seal = sealer(ctx.ports.secrets);
  const sealedRow = async (row: TaxColumns): Promise<TaxColumns> => ({
    ...row,
    dic_sealed: null,
    ...(await seal(row)),
  });
  for (let after = 0; ; ) {
    const page = await ctx
      .db('import_records')
      .where({ kind: 'company' })
      .where('id', '>', after)
      .whereNotNull('before')
      .whereRaw(`before not like '%"dic_sealed":%'`)
      .orderBy('id')
      .limit(pageSize)
      .select('id', 'before');
    for (const { id, before } of page) {
      const whole = JSON.parse(before as string) as Whole;
      const rows = [whole.row, ...(whole.after ? [whole.after.row] : [])];
      if (!rows.some((row) => birthNumberIn(row.dic, row) || birthNumberIn(row.vat_number, row))) continue;
      try {
        whole.row = await sealedRow(whole.row);
        if (whole.after) whole.after.row = await sealedRow(whole.after.row);
      } catch (error) {
        if (error instanceof SecretsProblem) return;
        throw error;
      }
      await transaction(ctx, (tx) =>
        tx
          .db('import_records')
          .where({ id })
          .update({ before: JSON.stringify(whole) }),
      );
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}
