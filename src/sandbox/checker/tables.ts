import { textLength } from './length.ts';
import { limits } from './limits.ts';
import { complain, inside, type Json, listOf, type Place, typeOf } from './report.ts';
import { richText } from './richtext.ts';
import { byType, type Check, choice, flag, integer, list, number, record, text, typed } from './shape.ts';
import { id } from './text.ts';

const cell: Check = byType({
  rich_text: richText,
  raw_text: typed({ text: text(1) }),
  raw_number: typed({ value: number, text: text(1) }),
});

const column: Check = record({}, { align: choice('left', 'center', 'right'), is_wrapped: flag });

export const tableBlock: Check = typed(
  { rows: list(list(cell, 1, limits.table.columns), 1, limits.table.rows) },
  { block_id: id, column_settings: list(column, 0, limits.table.columns) },
  (table, at) => checkAllText(table, limits.table.text, at),
);

export const dataTableBlock: Check = typed(
  {
    caption: text(1),
    rows: list(list(cell, 1, limits.dataTable.columns), limits.dataTable.minRows, limits.dataTable.rows),
  },
  {
    block_id: id,
    page_size: integer(1, limits.dataTable.pageSize),
    row_header_column_index: integer(0),
  },
  (table, at) => checkAllText(table, limits.dataTable.text, at),
  checkHeader,
  checkWidths,
);

/** The text of all cells, in code points. */
function checkAllText(table: Json, max: number, at: Place): void {
  if (textLength(table.rows) > max) complain(inside(at, 'rows'), `must be less than ${max + 1} characters`);
}

function checkHeader(table: Json, at: Place): void {
  const header = listOf(listOf(table.rows)[0]);
  header.forEach((each, index) => {
    if (typeOf(each) === 'rich_text')
      complain(inside(at, 'rows', 0, index, 'type'), 'unsupported type: rich_text');
  });
  const column = table.row_header_column_index;
  if (typeof column === 'number' && header.length > 0 && column >= header.length) {
    complain(inside(at, 'row_header_column_index'), `must be less than or equal to ${header.length - 1}`);
  }
}

function checkWidths(table: Json, at: Place): void {
  const rows = listOf(table.rows);
  const width = listOf(rows[0]).length;
  rows.forEach((row, index) => {
    if (listOf(row).length !== width)
      complain(inside(at, 'rows', index), `must provide exactly ${width} items`);
  });
}
