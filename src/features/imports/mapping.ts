/** What the headings of all sheets mean: as somebody said of the same ones before, else as they are recognised. */
import { createHash } from 'node:crypto';
import type { Ctx } from '../../lib/context.ts';
import { headingKeys, recogniseColumns } from './columns.ts';
import type { FieldKey, Import, Sheet } from './model.ts';
import { findMapping } from './store.ts';

export async function mappingFor(
  ctx: Ctx,
  sheets: Sheet[],
  own: Map<string, FieldKey>,
): Promise<Import['mapping']> {
  const mapping: Import['mapping'] = {};
  for (const { headings } of sheets)
    for (const [key, field] of Object.entries(recogniseColumns(headings, own)))
      mapping[key] = mapping[key] ?? field;
  const remembered = await findMapping(ctx, fingerprint(sheets));
  return remembered ? { ...mapping, ...remembered } : mapping;
}

/** The same headings in any order and on any number of sheets. */
export function fingerprint(sheets: Pick<Sheet, 'headings'>[]): string {
  const keys = [...new Set(sheets.flatMap(({ headings }) => headingKeys(headings)))].sort();
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex');
}
