/** Custom fields in a window of their own, step by step when there are more than one window takes. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { actions, context, section } from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import type { Fresh } from '../../slack/fresh-fields.ts';
import { button, modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { fieldBlocks } from './form-views.ts';
import type { FieldKindKey, FormFields } from './model.ts';

export interface StepMeta {
  kind: FieldKindKey;
  id: number;
  seen: number;
  /** first fields of the steps before this one */
  before: number[];
  /** the first field of this step */
  from: number | null;
  /** the first field of the next one; null: this is the last */
  next: number | null;
  /** steps that came before in another form */
  offset: number;
  /** the stage that asks, and into which the record moves after the last step */
  stage: string | null;
  /** what follows the last step: the move itself, or the window that asks what else it takes */
  ends: 'move' | 'form';
  /** fields that others changed meanwhile */
  fresh: Fresh;
  place: Place;
}

export const stepForm = modal<StepMeta>('fields.step');
export const stepBack = button<null>('fields.back');
/** Opens a record's fields: what its window carries. */
export const openFields = button<{ kind: FieldKindKey; id: number }>('fields.open');

/** Where a step stands and what it is for. */
export type StepStart = Omit<StepMeta, 'seen' | 'next'>;

/**
 * @param asks the stage that needs these fields, in words
 * @param notice what stands above, when the step is shown once more
 */
export function stepModal(
  form: FormFields,
  start: StepStart,
  reader: Reader,
  { asks = null, notice = null }: { asks?: string | null; notice?: string | null } = {},
): ModalView {
  const { fields: words, common } = reader.t;
  const from = Math.max(
    0,
    form.fields.findIndex((field) => field.id === start.from),
  );
  const { blocks, meta } = fieldBlocks(form, reader, { used: 4, from, fresh: start.fresh });
  const done = start.before.length + start.offset;
  const total = done + countSteps(form, from, reader);
  return modalView({
    id: stepForm,
    meta: { ...start, seen: form.seen, from: form.fields[from]?.id ?? null, next: meta.next },
    title: asks ? words.stageTitle : words.title,
    submit: meta.next === null ? common.save : words.saveAndGoOn,
    close: done > 0 ? common.close : common.cancel,
    notifyOnClose: start.stage !== null,
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...(asks ? [section(words.stageAsks(asks))] : []),
      ...(total > 1
        ? [context(done > 0 ? `${words.step(done + 1, total)} · ${words.saved}` : words.step(1, total))]
        : []),
      ...blocks,
      ...(start.before.length > 0 ? [actions([stepBack.make(words.back, null)], 'back')] : []),
    ],
  });
}

function countSteps(form: FormFields, from: number, reader: Reader): number {
  let steps = 0;
  for (let at = from; at < form.fields.length || steps === 0; steps += 1) {
    const { shown } = fieldBlocks(form, reader, { used: 4, from: at });
    if (shown === 0) return steps + 1;
    at += shown;
  }
  return steps;
}
