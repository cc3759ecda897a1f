import type { PersonId } from '../../lib/ids.ts';
import { addDays, dateIn, type Instant, type PlainDate, type Zone } from '../../lib/time.ts';

export type MergeKind = 'company' | 'contact';

export interface Pair {
  kind: MergeKind;
  /** stays */
  keptId: number;
  goneId: number;
}

/** What a merge changed of the record that stays. */
export interface MergeChanges {
  /** columns of its row, as the database has them; without `to` where the record that is gone alone says it */
  columns: Record<string, { from: unknown; to?: unknown }>;
  /** fields of a company whose source came along (company_field_sources) */
  sources: string[];
  /** ids of the firm's own fields that were empty */
  fields: number[];
}

export interface Merge {
  id: number;
  kind: MergeKind;
  /** stays, with everything of both */
  keptId: number;
  /** whoever asks for it gets the kept one */
  goneId: number;
  changed: MergeChanges;
  byId: PersonId | null;
  at: Instant;
  undoneAt: Instant | null;
}

/** So many days a merge can be taken back. */
export const undoDays = 30;

/** The last day, included. */
export const undoableUntil = (merge: Pick<Merge, 'at'>, zone: Zone): PlainDate =>
  addDays(dateIn(merge.at, zone), undoDays);
