import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Blocks } from '../../slack/blocks.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import {
  bringBackFile,
  type FileMeta,
  type FilesMeta,
  fileForm,
  fileMenu,
  filesPage,
  filesWindow,
  filterFolder,
  manageFiles,
  openFile,
  openFiles,
  undoChange,
} from './buttons.ts';
import { sendCopy } from './effects.ts';
import { readFilesPage } from './reading.ts';
import { changeFile, deleteFile, getFile, getFileToEdit, listFoldersOf, restoreFile } from './service.ts';
import { changedNote, deletedNote, fileModal, filesModal, onTheWayNote } from './views.ts';

export function registerListHandlers(on: Handlers): void {
  on.action(openFiles, ({ ctx, value: of, reader, open }) =>
    open(async () => {
      const meta: FilesMeta = { of, offset: 0, folder: null, manage: false };
      return filesModal(await readFilesPage(ctx, meta), [], reader);
    }),
  );
  on.action(filesPage, (request) => redraw(request, { offset: request.value }));
  on.action(manageFiles, (request) => redraw(request, { manage: request.value }));
  on.choice(filterFolder, (request) => {
    const folder = request.value?.startsWith('in:') ? request.value.slice(3) : null;
    return redraw(request, { folder, offset: 0 });
  });

  on.action(openFile, async (request) => {
    const { ctx, value, reader, view } = request;
    const name = await sendCopy(ctx, value, me(ctx));
    if (view?.callback_id === filesWindow.id) await redraw(request, {}, onTheWayNote(name, reader));
  });
  on.action(fileMenu, async (request) => {
    const { ctx, reader, value, view, place } = request;
    if (value.do === 'delete') {
      const file = await deleteFile(ctx, value.id);
      return redraw(request, {}, deletedNote(file, reader));
    }
    const files = filesWindow.read(view?.private_metadata ?? '');
    await request.open(async () => {
      const file = await getFileToEdit(ctx, value.id);
      const meta: FileMeta = { id: file.id, list: { files, place } };
      return fileModal(meta, file, await listFoldersOf(ctx, files.of), reader);
    });
  });
  on.submit(fileForm, async (request) => {
    const { ctx, form, meta, reader } = request;
    const before = await getFile(ctx, meta.id);
    const change = { name: form.text('name') ?? '', folder: form.choice('folder') };
    const file = await changeFile(ctx, meta.id, change);
    const { files, place } = meta.list;
    request.after(async () => {
      const view = filesModal(await readFilesPage(ctx, files), changedNote(before, file, reader), reader);
      await request.bringUpToDate(place, { view, message: { text: '', blocks: [] } });
    });
    return undefined;
  });
  on.action(undoChange, async (request) => {
    const { id, name, folder } = request.value;
    await changeFile(request.ctx, id, { name, folder });
    await redraw(request, {});
  });
  on.action(bringBackFile, async (request) => {
    await restoreFile(request.ctx, request.value);
    await redraw(request, {});
  });
}

const me = (ctx: Ctx): PersonId => actorId(ctx) as PersonId;

async function redraw(
  { ctx, reader, view, update }: Pick<ActionRequest<unknown>, 'ctx' | 'reader' | 'view' | 'update'>,
  change: Partial<FilesMeta>,
  note: Blocks = [],
): Promise<void> {
  const meta = { ...filesWindow.read(view?.private_metadata ?? ''), ...change };
  await update(filesModal(await readFilesPage(ctx, meta), note, reader));
}
