import type { ModalView, PlainTextOption } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { FileId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { actions, type Blocks, bold, context, esc, type Message, section } from '../../slack/blocks.ts';
import {
  checkField,
  input,
  modalView,
  option,
  selectField,
  textField,
  typeAheadField,
} from '../../slack/forms.ts';
import { companyTarget, dealTarget, leadTarget, type Target } from '../activities/target.ts';
import {
  type AttachMeta,
  attachForm,
  attachTo,
  bringBackFile,
  type FileMeta,
  fileForm,
  fileMenu,
  filesPage,
  filesWindow,
  filterFolder,
  manageFiles,
  openFile,
  openFiles,
  targetField,
  undoChange,
} from './buttons.ts';
import { fileLines, folderName, namesLine } from './lines.ts';
import { type FilesOf, folders, nameLimit, pageSize, type StoredFile } from './model.ts';
import type { FilesPage } from './reading.ts';

export interface AttachFields {
  target: PlainTextOption | null;
  /** of a message; null for a field that takes files */
  files: { id: string; name: string }[] | null;
  folders: string[];
  megabytes: number;
}

const atOnce = 10;

export function attachModal(meta: AttachMeta, fields: AttachFields, reader: Reader): ModalView {
  const { t } = reader;
  const words = t.documents.fields;
  return modalView({
    id: attachForm,
    meta,
    title: t.documents.attachTitle,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      fields.files
        ? input('files', words.files, pickedFiles(fields.files))
        : input(
            'files',
            words.files,
            { type: 'file_input', max_files: atOnce },
            { hint: t.documents.filesHint(fields.megabytes) },
          ),
      input(
        'target',
        words.target,
        typeAheadField(targetField, fields.target, {
          placeholder: t.activities.targetPlaceholder,
          minLength: 0,
        }),
      ),
      input('folder', words.folder, selectField(folderOptions(fields.folders, reader)), { optional: true }),
    ],
  });
}

/** All of them, unless somebody takes one out. */
function pickedFiles(files: { id: string; name: string }[]) {
  const options = files.slice(0, atOnce).map((file) => option(file.name, file.id));
  return checkField(
    options,
    options.map((one) => one.value ?? ''),
  );
}

const folderOptions = (used: string[], reader: Reader): PlainTextOption[] =>
  [...new Set([...folders, ...used])].slice(0, 100).map((key) => option(folderName(key, reader), key));

/** Ten to a page, changed in place. @param note what has just happened */
export function filesModal(page: FilesPage, note: Blocks, reader: Reader): ModalView {
  const { t } = reader;
  const { meta, files, total } = page;
  return modalView({
    id: filesWindow,
    meta,
    title: t.documents.files,
    close: t.common.close,
    blocks: [
      section(bold(esc(cut(page.name, 200)))),
      ...note,
      ...folderFilter(page, reader),
      ...(files.length > 0
        ? files.map((shown) =>
            section(
              fileLines(shown, reader, meta.of.kind === 'company'),
              meta.manage
                ? rowMenu(shown.file.id, t)
                : openFile.make(t.common.open, shown.file.id, { suffix: shown.file.id }),
            ),
          )
        : [section(meta.folder ? t.documents.emptyFolder : t.documents.none)]),
      ...(total > files.length
        ? [context(t.common.page(meta.offset + 1, meta.offset + files.length, total))]
        : []),
      actions(lastRow(page, reader), 'paging'),
    ],
  });
}

const rowMenu = (id: FileId, t: Reader['t']) =>
  fileMenu.make(
    [
      { text: t.common.edit, value: { id, do: 'edit' } },
      { text: t.documents.delete, value: { id, do: 'delete' } },
    ],
    id,
  );

/** What it is called and what kind it is. */
export const fileModal = (meta: FileMeta, file: StoredFile, used: string[], reader: Reader): ModalView => {
  const { t } = reader;
  const kinds = folderOptions(file.folder ? [...used, file.folder] : used, reader);
  return modalView({
    id: fileForm,
    meta,
    title: t.documents.changeTitle,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input('name', t.documents.fields.name, textField(file.name, { limit: nameLimit }), {
        hint: t.documents.nameHint,
      }),
      input('folder', t.documents.fields.folder, selectField(kinds, file.folder), { optional: true }),
    ],
  });
};

function folderFilter({ meta, folders: used }: FilesPage, reader: Reader): Blocks {
  if (used.length === 0) return [];
  const options = [
    option(reader.t.documents.everyFolder, 'all'),
    ...used.slice(0, 98).map((folder) => option(folderName(folder, reader), `in:${folder}`)),
  ];
  const select = selectField(options, meta.folder ? `in:${meta.folder}` : 'all') as { type: 'static_select' };
  return [actions([{ ...select, action_id: filterFolder.id }], 'folders')];
}

function lastRow({ meta, files, total }: FilesPage, { t }: Reader) {
  const last = meta.offset + files.length;
  const target = targetOf(meta.of);
  return [
    ...(meta.offset > 0
      ? [filesPage.make(t.common.previous, Math.max(0, meta.offset - pageSize), { suffix: 'previous' })]
      : []),
    ...(last < total ? [filesPage.make(t.common.next, last, { suffix: 'next' })] : []),
    ...(target ? [attachTo.make(t.documents.attach, target)] : []),
    manageFiles.make(meta.manage ? t.documents.done : t.documents.manage, !meta.manage),
  ];
}

function targetOf(of: FilesOf): Target | null {
  if (of.kind === 'deal') return dealTarget(of.id);
  if (of.kind === 'company') return companyTarget(of.id);
  return of.kind === 'lead' ? leadTarget(of.id) : null;
}

export const onTheWayNote = (name: string, { t }: Reader): Blocks => [
  context(t.documents.onTheWay(esc(cut(name, 120)))),
];

export const deletedNote = (file: StoredFile, { t }: Reader): Blocks => [
  section(t.documents.deleted(esc(cut(file.name, 120))), bringBackFile.make(t.common.undo, file.id)),
];

/** @param file as it is now */
export const changedNote = (before: StoredFile, file: StoredFile, { t }: Reader): Blocks => {
  const { id, name, folder } = before;
  const text = t.documents.changed(esc(cut(file.name, 120)));
  return [section(text, undoChange.make(t.common.undo, { id, name, folder }))];
};

/** To the one who attached. @param advice what an invite would add */
export function keptMessage(
  files: StoredFile[],
  where: string,
  of: FilesOf,
  advice: boolean,
  { t }: Reader,
): Message {
  const text = t.documents.kept(namesLine(files.map((file) => file.name)), esc(cut(where, 200)));
  return {
    text,
    blocks: [
      section(text, openFiles.make(t.documents.files, of)),
      ...(advice ? [context(t.documents.inviteAdds)] : []),
    ],
  };
}
