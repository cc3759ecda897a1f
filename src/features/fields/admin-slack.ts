/** `/crm fields`: what the firm records besides what everybody does. */
import { assertAdmin } from '../../access/policy.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import { type FormValues, input, modalView, option, selectField } from '../../slack/forms.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Place, Request } from '../../slack/requests.ts';
import {
  chooseKind,
  chooseType,
  type DefineMeta,
  defineForm,
  fieldMenu,
  fieldsWindow,
  type ListAt,
  moreLanguages,
  newField,
  newSet,
  setForm,
  turnPage,
} from './admin-buttons.ts';
import { defineModal, type FieldList, fieldsModal, pageSize } from './admin-views.ts';
import {
  archiveField,
  changeField,
  defineField,
  type FieldInput,
  getField,
  moveField,
} from './define-service.ts';
import { type FieldType, type Labels, labelIn } from './model.ts';
import { openOptions } from './option-slack.ts';
import { fieldKind, fieldKindsOf } from './part.ts';
import { listFields } from './service.ts';
import { addSet } from './set-service.ts';
import { setsOf } from './sets.ts';

export const fieldsCommand: CrmCommand = {
  key: 'fields',
  words: {
    en: ['fields', 'custom fields'],
    cs: ['pole', 'vlastní pole'],
    sk: ['polia', 'vlastné polia'],
  },
  help: (t) => t.fields.help,
  handle: async (request) => {
    assertAdmin(request.ctx);
    const kind = fieldKindsOf(request.ctx)[0]?.key ?? 'company';
    await request.open(() => listOf(request, { kind, offset: 0 }));
  },
};

export function registerFieldAdmin(on: Handlers): void {
  on.choice(chooseKind, async (request) =>
    request.update(await listOf(request, { kind: request.value ?? 'company', offset: 0 })),
  );
  on.action(turnPage, async (request) => request.update(await listOf(request, request.value)));

  on.action(newField, (request) =>
    request.open(() => defineOf(request, newMeta(request.value, request.place))),
  );
  on.choice(chooseType, async (request) => {
    const meta = { ...metaIn(request), type: request.value as FieldType };
    await request.update(await defineOf(request, meta));
  });
  on.action(moreLanguages, async (request) =>
    request.update(await defineOf(request, { ...metaIn(request), expanded: true })),
  );
  on.submit(defineForm, async (request) => {
    const { ctx, form, meta } = request;
    const input = readDefinition(form, meta.id === null ? null : await getField(ctx, meta.id));
    if (meta.id === null) await defineField(ctx, meta.kind, typeIn(form, meta), input, linesIn(form));
    else await changeField(ctx, meta.id, input);
    request.after(() => refresh(request, meta, meta.place));
    return undefined;
  });

  on.action(fieldMenu, async (request) => {
    const { ctx, value, place } = request;
    const { kind, offset } = fieldsWindow.read(
      (request.view as { private_metadata: string }).private_metadata,
    );
    const { id } = value;
    if (value.do === 'options') return openOptions(request, id);
    if (value.do === 'edit') {
      assertAdmin(ctx);
      const { type } = await getField(ctx, id);
      return request.open(() => defineOf(request, { kind, id, type, expanded: false, offset, place }));
    }
    if (value.do === 'up' || value.do === 'down') await moveField(ctx, id, value.do === 'up' ? -1 : 1);
    else await archiveField(ctx, id, value.do === 'archive');
    await request.update(await listOf(request, { kind, offset }));
  });

  on.action(newSet, async (request) => {
    assertAdmin(request.ctx);
    const { t, reader } = request;
    await request.open(() =>
      modalView({
        id: setForm,
        meta: { ...request.value, place: request.place },
        title: t.fields.sets.title,
        submit: t.common.save,
        close: t.common.cancel,
        blocks: [
          input(
            'set',
            t.fields.sets.choose,
            selectField(
              setsOf(request.value.kind).map(({ key, labels, fields }) =>
                option(
                  labelIn(labels, reader.language),
                  key,
                  fields.map((field) => labelIn(field.labels, reader.language)).join(', '),
                ),
              ),
            ),
            { hint: t.fields.sets.hint },
          ),
        ],
      }),
    );
  });
  on.submit(setForm, async (request) => {
    await addSet(request.ctx, request.meta.kind, request.form.choice('set') ?? '');
    request.after(() => refresh(request, request.meta, request.meta.place));
    return undefined;
  });
}

const newMeta = ({ kind, offset }: ListAt, place: Place): DefineMeta => ({
  kind,
  id: null,
  type: 'text',
  expanded: false,
  offset,
  place,
});

const metaIn = ({ view }: ActionRequest<unknown>): DefineMeta =>
  defineForm.read((view as { private_metadata: string }).private_metadata);

/** The select acts at once under an id of its own. */
const typeIn = (form: FormValues, meta: DefineMeta): FieldType =>
  (form.choice('type') ?? meta.type) as FieldType;

const linesIn = (form: FormValues): string[] => (form.text('options') ?? '').split('\n');

/** What is folded away stays as it was. */
function readDefinition(form: FormValues, before: FieldInput | null): FieldInput {
  const labels = (name: 'label' | 'help', were: Labels | undefined): Labels =>
    Object.fromEntries(
      (['en', 'cs', 'sk'] as const).map((one) => {
        const at = `${name}-${one}`;
        return [one, form.has(at) ? form.text(at) : (were?.[one] ?? null)];
      }),
    ) as Labels;
  const from = form.choice('requiredFrom');
  return {
    labels: labels('label', before?.labels),
    help: labels('help', before?.help),
    restricted: form.choices('restricted').includes('yes'),
    requiredFrom: from === 'never' ? null : from,
  };
}

async function listOf({ ctx, t, reader }: Request, { kind, offset }: ListAt) {
  assertAdmin(ctx);
  const fields = await listFields(ctx, kind);
  const list: FieldList = {
    kind,
    offset: offset < fields.length ? offset : Math.max(0, offset - pageSize),
    fields,
    kinds: fieldKindsOf(ctx).map((one) => ({ key: one.key, title: one.title(t) })),
    stages: await stagesOf({ ctx, t }, kind),
  };
  return fieldsModal(list, reader);
}

const stagesOf = async ({ ctx, t }: Pick<Request, 'ctx' | 't'>, kind: string) =>
  ((await fieldKind(ctx, kind)?.stages?.(ctx)) ?? []).map(({ key, name }) => ({ key, name: name(t) }));

async function defineOf(request: Request, meta: DefineMeta) {
  assertAdmin(request.ctx);
  const field = meta.id === null ? null : await getField(request.ctx, meta.id);
  return defineModal(meta, field, await stagesOf(request, meta.kind), request.reader);
}

async function refresh(request: Request, at: ListAt, place: Place): Promise<void> {
  const view = await listOf(request, at);
  await request.bringUpToDate(place, { view, message: { text: '', blocks: [] } });
}
