import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

declare const brand: unique symbol;
export type ImportId = number & { [brand]: 'Import' };

/** What a column can say. `any.` is settled by the columns beside it; `own.company.field12` is a field of the firm's own. */
export const fieldKeys = [
  'company.name',
  'company.ico',
  'company.dic',
  'company.vatNumber',
  'company.legalForm',
  'company.street',
  'company.city',
  'company.postalCode',
  'company.address',
  'company.website',
  'company.domain',
  'company.paymentTerms',
  'company.tags',
  'company.owner',
  'contact.name',
  'contact.firstName',
  'contact.lastName',
  'contact.titleBefore',
  'contact.titleAfter',
  'contact.position',
  'contact.email',
  'contact.phone',
  'deal.number',
  'deal.name',
  'deal.value',
  'deal.currency',
  'deal.stage',
  'deal.deadline',
  'deal.expected',
  'deal.source',
  'deal.nextStep',
  'deal.nextStepOn',
  'deal.offerNumber',
  'deal.customerReference',
  'lead.source',
  'lead.campaign',
  'lead.class',
  'lead.classReason',
  'lead.note',
  'activity.on',
  'activity.kind',
  'activity.text',
] as const;
export type BaseField = (typeof fieldKeys)[number];
export type FieldKey = BaseField | 'any.name' | 'any.note' | `own.${RecordKind}.${string}`;

/** What is created and changed, in the order in which a row is worked off. */
export const recordKinds = ['company', 'contact', 'deal', 'lead', 'activity'] as const;
export type RecordKind = (typeof recordKinds)[number];

export type ImportState =
  /** its bytes are on their way */
  | 'fetching'
  | 'reading'
  /** nothing in it was recognised: somebody has to say what the columns are */
  | 'asking'
  /** the dry run */
  | 'checking'
  /** waits for a yes */
  | 'ready'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'failed';

/** States in which the product has work with it. */
export const workingStates: ImportState[] = ['fetching', 'reading', 'checking', 'running', 'undoing'];

/** What happens to values that are there already. */
export type ImportRule = 'fill' | 'overwrite';
/** Rows are customers with people and deals, or people and firms who are none yet. */
export type ImportAs = 'customers' | 'leads';

export interface Sheet {
  name: string;
  /** 0: there are none, and each row is data */
  headingRow: number;
  headings: string[];
  card: [string, string][];
  /** rows under the headings */
  rows: number;
  /** the first values of each column */
  samples: string[];
}

/** `company.created`: 12 ... and rows by how they end. */
export type Counts = Partial<
  Record<`${RecordKind}.${'created' | 'updated' | 'same'}` | RowOutcome | 'past', number>
>;

/** `skipped`: it is right so, and there is nothing to mend; `blank`: nothing in it was to be imported */
export type RowOutcome = 'created' | 'updated' | 'same' | 'skipped' | 'failed' | 'blank';

export interface Import {
  id: ImportId;
  personId: PersonId;
  /** as its owner called it */
  fileName: string;
  state: ImportState;
  as: ImportAs;
  rule: ImportRule;
  /** each sheet is one customer and bears its name */
  perSheet: boolean;
  sheets: Sheet[];
  /** by the heading's key */
  mapping: Record<string, FieldKey | null>;
  /** rows in the file */
  total: number;
  /** rows worked off in this state */
  cursor: number;
  counts: Counts;
  /** why it failed, as JSON; null otherwise */
  problem: unknown;
  /** companies that a register is still to be asked about */
  registersLeft: number;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  createdAt: Instant;
}

/** An import can be taken back, and its rows are kept, for so long. */
export const undoDays = 30;

/** `own.company.field12` */
export function ownField(key: string): { kind: RecordKind; name: string } | null {
  const [, kind, name] = /^own\.(company|contact|deal|lead)\.(.+)$/.exec(key) ?? [];
  return kind && name ? { kind: kind as RecordKind, name } : null;
}

/** Why a row is not imported; each has its words in three languages. */
export const whyCodes = [
  'ico',
  'icoShort',
  'icoLong',
  'email',
  'phone',
  'phoneScientific',
  'amount',
  'currency',
  'date',
  'stage',
  'person',
  'leadClass',
  'cellError',
  'contactsApart',
  'companyName',
  'severalCompanies',
  'dealNotFound',
  'dealNotYours',
  'dealName',
  // of rows that older versions tried
  'leadKnown',
  'customer',
  'contactKnown',
  'leadClosed',
  'sum',
  'refused',
  'ours',
] as const;
export type WhyCode = (typeof whyCodes)[number];

/** With these the row is left out as it should be. */
export const skipCodes: readonly WhyCode[] = ['customer', 'contactKnown', 'leadClosed', 'sum'];

/** @param column its heading @param text what stands there; never of what may be a birth number */
export interface Why {
  code: WhyCode;
  column: string | null;
  text: string | null;
  /** of `refused`: what a rule of the product said */
  error?: { code: string; details: unknown };
}

/** What a row does to one record. */
export interface Step {
  kind: RecordKind;
  does: 'created' | 'updated' | 'same';
  /** null: not yet made */
  id: number | null;
  name: string;
  /** fields that are set, by their keys */
  fields: string[];
}

export interface RowSaid {
  steps: Step[];
  why: Why[];
  /** columns with a birth number, which is not taken */
  hidden?: string[];
  /** columns with a day that has passed, which an open deal does not get: it would only ring alarms */
  past?: string[];
}

export interface StagedRow {
  no: number;
  sheet: number;
  row: number;
  cells: string[];
  outcome: RowOutcome | null;
  said: RowSaid | null;
}

export const isRecordKind = (text: string): text is RecordKind => recordKinds.includes(text as RecordKind);
