import { CrmError } from '../../lib/errors.ts';
import type { FormValues } from '../../slack/forms.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { parsePick } from '../companies/picks.ts';
import { readContactPicks } from '../contacts/views.ts';
import { startMerge, undoMergeButton } from './buttons.ts';
import type { MergeKind } from './model.ts';
import { openMerge } from './opening.ts';
import { readPreview, titleOf } from './preview.ts';
import { mergeRecords, undoMerge } from './service.ts';
import { chooseForm, doneModal, previewForm, previewModal } from './views.ts';

export function registerMergeHandlers(on: Handlers): void {
  on.action(startMerge, (request) => openMerge(request, request.value));

  on.submit(chooseForm, async ({ ctx, meta, form, reader }) => {
    const { kind, id } = meta;
    const other = readOther(kind, form);
    const pair =
      form.choice('stays') === 'other'
        ? { kind, keptId: other, goneId: id }
        : { kind, keptId: id, goneId: other };
    return { update: previewModal(await readPreview(ctx, pair, reader), reader) };
  });

  on.submit(previewForm, async ({ ctx, meta, reader }) => {
    const merge = await mergeRecords(ctx, meta);
    const kept = await titleOf(ctx, merge.kind, merge.keptId, reader);
    return { update: doneModal(merge, kept, reader) };
  });

  on.action(undoMergeButton, async ({ ctx, reader, value, view, update, say, t }) => {
    const merge = await undoMerge(ctx, value);
    if (view?.type === 'modal') await update(doneModal(merge, '', reader));
    else await say(`↩️ ${t.merging.undone}`);
  });
}

/** @throws CrmError merge.own */
function readOther(kind: MergeKind, form: FormValues): number {
  const chosen = form.choice('other');
  if (kind === 'company') {
    const pick = parsePick(chosen);
    if (pick?.kind === 'own') return pick.id;
  } else {
    const [id] = readContactPicks(chosen ? [chosen] : []).ids;
    if (id) return id;
  }
  throw new CrmError('merge.own', {}, 'other');
}
