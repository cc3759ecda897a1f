/** What columns of an export are made of. */
import type { Words } from '../../i18n/catalog.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Money } from '../../lib/money.ts';
import type { Cell } from '../../lib/spreadsheets/cells.ts';
import { dateIn, type Instant, type LocalDateTime, localOf, type PlainDate } from '../../lib/time.ts';

/** A field of an import, which reads the column back; `told.`: for people alone. */
export type ColumnKey = keyof Words['exports']['headings'];

export interface Column<R> {
  key: ColumnKey;
  /** in characters */
  width: number;
  cell(record: R, reader: Reader): Cell;
}

/** One kind of records, a page at a time, with everything its columns need. */
export interface Source<R extends { id: number }> {
  columns: Column<R>[];
  page(after: number, limit: number): Promise<R[]>;
}

export const text = (value: string | null | undefined): string => value ?? '';

/** Of a wall-clock time its day. */
export const day = (value: PlainDate | LocalDateTime | null | undefined): Cell =>
  value ? { day: value.slice(0, 10) as PlainDate } : '';

/** In the reader's own zone. */
export const dayOfInstant = (value: Instant | null | undefined, { zone }: Reader): Cell =>
  value ? { day: dateIn(value, zone) } : '';

export const moment = (value: Instant, { zone }: Reader): Cell => ({ local: localOf(value, zone) });

/** A number without its currency. */
export const amount = (value: Money | null): Cell => (value ? value.amount / 100 : '');
