/** What was merged into a record can be taken back from its card, for thirty days. */
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { dateIn } from '../../lib/time.ts';
import type { Blocks } from '../../slack/blocks.ts';
import type { CompanyPart } from '../companies/part.ts';
import type { ContactPart } from '../contacts/part.ts';
import { type MergeKind, undoableUntil } from './model.ts';
import { listUndoable } from './service.ts';
import { readRows } from './store.ts';
import { undoRows } from './views.ts';

async function readUndoRows(ctx: Ctx, kind: MergeKind, id: number): Promise<(reader: Reader) => Blocks> {
  const { zone } = ctx.settings;
  const today = dateIn(ctx.time.now(), zone);
  const merges = (await listUndoable(ctx, kind, id)).filter((merge) => undoableUntil(merge, zone) >= today);
  if (merges.length === 0) return () => [];
  const rows = await readRows(
    ctx,
    kind,
    merges.map(({ goneId }) => goneId),
  );
  const names = new Map(rows.flatMap((row) => (row ? [[Number(row.id), String(row.name)]] : [])));
  return (reader) => undoRows(merges, names, reader);
}

export const mergesOnCompany: CompanyPart = {
  window: (ctx, company) => readUndoRows(ctx, 'company', company.id),
};

export const mergesOnContact: ContactPart = {
  async card(ctx, contact) {
    return { rows: await readUndoRows(ctx, 'contact', contact.id) };
  },
};
