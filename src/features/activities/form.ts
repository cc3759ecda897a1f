import type { ModalView, PlainTextOption } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { ContactId } from '../../lib/ids.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import { actions, type Blocks, context } from '../../slack/blocks.ts';
import {
  checkField,
  dateField,
  type FormValues,
  input,
  modalView,
  momentField,
  multiTypeAheadField,
  numberField,
  option,
  peopleField,
  selectField,
  textField,
  typeAheadField,
} from '../../slack/forms.ts';
import {
  chooseKind,
  contactsField,
  howMuch,
  type LogMeta,
  logForm,
  showMore,
  type ThreadMeta,
  targetField,
} from './buttons.ts';
import { kindLabel, short } from './lines.ts';
import {
  type ActivityFields,
  type ActivityKind,
  type Direction,
  directions,
  type Flag,
  flags,
  longestMinutes,
} from './model.ts';
import { readTarget } from './target.ts';
import { typedLimit } from './thread-text.ts';

/** What stands in the fields when the form opens. What a person typed since stays where it is. */
export interface FormFields {
  target: PlainTextOption | null;
  contacts: PlainTextOption[];
  at: Instant;
  text: string;
  flags: Flag[];
  minutesLong: number | null;
  direction: Direction | null;
  /** Slack ids of colleagues */
  people: string[];
  /** the deal's next step as it is */
  nextStep: string | null;
}

/** What is said above the fields. */
export interface FormNotes {
  notFound: string | null;
  alreadyLogged: { by: string; at: Instant } | null;
  permalink: string | null;
  /** the message has a thread that the app cannot read, because it is not there */
  threadNeedsInvite: boolean;
}

export function logModal(
  meta: LogMeta,
  fields: FormFields,
  kinds: ActivityKind[],
  notes: FormNotes,
  reader: Reader,
): ModalView {
  const { t } = reader;
  return modalView({
    id: logForm,
    meta,
    title: meta.id ? t.activities.editTitle : t.activities.logTitle,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...noteBlocks(notes, reader),
      kindButtons(meta, kinds, reader),
      ...mainFields(meta, fields, reader),
      ...moreFields(meta, fields, kinds, reader),
      ...(meta.id ? [] : stepFields(fields, reader)),
      ...(meta.more ? [] : [actions([showMore.make(t.activities.moreFields, null)], 'more')]),
    ],
  });
}

function noteBlocks(
  { notFound, alreadyLogged, permalink, threadNeedsInvite }: FormNotes,
  { t, when }: Reader,
): Blocks {
  const lines = [
    notFound && t.activities.nothingFound(short(notFound, 60)),
    alreadyLogged && `⚠️ ${t.activities.alreadyLogged(short(alreadyLogged.by, 80), when(alreadyLogged.at))}`,
    permalink && `<${permalink}|${t.activities.messageLink}>`,
    threadNeedsInvite && t.activities.thread.needsInvite,
  ].filter((line): line is string => Boolean(line));
  return lines.length > 0 ? [context(...lines)] : [];
}

const kindButtons = (meta: LogMeta, kinds: ActivityKind[], reader: Reader) =>
  actions(
    kinds.slice(0, 25).map((kind) =>
      chooseKind.make(kindLabel(kind, reader), kind.key, {
        suffix: kind.key,
        ...(kind.key === meta.kind ? { style: 'primary' as const } : {}),
      }),
    ),
    'kind',
  );

function mainFields(meta: LogMeta, fields: FormFields, { t }: Reader): Blocks {
  const words = t.activities.fields;
  const texts = t.activities;
  const contacts = multiTypeAheadField(contactsField, fields.contacts, texts.contactsPlaceholder);
  return [
    input(
      'target',
      words.target,
      typeAheadField(targetField, fields.target, { placeholder: texts.targetPlaceholder, minLength: 0 }),
      { dispatch: true, optional: meta.id !== null && fields.target === null },
    ),
    // From the first keystroke on, and before it: the deal's own people come first.
    input('contacts', words.contacts, { ...contacts, min_query_length: 0 } as typeof contacts, {
      optional: true,
    }),
    input('at', words.at, momentField(fields.at)),
    ...(meta.thread ? [howMuchField(meta.thread, texts)] : []),
    // A longer text, from a mail or a thread, cannot be changed here.
    ...([...fields.text].length > typedLimit
      ? [context(texts.textStays)]
      : [
          input(
            textBlock(meta),
            words.text,
            textField(fields.text, { multiline: true, focus: !meta.id, limit: typedLimit }),
            { optional: true },
          ),
        ]),
    ...(meta.thread && meta.thread.rest > 0 ? [context(`⚠️ ${texts.thread.goesOn(meta.thread.rest)}`)] : []),
    input(
      'flags',
      words.flags,
      checkField(
        flags.map((flag) => option(texts.flags[flag], flag)),
        fields.flags,
      ),
      { optional: true },
    ),
  ];
}

/** A field that is filled anew is a new one for Slack: else it would keep what was there. */
export const textBlock = ({ thread }: LogMeta): string => (thread?.turn ? `text~${thread.turn}` : 'text');

function howMuchField({ whole, count }: ThreadMeta, { thread }: Reader['t']['activities']) {
  const options = [option(thread.message, 'message'), option(thread.whole(count), 'whole')];
  const chosen = options[whole ? 1 : 0] as PlainTextOption;
  const element = { type: 'radio_buttons' as const, action_id: howMuch.id, options, initial_option: chosen };
  return input('howMuch', thread.label, element, { dispatch: true });
}

/** Which way a letter went matters at once; of a call one knows by who is on the line. */
function moreFields(meta: LogMeta, fields: FormFields, kinds: ActivityKind[], { t }: Reader): Blocks {
  const words = t.activities.fields;
  const directed = kinds.find((kind) => kind.key === meta.kind)?.directed ?? false;
  const direction = input(
    'direction',
    words.direction,
    selectField(
      directions.map((one) => option(t.activities.directions[one], one)),
      fields.direction,
    ),
    { optional: true },
  );
  if (!meta.more) return directed && meta.kind !== 'call' ? [direction] : [];
  return [
    ...(directed ? [direction] : []),
    input(
      'minutesLong',
      words.minutesLong,
      numberField(fields.minutesLong, { min: 1, max: longestMinutes }),
      {
        optional: true,
      },
    ),
    input('people', words.people, peopleField(fields.people), { optional: true }),
  ];
}

const stepFields = ({ nextStep }: FormFields, { t }: Reader): Blocks => [
  input('nextStep', t.activities.fields.nextStep, textField(null, { limit: 1000 }), {
    optional: true,
    ...(nextStep ? { hint: t.activities.nextStepNow(nextStep.slice(0, 200)) } : {}),
  }),
  input('nextStepOn', t.activities.fields.nextStepOn, dateField(), { optional: true }),
];

/** What the form says, as far as it is shown: fields that are folded are left out. */
export interface ReadForm {
  activity: Partial<ActivityFields> & Pick<ActivityFields, 'kind'>;
  newContacts: string[];
  /** Slack ids; null when the field is folded */
  people: string[] | null;
  nextStep: { text: string | null; on: PlainDate | null };
}

export function readLogForm(form: FormValues, meta: LogMeta): ReadForm {
  const chosen = form.choices('contacts');
  const at = form.moment('at');
  const minutes = form.text('minutesLong');
  return {
    activity: {
      kind: meta.kind,
      ...(readTarget(form.choice('target') ?? meta.target) ?? {
        dealId: null,
        companyId: null,
        leadId: null,
      }),
      contactIds: chosen.flatMap((value) =>
        /^k\d{1,9}$/.test(value) ? [Number(value.slice(1)) as ContactId] : [],
      ),
      ...(at ? { at } : {}),
      ...(form.has(textBlock(meta)) ? { text: form.text(textBlock(meta)) ?? '' } : {}),
      flags: flags.filter((flag) => form.choices('flags').includes(flag)),
      ...(form.has('direction') ? { direction: form.choice('direction') as Direction | null } : {}),
      ...(form.has('minutesLong') ? { minutesLong: minutes === null ? null : Number(minutes) } : {}),
    },
    newContacts: chosen.flatMap((value) => (value.startsWith('n:') ? [value.slice(2)] : [])),
    people: form.has('people') ? form.choices('people') : null,
    nextStep: { text: form.text('nextStep'), on: form.choice('nextStepOn') as PlainDate | null },
  };
}

/** Slack refuses an option whose value is longer than this. */
const valueLimit = 75;

export const contactOption = (id: ContactId, name: string, note?: string | null): PlainTextOption =>
  option(name, `k${id}`, note ?? undefined);

/** null when the name is too long to be carried */
export const newContactOption = (name: string, { t }: Reader): PlainTextOption | null =>
  [...`n:${name}`].length <= valueLimit ? option(t.activities.newContact(name), `n:${name}`) : null;
