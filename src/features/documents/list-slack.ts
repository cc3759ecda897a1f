import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Blocks } from '../../slack/blocks.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import {
  bringBackFile,
  type FilesMeta,
  filesPage,
  filesWindow,
  filterFolder,
  manageFiles,
  openFile,
  openFiles,
  removeFile,
} from './buttons.ts';
import { sendCopy } from './effects.ts';
import { readFilesPage } from './reading.ts';
import { deleteFile, restoreFile } from './service.ts';
import { deletedNote, filesModal, onTheWayNote } from './views.ts';

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
  on.action(removeFile, async (request) => {
    const file = await deleteFile(request.ctx, request.value);
    await redraw(request, {}, deletedNote(file, request.reader));
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
