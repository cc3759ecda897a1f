/** The windows of a select's options. */
import { assertAdmin } from '../../access/policy.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Place, Request } from '../../slack/requests.ts';
import {
  newOptions,
  type OptionsAt,
  optionForm,
  optionMenu,
  optionsPage,
  optionsWindow,
} from './admin-buttons.ts';
import { getField } from './define-service.ts';
import type { Labels } from './model.ts';
import { addOptions, archiveOption, renameOption } from './option-service.ts';
import { optionModal, optionsModal } from './option-views.ts';

export const openOptions = (request: ActionRequest<unknown>, fieldId: number): Promise<void> =>
  request.open(() => optionsOf(request, { fieldId, offset: 0 }));

export function registerOptionHandlers(on: Handlers): void {
  on.action(optionsPage, async (request) => request.update(await optionsOf(request, request.value)));

  on.action(newOptions, async (request) => {
    assertAdmin(request.ctx);
    const meta = { ...request.value, optionId: null, place: request.place };
    await request.open(() => optionModal(meta, null, request.reader));
  });

  on.action(optionMenu, async (request) => {
    const { ctx, value } = request;
    const { offset } = optionsWindow.read((request.view as { private_metadata: string }).private_metadata);
    const at = { fieldId: value.field, offset };
    if (value.do === 'rename') {
      assertAdmin(ctx);
      const { options } = await getField(ctx, value.field);
      const option = options.find((one) => one.id === value.id) ?? null;
      const meta = { ...at, optionId: value.id, place: request.place };
      return request.open(() => optionModal(meta, option, request.reader));
    }
    await archiveOption(ctx, value.field, value.id, value.do === 'archive');
    await request.update(await optionsOf(request, at));
  });

  on.submit(optionForm, async (request) => {
    const { ctx, form, meta } = request;
    const { fieldId, optionId } = meta;
    if (optionId === null) await addOptions(ctx, fieldId, (form.text('options') ?? '').split('\n'));
    else {
      const labels = { en: form.text('label-en'), cs: form.text('label-cs'), sk: form.text('label-sk') };
      await renameOption(ctx, fieldId, optionId, labels satisfies Labels);
    }
    request.after(() => refresh(request, meta, meta.place));
    return undefined;
  });
}

async function optionsOf({ ctx, reader }: Request, at: OptionsAt) {
  assertAdmin(ctx);
  return optionsModal(await getField(ctx, at.fieldId), at, reader);
}

async function refresh(request: Request, at: OptionsAt, place: Place): Promise<void> {
  const view = await optionsOf(request, at);
  await request.bringUpToDate(place, { view, message: { text: '', blocks: [] } });
}
