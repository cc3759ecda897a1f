/** What an import keeps of companies as they were: birth numbers in clear, by which an older version brought them, or of an older key. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { SecretsProblem } from '../../lib/secrets.ts';
import { type Examined, examineRows, type Seal, sealer, type TaxColumns } from '../companies/sealing.ts';

interface Whole {
  row: TaxColumns;
  after?: { row: TaxColumns };
}

interface Kept {
  id: number;
  before: string;
  whole: Whole;
}

const pageSize = 200;

/**
 * At the start, after the companies themselves; without a key it waits for one.
 * @param seal the one of the companies: what is alike there and here stays alike
 */
export async function sealInImports(given: Ctx, seal: Seal = sealer(given.ports.secrets)): Promise<void> {
  const ctx = { ...given, db: given.database.writer };
  let problem: SecretsProblem | null = null;
  for await (const page of pages(ctx))
    for (const { id, before, whole } of page) {
      const sealed = await sealedWhole(whole, seal).catch((error: unknown) => {
        if (!(error instanceof SecretsProblem)) throw error;
        problem = error;
        return null;
      });
      // Another process may have been first.
      if (sealed)
        await transaction(ctx, (tx) =>
          tx
            .db('import_records')
            .where({ id, before })
            .update({ before: JSON.stringify(sealed) }),
        );
    }
  if (problem)
    ctx.log.error({ err: problem }, 'birth numbers before imports are not sealed with SECRETS_KEY');
}

/** null when all is well */
async function sealedWhole(whole: Whole, seal: Seal): Promise<Whole | null> {
  const row = await seal(whole.row);
  const after = whole.after ? await seal(whole.after.row) : null;
  if (!row && !after) return null;
  const sealed = { ...whole, row: { ...whole.row, ...row } };
  return whole.after
    ? { ...sealed, after: { ...whole.after, row: { ...whole.after.row, ...after } } }
    : sealed;
}

async function* pages(ctx: Ctx): AsyncGenerator<Kept[]> {
  for (let after = 0; ; ) {
    const rows = await ctx
      .db('import_records')
      .where({ kind: 'company' })
      .where('id', '>', after)
      .whereNotNull('before')
      .orderBy('id')
      .limit(pageSize)
      .select('id', 'before');
    yield rows.map(({ id, before }) => ({
      id,
      before: before as string,
      whole: JSON.parse(before as string) as Whole,
    }));
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

/** For doctor. @throws SecretsProblem */
export const examineImports = (given: Ctx): Promise<Examined> => examineRows(given, keptRows(given));

async function* keptRows(ctx: Ctx): AsyncGenerator<TaxColumns[]> {
  for await (const page of pages(ctx))
    yield page.flatMap(({ whole: { row, after } }) => (after ? [row, after.row] : [row]));
}
