/** Buttons and windows of imports, apart from their views, so that other slices' views can carry them. */
import { button, modal, shortcut } from '../../slack/ids.ts';
import type { OfferId } from '../documents/buttons.ts';
import type { ImportId } from './model.ts';

/** Files of an offer in the DM with the app. */
export const importOffered = button<OfferId>('imports.offered');
export const importShortcut = shortcut('imports.bring');

export const startButton = button<ImportId>('imports.start');
export const correctButton = button<ImportId>('imports.correct');
export const reportButton = button<ImportId>('imports.report');
export const cancelButton = button<ImportId>('imports.cancel');
export const undoButton = button<ImportId>('imports.undo');
export const templateButton = button<null>('imports.template');

export const bringForm = modal<null>('imports.bring');

export interface ColumnsMeta {
  id: ImportId;
  /** of the headings' pages */
  page: number;
  /** what was chosen on other pages: the heading's number and the field's, -1: nothing */
  chosen: Record<number, number>;
  rule: 'fill' | 'overwrite';
  as: 'customers' | 'leads';
  perSheet: boolean;
}
export const columnsForm = modal<ColumnsMeta>('imports.columns');
export const turnPage = button<number>('imports.page');

export const isSpreadsheet = (name: string): boolean => /\.(xlsx|xlsm|xls|csv|tsv|txt|ods)$/i.test(name);
