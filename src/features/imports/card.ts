/** What the message about an import says, gathered. */
import type { Ctx } from '../../lib/context.ts';
import { isWithin } from './age.ts';
import type { Import, RecordKind, StagedRow } from './model.ts';
import { countUndone, type ImportRecord, listKept } from './record-store.ts';
import { readRecord } from './record-tables.ts';
import { listRows } from './row-store.ts';

export interface ImportCard {
  found: Import;
  /** the first rows that are not taken, those that are to be mended before those that are left out */
  bad: StagedRow[];
  undone: Record<string, number>;
  /** what stayed when it was taken back, and why */
  kept: { name: string; kind: RecordKind; because: NonNullable<ImportRecord['keptBecause']> }[];
  mayUndo: boolean;
}

const shownBad = 5;
const shownKept = 8;

export async function readCard(ctx: Ctx, found: Import): Promise<ImportCard> {
  const tells = found.state === 'ready' || found.state === 'done';
  const bad = tells ? await listRows(ctx, found.id, 0, shownBad, 'failed') : [];
  // What is to be mended comes first.
  if (tells && bad.length < shownBad && found.counts.skipped)
    bad.push(...(await listRows(ctx, found.id, 0, shownBad - bad.length, 'skipped')));
  const isUndone = found.state === 'undone';
  const kept = isUndone ? await listKept(ctx, found.id, shownKept) : [];
  const system: Ctx = { ...ctx, actor: { kind: 'system', name: 'imports' } };
  return {
    found,
    bad,
    undone: isUndone ? await countUndone(ctx, found.id) : {},
    kept: await Promise.all(
      kept.map(async ({ kind, recordId, keptBecause }) => ({
        kind,
        name: nameOf(await readRecord(system, kind, recordId).catch(() => ({}))),
        because: keptBecause ?? 'changed',
      })),
    ),
    mayUndo: found.state === 'done' && isWithin(ctx, found),
  };
}

const nameOf = (record: object): string => {
  const { name, companyName, text } = record as { name?: string; companyName?: string; text?: string };
  return name ?? companyName ?? text?.slice(0, 60) ?? '';
};
