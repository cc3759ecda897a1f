/** Who may take data away, that they asked for it, and who took what. */
import { namesOf } from '../../access/people.ts';
import { assertAdmin, assertMayExport, mayExport } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { listEvents, recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { enqueue } from '../../outbox/store.ts';
import { type Exporters, isExporters, isExportKind, type PastExport, type Wanted } from './model.ts';

/** Asks for a file, which is made in the background and comes to the actor alone. @throws CrmError export.notAllowed */
export function exportData(ctx: Ctx, wanted: Wanted): Promise<void> {
  return transaction(ctx, async (tx) => {
    await assertExports(tx);
    const personId = actorId(tx);
    if (personId === null) return;
    await enqueue(tx, {
      kind: 'exports.file',
      payload: { wanted, personId },
      dedupeKey: `exports:${randomId()}`,
      // One after another, whoever asks: nudges must not wait for long lists.
      lane: 'exports',
      priority: 'answer',
    });
  });
}

/** @throws CrmError export.notAllowed */
export const assertExports = async (ctx: Ctx): Promise<void> => assertMayExport(ctx, await exportersNow(ctx));

export const maySendExport = async (ctx: Ctx): Promise<boolean> => mayExport(ctx, await exportersNow(ctx));

const settingName = 'exports.who';

export async function exportersNow(ctx: Ctx): Promise<Exporters> {
  const row = await ctx.db('settings').where({ name: settingName }).first('value');
  return isExporters(row?.value) ? row.value : 'everybody';
}

/** @throws CrmError admin.only */
export function chooseExporters(ctx: Ctx, who: Exporters): Promise<void> {
  return transaction(ctx, async (tx) => {
    assertAdmin(tx);
    const before = await exportersNow(tx);
    if (before === who) return;
    await tx
      .db('settings')
      .insert({ name: settingName, value: who })
      .onConflict('name')
      .merge({ value: who });
    await recordEvent(tx, 'exports.settings', workspace, { who: { from: before, to: who } });
  });
}

const workspace = { kind: 'workspace', id: 0 } as const;
const exported = 'data.exported';

/** It has arrived: that stays. @param tx acts as the one who has it now */
export async function noteExport(tx: Ctx, wanted: Wanted, rows: number): Promise<void> {
  await recordEvent(tx, exported, workspace, { ...wanted, rows });
}

/** Newest first. @throws CrmError admin.only */
export async function listPastExports(ctx: Ctx, limit: number): Promise<PastExport[]> {
  assertAdmin(ctx);
  const last = await listEvents(ctx, workspace, limit, { kind: exported });
  const names = await namesOf(
    ctx.db,
    last.flatMap(({ actorId }) => actorId ?? []),
  );
  return last.flatMap(({ actorId, details, at }) =>
    isExportKind(details.what)
      ? [{ by: names.get(actorId ?? 0) ?? '?', what: details.what, rows: Number(details.rows), at }]
      : [],
  );
}
