/** Filling in custom fields step by step: each step is saved before the next one comes. */
import type { ModalView } from '@slack/types';
import { FieldErrors } from '../../lib/errors.ts';
import { esc } from '../../slack/blocks.ts';
import { wordsOfError } from '../../slack/failures.ts';
import { formValues } from '../../slack/forms.ts';
import { freshValues } from '../../slack/fresh-fields.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Opening, Place, Request, Saving, SubmitAnswer } from '../../slack/requests.ts';
import { readTypedFields } from './form-reading.ts';
import { readFormFields, readMissingFields, type SavedWithFields, saveWithFields } from './form-service.ts';
import { fieldBlocks, optionItem, pickOption } from './form-views.ts';
import { type FieldKindKey, type FieldsMeta, type FormFields, labelIn } from './model.ts';
import { listOptions } from './option-service.ts';
import { fieldKind } from './part.ts';
import { openFields, type StepMeta, type StepStart, stepBack, stepForm, stepModal } from './step-views.ts';
import { toldOfFields } from './told.ts';

export function registerStepHandlers(on: Handlers): void {
  on.action(openFields, (request) => {
    const { kind, id } = request.value;
    return request.open(async () => {
      await fieldKind(request.ctx, kind)?.toEdit(request.ctx, id);
      return stepOf(request, { ...startOf(kind, id, request.place), from: null });
    });
  });

  on.submit(stepForm, (request) => saveStep(request, request.meta));

  on.action(stepBack, async (request) => {
    const meta = stepForm.read((request.view as { private_metadata: string }).private_metadata);
    await request.update(await goBack(request, meta));
  });

  on.closed(stepForm, async (request) => {
    const { kind, id, place, stage } = request.meta;
    // The stage that was chosen on the card was not entered: the card shows where the record is.
    if (stage !== null) await fieldKind(request.ctx, kind)?.show?.(request, place, id);
  });

  on.suggest(pickOption, async ({ ctx, query, block, reader }) => {
    const id = Number(/^field(\d+)/.exec(block)?.[1]);
    return (await listOptions(ctx, id, query)).map((option) => optionItem(option, reader));
  });
}

const startOf = (kind: FieldKindKey, id: number, place: Place): Omit<StepStart, 'from'> => ({
  kind,
  id,
  before: [],
  offset: 0,
  stage: null,
  ends: 'move',
  fresh: {},
  place,
});

/** The step that follows a form which had no room for all fields; null when it had. */
export async function nextStep(
  request: Request,
  kind: FieldKindKey,
  id: number,
  meta: FieldsMeta | null | undefined,
  place: Place,
): Promise<ModalView | null> {
  if (!meta || meta.next === null) return null;
  return stepOf(request, { ...startOf(kind, id, place), from: meta.next, offset: 1 });
}

/**
 * A stage that needs fields which are empty opens a form that asks for them, and moves the record on when it is saved.
 * @param ends `form`: shows the window that moves it instead @returns whether it asks
 */
export async function askForStage(
  request: Request & Opening,
  kind: FieldKindKey,
  id: number,
  stage: string,
  place: Place,
  ends: StepMeta['ends'] = 'move',
): Promise<boolean> {
  const missing = await readMissingFields(request.ctx, kind, id, stage);
  if (missing.fields.length === 0) return false;
  const start = { ...startOf(kind, id, place), from: null, stage, ends };
  await request.open(() => stageStep(request, missing, start));
  return true;
}

/**
 * The form of a stage with the fields it needs behind its own inputs. Where they are too many for one window they come
 * first, in steps, and the form after them.
 */
export async function withStageFields(
  request: Request,
  kind: FieldKindKey,
  id: number,
  stage: string,
  place: Place,
  view: ModalView,
): Promise<ModalView> {
  const missing = await readMissingFields(request.ctx, kind, id, stage);
  if (missing.fields.length === 0) return view;
  const { blocks, meta } = fieldBlocks(missing, request.reader, { used: view.blocks.length + 1 });
  if (meta.next === null) return { ...view, blocks: [...view.blocks, ...blocks] };
  return stageStep(request, missing, { ...startOf(kind, id, place), from: null, stage, ends: 'form' });
}

/** What a record that has just been made needs in its stage; null: nothing. */
export async function missingStep(
  request: Request,
  kind: FieldKindKey,
  id: number,
  place: Place,
): Promise<ModalView | null> {
  const stage = await stageNow(request, kind, id);
  const missing = stage === null ? null : await readMissingFields(request.ctx, kind, id, stage);
  const [first] = missing?.fields ?? [];
  return first ? stepOf(request, { ...startOf(kind, id, place), from: first.id, offset: 1 }) : null;
}

async function stageStep(
  { ctx, reader, t }: Request,
  form: FormFields,
  start: StepStart,
  notice: string | null = null,
): Promise<ModalView> {
  const stages = (await fieldKind(ctx, start.kind)?.stages?.(ctx)) ?? [];
  const asks = stages.find(({ key }) => key === start.stage)?.name(t) ?? start.stage;
  return stepModal(form, start, reader, { asks, notice });
}

async function stepOf(request: Request, start: StepStart, notice: string | null = null): Promise<ModalView> {
  const { kind, id, stage } = start;
  if (stage !== null)
    return stageStep(request, await readMissingFields(request.ctx, kind, id, stage), start, notice);
  const form = await readFormFields(request.ctx, kind, id, await stageNow(request, kind, id));
  return stepModal(form, start, request.reader, { notice });
}

const stageNow = async ({ ctx }: Request, kind: FieldKindKey, id: number): Promise<string | null> =>
  (await fieldKind(ctx, kind)?.stage?.(ctx, id)) ?? null;

async function saveStep(request: Saving<StepMeta>, meta: StepMeta): Promise<SubmitAnswer> {
  const { kind, id, stage, next, place, ends } = meta;
  const isLast = next === null;
  const typed = await readStep(request, meta);
  const saved = await saveWithFields(request.ctx, typed, async (tx) => {
    if (isLast && stage !== null && ends === 'move') await fieldKind(tx, kind)?.move?.(tx, id, stage);
    return { id, result: null };
  });
  if (saved.kind === 'changedMeanwhile') return { update: await again(request, meta, typed, saved) };
  if (isLast && stage !== null && ends === 'form') {
    const form = await fieldKind(request.ctx, kind)?.form?.(request, place, id, stage);
    if (form) return { update: form };
  }
  if (isLast) {
    request.after(async () => fieldKind(request.ctx, kind)?.show?.(request, place, id));
    return undefined;
  }
  const before = stage === null && meta.from !== null ? [...meta.before, meta.from] : [];
  const offset = stage === null ? meta.offset : meta.offset + 1;
  return { update: await stepOf(request, { ...meta, before, offset, from: next, fresh: {} }) };
}

const readStep = async (request: Request & { view: unknown }, meta: StepMeta) =>
  readTypedFields(
    request,
    freshValues(formValues(request.view as object), meta.fresh),
    meta.kind,
    meta.seen,
    meta.stage ?? (await stageNow(request, meta.kind, meta.id)),
  );

async function again(
  request: Request,
  meta: StepMeta,
  typed: Awaited<ReturnType<typeof readStep>>,
  { changes, seen }: Extract<SavedWithFields<unknown>, { kind: 'changedMeanwhile' }>,
): Promise<ModalView> {
  const told = await toldOfFields(request.ctx, typed, changes, seen, request.reader);
  return stepOf(request, { ...meta, fresh: { ...meta.fresh, ...told.fresh } }, told.notice);
}

/** What was typed is saved first; what cannot be saved stays where it is, under the reason. */
async function goBack(request: ActionRequest<null>, meta: StepMeta): Promise<ModalView> {
  try {
    const typed = await readStep(request, meta);
    const saved = await saveWithFields(request.ctx, typed, async () => ({ id: meta.id, result: null }));
    if (saved.kind === 'changedMeanwhile') return await again(request, meta, typed, saved);
  } catch (error) {
    if (!(error instanceof FieldErrors)) throw error;
    return stepOf(request, meta, await reasons(request, meta, error));
  }
  const from = meta.before.at(-1) ?? null;
  return stepOf(request, { ...meta, before: meta.before.slice(0, -1), from, fresh: {} });
}

async function reasons(request: Request, meta: StepMeta, { errors }: FieldErrors): Promise<string> {
  const { fields } = await readFormFields(request.ctx, meta.kind, meta.id);
  const label = (name: string | undefined) => {
    const field = fields.find((one) => `field${one.id}` === name);
    return field ? labelIn(field.labels, request.reader.language) : '';
  };
  const lines = errors.map((error) => esc(`${label(error.field)}: ${wordsOfError(error, request.t)}`));
  return [`⚠️ ${request.t.fields.notYet}`, ...lines].join('\n');
}
