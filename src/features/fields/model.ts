/** Custom fields: what a firm records of its customers and deals besides what everybody does. */
import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

export type FieldLanguage = 'en' | 'cs' | 'sk';
export const fieldLanguages = ['en', 'cs', 'sk'] as const satisfies readonly FieldLanguage[];
export type Labels = Record<FieldLanguage, string | null>;

/** Of which records: `company`, `contact`, `lead`, `deal`; app.ts lists them. */
export type FieldKindKey = string;

export const fieldTypes = [
  'text',
  'longText',
  'number',
  'money',
  'date',
  'select',
  'multiSelect',
  'yesNo',
  'person',
  'url',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface FieldOption {
  id: number;
  labels: Labels;
  archivedAt: Instant | null;
}

export interface Field {
  id: number;
  kind: FieldKindKey;
  type: FieldType;
  /** at least one of them */
  labels: Labels;
  help: Labels;
  /** only the owner of the record and the sales leads see it */
  restricted: boolean;
  /** `always`, the key of the stage that asks for it, null: never asked for */
  requiredFrom: string | null;
  archivedAt: Instant | null;
  /** of selects; archived ones too, behind the others */
  options: FieldOption[];
}

/**
 * Canonical text of a value. number: `1250.5`; money: `125050 CZK` in minor units; date: `2027-03-15`; select: the
 * option's id; multiSelect: ids joined by commas; yesNo: `yes`, `no`; person: our id; text and url as they are.
 */
export type Canonical = string;

/** Canonical values by the field's id. */
export type FieldValues = Map<number, Canonical>;

export interface FieldChangeLine {
  id: number;
  fieldId: number;
  from: Canonical | null;
  to: Canonical | null;
  by: PersonId | null;
  at: Instant;
}

/** What is shown of a record. */
export interface RecordFields {
  /** in order, archived ones left out */
  fields: Field[];
  values: FieldValues;
  /** came with a record that had no such field here */
  kept: { field: Field; value: Canonical; fromKind: FieldKindKey }[];
  /** of people among the values */
  names: Map<number, string>;
}

/** What a form starts from: what the actor may see and fill in. */
export interface FormFields {
  fields: Field[];
  values: FieldValues;
  /** Slack users of people among the values, by our ids */
  slackIds: Map<number, string>;
  /** ids of fields without which it is not saved */
  required: Set<number>;
  /** the last change that the form knows of */
  seen: number;
}

export const noFields: FormFields = {
  fields: [],
  values: new Map(),
  slackIds: new Map(),
  required: new Set(),
  seen: 0,
};

/** What a form remembers of its custom fields between opening and saving. */
export interface FieldsMeta {
  seen: number;
  /** the first field that had no room; null: all of them are there */
  next: number | null;
}

export const labelLimit = 80;
export const helpLimit = 200;
/** Slack's limit of an option's text */
export const optionLimit = 75;
export const fieldLimit = 200;
export const optionsLimit = 1000;
export const textValueLimit = 300;
export const longTextLimit = 3000;

export const hasOptions = ({ type }: Pick<Field, 'type'>): boolean =>
  type === 'select' || type === 'multiSelect';

/** In the reader's language, else in the first that there is: Czech and Slovak readers understand each other. */
export function labelIn(labels: Labels, language: FieldLanguage): string {
  const order: FieldLanguage[] =
    language === 'sk' ? ['sk', 'cs', 'en'] : language === 'cs' ? ['cs', 'sk', 'en'] : ['en', 'cs', 'sk'];
  return order.map((one) => labels[one]).find(Boolean) ?? '?';
}

/** The name of the field's input: what a refusal points at. */
export const inputName = (field: Pick<Field, 'id'>): string => `field${field.id}`;

export const optionIds = (value: Canonical): number[] => (value === '' ? [] : value.split(',').map(Number));

/** Asked for in a form that is for this stage. @param stages in order @param stage null: of a record without stages */
export function isRequired(field: Field, stage: string | null, stages: readonly string[]): boolean {
  if (field.requiredFrom === null || field.archivedAt !== null) return false;
  if (field.requiredFrom === 'always') return true;
  if (stage === null) return false;
  const from = stages.indexOf(field.requiredFrom);
  return from >= 0 && stages.indexOf(stage) >= from;
}
