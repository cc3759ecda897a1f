/** Reads the file and puts its rows aside: from then on they are corrected, tried, brought in and taken back without it. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { keepingTidy } from '../../lib/garbage.ts';
import { listOwnFields, ownByHeading } from './around.ts';
import { type Claim, holdImport } from './claim-store.ts';
import { hidingSamples } from './hiding.ts';
import { mappingFor } from './mapping.ts';
import type { Import, Sheet } from './model.ts';
import { isPerSheet } from './per-sheet.ts';
import { readInThread } from './reading/reader.ts';
import { deleteRows, insertRows } from './row-store.ts';

import { goOn } from './stopping.ts';

const sampleLimit = 60;

/** @throws FileRefused, ImportLost */
export async function stageRows(ctx: Ctx, claim: Claim, found: Import, sha256: string): Promise<void> {
  // A process that died in the middle left some.
  while ((await transaction(ctx, (tx) => deleteRows(tx, found.id, 2000))) > 0);
  const own = await listOwnFields(ctx);
  const sheets: Sheet[] = [];
  const tidy = keepingTidy();
  let total = 0;
  await withFile(ctx, sha256, found.fileName, (file) =>
    readInThread({ file, name: found.fileName, labels: [...ownByHeading(own).keys()] }, async (piece) => {
      goOn(ctx);
      if (piece.kind === 'sheet') {
        const { index, ...head } = piece.sheet;
        sheets[index] = { ...head, rows: 0, samples: head.headings.map(() => '') };
        // What the card above the table says belongs to a customer who may have no rows at all.
        if (head.card.length === 0) return;
        total += 1;
        const card = { no: total, sheet: index, row: 1, cells: [] };
        return transaction(ctx, (tx) => insertRows(tx, found.id, [card]));
      }
      const sheet = sheets[piece.sheet] as Sheet;
      sample(
        sheet,
        piece.rows.map(({ cells }) => cells),
      );
      const rows = piece.rows.map(({ row, cells }, at) => ({
        no: total + at + 1,
        sheet: piece.sheet,
        row,
        cells,
      }));
      await transaction(ctx, async (tx) => {
        await insertRows(tx, found.id, rows);
        await holdImport(tx, claim, { total: total + rows.length, cursor: total + rows.length });
      });
      total += rows.length;
      tidy();
    }),
  );
  const filled = Array.from(
    sheets,
    (sheet, at) =>
      sheet ?? { name: `${at + 1}`, headingRow: 0, headings: [], card: [], rows: 0, samples: [] },
  );
  const mapping = await mappingFor(ctx, filled, ownByHeading(own));
  const isKnown = Object.values(mapping).some((field) => field !== null);
  await transaction(ctx, (tx) =>
    holdImport(tx, claim, {
      state: isKnown ? 'checking' : 'asking',
      sheets: hidingSamples({ sheets: filled }, mapping),
      mapping,
      perSheet: isPerSheet(filled, mapping),
      as: asLeads(mapping) ? 'leads' : found.as,
      total,
      cursor: 0,
      sha256: null,
    }),
  );
}

/** A class, a campaign: these are people who are nobody's customers yet. */
const asLeads = (mapping: Import['mapping']): boolean => {
  const fields = new Set(Object.values(mapping));
  const isDeal = [...fields].some((field) => field?.startsWith('deal.'));
  return !isDeal && (fields.has('lead.class') || fields.has('lead.campaign'));
};

function sample(sheet: Sheet, rows: string[][]): void {
  sheet.rows += rows.length;
  for (const [at, said] of sheet.samples.entries()) {
    if (said) continue;
    const first = rows.find((cells) => cells[at])?.[at] ?? '';
    sheet.samples[at] = first.slice(0, sampleLimit);
  }
}

/** The storage may be far away, and a workbook is read from its end. */
async function withFile(
  ctx: Ctx,
  sha256: string,
  name: string,
  work: (file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vizitka-import-'));
  try {
    const file = path.join(
      folder,
      `file${path
        .extname(name)
        .slice(0, 10)
        .replace(/[^.\w]/g, '')}`,
    );
    await pipeline(await ctx.ports.storage.read(sha256), createWriteStream(file));
    await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
