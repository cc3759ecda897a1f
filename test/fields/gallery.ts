/** Windows of custom fields, with the ugliest of names and the most there can be. */
import type { ModalView } from '@slack/types';
import { defineModal, fieldsModal } from '../../src/features/fields/admin-views.ts';
import { type Field, type FormFields, fieldTypes } from '../../src/features/fields/model.ts';
import { optionModal, optionsModal } from '../../src/features/fields/option-views.ts';
import { type StepStart, stepForm, stepModal } from '../../src/features/fields/step-views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { Instant } from '../../src/lib/time.ts';
import { ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

const label = (limit: number) => ({
  en: null,
  cs: [...ugly.repeat(2)].slice(0, limit).join('').trim(),
  sk: null,
});

/** Two hundred fields of all types; selects have as many options as Slack lists, and the type-ahead more. */
export const manyFields: Field[] = Array.from({ length: 200 }, (_, index) => {
  const type = fieldTypes[index % fieldTypes.length] ?? 'text';
  const count = index % 3 === 0 ? 101 : 100;
  return {
    id: index + 1,
    kind: 'deal',
    type,
    labels: label(80),
    help: label(200),
    restricted: index % 7 === 0,
    requiredFrom: index % 5 === 0 ? 'rfp' : null,
    archivedAt: null,
    options: type.toLowerCase().includes('select')
      ? Array.from({ length: count }, (_, at) => ({ id: at + 1, labels: label(75), archivedAt: null }))
      : [],
  };
});

const values: Record<string, string> = {
  text: ugly.slice(0, 300),
  longText: ugly.slice(0, 3000),
  number: '-123456789012345.123456',
  money: '100000000000000 CZK',
  date: '2027-03-15',
  select: '3',
  multiSelect: Array.from({ length: 100 }, (_, at) => at + 1).join(','),
  yesNo: 'no',
  person: '1',
  url: `https://mosty.example/${'x'.repeat(1900)}`,
};

export const fullForm: FormFields = {
  fields: manyFields,
  values: new Map(manyFields.map(({ id, type }) => [id, values[type] ?? ''])),
  slackIds: new Map([[1, 'U0EVA00001']]),
  required: new Set([1, 6]),
  seen: 17,
};

const start: StepStart = {
  kind: 'deal',
  id: 42,
  before: [],
  from: null,
  offset: 0,
  stage: null,
  ends: 'move',
  fresh: {},
  place: { view: 'V0123456789' },
};

/** One after another, as somebody goes through them. */
export function allSteps(reader: Reader): ModalView[] {
  const steps: ModalView[] = [];
  let at: StepStart | null = start;
  while (at) {
    const view = stepModal(fullForm, at, reader);
    const meta = stepForm.read(view.private_metadata ?? '');
    steps.push(view);
    at = meta.next === null ? null : { ...at, before: [...at.before, meta.from ?? 0], from: meta.next };
  }
  return steps;
}

const archived = { ...manyFields[0]!, id: 300, archivedAt: '2027-01-01T00:00:00.000Z' as Instant };
const list = {
  kind: 'deal',
  kinds: [
    { key: 'company', title: 'Firmy' },
    { key: 'deal', title: 'Příležitosti' },
  ],
  stages: [{ key: 'rfp', name: 'RFP – připravujeme nabídku' }],
};
const meta = { kind: 'deal', id: null, type: 'select' as const, expanded: true, offset: 0, place: {} };
const select = manyFields[5]!;

export const gallery = (reader: Reader): Gallery => ({
  messages: {},
  modals: {
    'fields none': fieldsModal({ ...list, offset: 0, fields: [] }, reader),
    fields: fieldsModal({ ...list, offset: 20, fields: manyFields }, reader),
    'fields archived': fieldsModal({ ...list, offset: 200, fields: [...manyFields, archived] }, reader),
    'field new': defineModal(meta, null, list.stages, reader),
    'field edit': defineModal({ ...meta, id: 6 }, select, list.stages, reader),
    'field options': optionsModal(select, { fieldId: 6, offset: 40 }, reader),
    'field option': optionModal(
      { fieldId: 6, offset: 0, optionId: 3, place: {} },
      select.options[2]!,
      reader,
    ),
    'field options new': optionModal({ fieldId: 6, offset: 0, optionId: null, place: {} }, null, reader),
    'fields a stage asks for': stepModal(
      { ...fullForm, fields: manyFields.slice(0, 3) },
      { ...start, stage: 'rfp' },
      reader,
      { asks: 'RFP – připravujeme nabídku', notice: ugly.slice(0, 2000) },
    ),
    ...Object.fromEntries(allSteps(reader).map((view, index) => [`fields step ${index + 1}`, view])),
  },
});
