import { open } from 'node:fs/promises';
import path from 'node:path';
import { isSlovakRow, maskedColumn, withoutBirthNumber } from './birth-numbers.ts';
import { openCsv } from './csv.ts';
import { kindOfFile } from './file-kind.ts';
import type { Recognise } from './headings.ts';
import { type Piece, readSheets } from './sheets.ts';
import { openXlsx } from './xlsx.ts';
import type { ZipLimits } from './zip.ts';

/**
 * Reads a spreadsheet from its file, a piece at a time.
 * @param name as its owner called it: the sheet of a CSV file is called so
 * @throws FileRefused
 */
export async function readSpreadsheet(
  file: string,
  name: string,
  recognise: Recognise,
  hand: (piece: Piece) => Promise<void>,
  limits?: ZipLimits,
): Promise<void> {
  const handle = await open(file);
  const masks: ReturnType<typeof maskedColumn>[][] = [];
  try {
    const kind = await kindOfFile(handle, limits);
    const sheets =
      kind === 'xlsx' ? await openXlsx(handle, limits) : await openCsv(file, path.parse(name).name);
    await readSheets(sheets, recognise, async (piece) => {
      if (piece.kind === 'sheet') {
        masks[piece.sheet.index] = piece.sheet.headings.map(maskedColumn);
        const isSlovak = isSlovakRow(piece.sheet.card.map(([, value]) => value));
        const card = piece.sheet.card.map(([label, value]): [string, string] => [
          label,
          withoutBirthNumber(value, maskedColumn(label), isSlovak),
        ]);
        return hand({ kind: 'sheet', sheet: { ...piece.sheet, card } });
      }
      const masked = masks[piece.sheet] ?? [];
      for (const row of piece.rows) {
        const isSlovak = masked.includes('tax') && isSlovakRow(row.cells);
        row.cells = row.cells.map((cell, column) =>
          withoutBirthNumber(cell, masked[column] ?? null, isSlovak),
        );
      }
      return hand(piece);
    });
  } finally {
    await handle.close();
  }
}
