/** Buttons of files, apart from their views, so that other slices' views can carry them. */
import type { FileId } from '../../lib/ids.ts';
import { button, choice, menu, modal, shortcut, typeAhead } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import type { Origin } from '../activities/origin.ts';
import type { Target } from '../activities/target.ts';
import type { FilesOf } from './model.ts';

/** Opens the form with a field for files. */
export const attachTo = button<Target>('documents.attachTo');
export const openFiles = button<FilesOf>('documents.files');
/** Sends a copy to the one who clicks. */
export const openFile = button<FileId>('documents.open');
export const attachShortcut = shortcut('documents.attach');

/** Keeps the files of a message with the deal it offers. */
export const keepOffered = button<OfferId>('documents.keep');
/** The same, with a deal yet to be picked. */
export const pickForOffered = button<OfferId>('documents.pick');

export const targetField = typeAhead('documents.target');

export const filesPage = button<number>('documents.page');
export const filterFolder = choice('documents.folder');
export const manageFiles = button<boolean>('documents.manage');
/** of one row, while the list is tidied up */
export const fileMenu = menu<{ id: FileId; do: 'edit' | 'delete' }>('documents.file');
/** What it was called, and where it was, before. */
export const undoChange = button<{ id: FileId; name: string; folder: string | null }>('documents.undoChange');
export const bringBackFile = button<FileId>('documents.restore');

declare const offerBrand: unique symbol;
export type OfferId = number & { [offerBrand]: true };

export interface AttachMeta {
  target: Target | null;
  /** files of a message; null when they come through the form */
  offerId: OfferId | null;
  channel: string | null;
  /** what is on the screen about it */
  origin: Origin | null;
  /** the list of files that it was opened from, and where that is */
  list: { files: FilesMeta; place: Place } | null;
  couldInvite: boolean;
}
export const attachForm = modal<AttachMeta>('documents.attach');

export interface FilesMeta {
  of: FilesOf;
  offset: number;
  folder: string | null;
  /** rows carry Delete instead of Open */
  manage: boolean;
}
export const filesWindow = modal<FilesMeta>('documents.files');

export interface FileMeta {
  id: FileId;
  /** the list that it was opened from, and where that is */
  list: { files: FilesMeta; place: Place };
}
export const fileForm = modal<FileMeta>('documents.file');
