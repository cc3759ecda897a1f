/** What an import did, or would do, row by row; and the rows that were not taken, to be mended and brought again. */
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { SheetPiece } from '../../lib/spreadsheets/xlsx.ts';
import type { Import, StagedRow, Step } from './model.ts';
import { listRows } from './row-store.ts';
import { stepText, whyText } from './words.ts';

const atOnce = 500;

async function* rowsOf(ctx: Ctx, found: Import, outcome?: 'failed'): AsyncGenerator<StagedRow> {
  let after = 0;
  for (;;) {
    const rows = await listRows(ctx, found.id, after, atOnce, outcome);
    if (rows.length === 0) return;
    yield* rows;
    after = rows.at(-1)?.no ?? after;
  }
}

/** The same columns as in the file, and behind them why; so that it can be brought in as it is. */
export async function* badRows(ctx: Ctx, found: Import, { t }: Reader): AsyncGenerator<SheetPiece> {
  let sheet = -1;
  for await (const row of rowsOf(ctx, found, 'failed')) {
    const of = found.sheets[row.sheet];
    if (!of) continue;
    if (row.sheet !== sheet) {
      sheet = row.sheet;
      yield { sheet: of.name, widths: [...of.headings.map(() => 20), 60, 8] };
      yield { row: [...of.headings, t.imports.report.why, t.imports.report.row] };
    }
    const cells = of.headings.map((_, at) => row.cells[at] ?? '');
    yield {
      row: [...cells, (row.said?.why ?? []).map((why) => whyText(why, t)).join('\n'), String(row.row)],
    };
  }
}

/** Each row with what happens to which record. */
export async function* wholeReport(ctx: Ctx, found: Import, reader: Reader): AsyncGenerator<SheetPiece> {
  const { t } = reader;
  const { report } = t.imports;
  const several = found.sheets.length > 1;
  yield { sheet: report.sheet, widths: [...(several ? [24] : []), 8, 16, 60, 60] };
  yield {
    row: [...(several ? [report.sheetName] : []), report.row, report.outcome, report.what, report.why],
  };
  for await (const row of rowsOf(ctx, found)) {
    if (row.outcome === null || row.outcome === 'blank') continue;
    const steps = (row.said?.steps ?? []).map((step: Step) => stepText(step, reader));
    const hidden = (row.said?.hidden ?? []).map((column) => t.imports.hiddenNumber(column));
    const past = (row.said?.past ?? []).map((column) => t.imports.past(column));
    yield {
      row: [
        ...(several ? [found.sheets[row.sheet]?.name ?? ''] : []),
        String(row.row),
        report.outcomes[row.outcome],
        [...steps, ...hidden, ...past].join('\n'),
        (row.said?.why ?? []).map((why) => whyText(why, t)).join('\n'),
      ],
    };
  }
}
