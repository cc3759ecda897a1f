import { describe, expect, it } from 'vitest';
import { refused, saysTo, taken } from './checkerExpect.ts';
import {
  amount,
  bars,
  cell,
  dataTable,
  letters,
  line,
  pie,
  richText,
  series,
  table,
  times,
  words,
} from './checkerSamples.ts';

type Case = [what: string, block: unknown, message: string];
const row = (width: number) => times(width, (column) => cell(`S${column}`));
const rich = richText(line(words('Lávka')));

describe('table', () => {
  it('has up to 100 rows of 20 cells: text, numbers, rich text', () => {
    taken('message', table({ rows: times(100, () => row(20)) }));
    taken('message', table({ rows: [[cell('Lávka'), amount(17), rich]] }));
  });

  it('says how its columns look', () => {
    taken('message', table({ column_settings: [{ align: 'right', is_wrapped: true }, {}] }));
  });

  it('has up to 10,000 characters in all its cells', () => {
    taken('message', table({ rows: [[cell(letters(5000)), richText(line(words(letters(5000))))]] }));
    refused(
      'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
      'message',
      table({ rows: [[cell(letters(5000)), richText(line(words(letters(5001))))]] }),
    );
  });

  it.each<Case>([
    ['without rows', { type: 'table' }, 'missing required field: rows [json-pointer:/blocks/0]'],
    ['of no rows', table({ rows: [] }), 'must provide at least 1 items [json-pointer:/blocks/0/rows]'],
    [
      'of 101 rows',
      table({ rows: times(101, () => row(1)) }),
      'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'of 21 columns',
      table({ rows: [row(21)] }),
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
    ],
    [
      'of an empty row',
      table({ rows: [[]] }),
      'must provide at least 1 items [json-pointer:/blocks/0/rows/0]',
    ],
    ['of strings', table({ rows: [['Lávka']] }), 'must provide an object [json-pointer:/blocks/0/rows/0/0]'],
    [
      'of an empty cell',
      table({ rows: [[cell('')]] }),
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    [
      'of mrkdwn',
      table({ rows: [[{ type: 'mrkdwn', text: '*L*' }]] }),
      'unsupported type: mrkdwn [json-pointer:/blocks/0/rows/0/0/type]',
    ],
    [
      'settled for 21 columns',
      table({ column_settings: times(21, () => ({})) }),
      'no more than 20 items allowed [json-pointer:/blocks/0/column_settings]',
    ],
    [
      'aligned otherwise',
      table({ column_settings: [{ align: 'justify' }] }),
      'must be a valid enum value [json-pointer:/blocks/0/column_settings/0/align]',
    ],
    ['paged', table({ page_size: 10 }), 'invalid additional property: page_size [json-pointer:/blocks/0]'],
  ])('is not %s', (_, block, message) => {
    refused(message, 'message', block);
  });
});

describe('data_table', () => {
  it('has a header and up to 200 rows of 20 cells', () => {
    taken(
      'message',
      dataTable({ rows: times(201, () => row(4)), page_size: 100, row_header_column_index: 3 }),
    );
    taken('message', dataTable({ rows: times(2, () => row(20)) }));
    taken('message', dataTable({ rows: [[cell('Příležitost')], [rich]] }));
  });

  it('has up to 20,000 characters in all its cells', () => {
    taken('home', dataTable({ rows: [[cell('P')], [cell(letters(19_999))]] }));
    refused(
      'must be less than 20001 characters [json-pointer:/blocks/0/rows]',
      'home',
      dataTable({ rows: [[cell('P')], [cell(letters(20_000))]] }),
    );
  });

  it.each<Case>([
    [
      'without a caption',
      { ...dataTable(), caption: undefined },
      'missing required field: caption [json-pointer:/blocks/0]',
    ],
    [
      'captioned by nothing',
      dataTable({ caption: '' }),
      'must be more than 0 characters [json-pointer:/blocks/0/caption]',
    ],
    [
      'a header alone',
      dataTable({ rows: [row(2)] }),
      'must provide at least 2 items [json-pointer:/blocks/0/rows]',
    ],
    [
      'of 202 rows',
      dataTable({ rows: times(202, () => row(1)) }),
      'no more than 201 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'of rows uneven',
      dataTable({ rows: [row(2), row(1)] }),
      'must provide exactly 2 items [json-pointer:/blocks/0/rows/1]',
    ],
    [
      'headed by rich text',
      dataTable({ rows: [[rich], [cell('L')]] }),
      'unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]',
    ],
    [
      'on pages of 0 rows',
      dataTable({ page_size: 0 }),
      'must be greater than or equal to 1 [json-pointer:/blocks/0/page_size]',
    ],
    [
      'on pages of 101 rows',
      dataTable({ page_size: 101 }),
      'must be less than or equal to 100 [json-pointer:/blocks/0/page_size]',
    ],
    [
      'named by a column it lacks',
      dataTable({ row_header_column_index: 2 }),
      'must be less than or equal to 1 [json-pointer:/blocks/0/row_header_column_index]',
    ],
    [
      'of a number without text',
      dataTable({ rows: [[cell('P')], [{ type: 'raw_number', value: 17 }]] }),
      'missing required field: text [json-pointer:/blocks/0/rows/1/0]',
    ],
    [
      'of a number without value',
      dataTable({ rows: [[cell('P')], [{ type: 'raw_number', text: '17' }]] }),
      'missing required field: value [json-pointer:/blocks/0/rows/1/0]',
    ],
  ])('is not %s', (_, block, message) => {
    refused(message, 'message', block);
  });

  it('has at most 20 columns', () => {
    expect(saysTo('message', dataTable({ rows: times(2, () => row(21)) }))).toEqual([
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/1]',
    ]);
  });
});

describe('data_visualization', () => {
  const slices = (count: number) => times(count, (index) => ({ label: `Fáze ${index}`, value: index + 1 }));
  const months = (count: number) => times(count, (index) => `měsíc ${index}`);
  const points = (count: number) => months(count).map((label) => ({ label, value: 1 }));

  it('is a pie of up to 12 segments', () => {
    taken('message', pie({ segments: slices(12) }));
  });

  it.each(['bar', 'line', 'area'])('is a %s chart of up to 12 series by 20 points', (type) => {
    const all = times(12, (index) => ({ name: `Řada ${index}`, data: points(20) }));
    taken('message', bars({ type, series: all, axis_config: { categories: months(20) } }));
  });

  it.each<Case>([
    [
      'without a title',
      { ...pie(), title: undefined },
      'missing required field: title [json-pointer:/blocks/0]',
    ],
    [
      'titled over 50 characters',
      { ...pie(), title: letters(51) },
      'must be less than 51 characters [json-pointer:/blocks/0/title]',
    ],
    [
      'titled by a text object',
      { ...pie(), title: { type: 'plain_text', text: 'F' } },
      'must provide a string [json-pointer:/blocks/0/title]',
    ],
    [
      'of another kind',
      pie({ type: 'donut' }),
      'unsupported type: donut [json-pointer:/blocks/0/chart/type]',
    ],
    [
      'a pie of 13',
      pie({ segments: slices(13) }),
      'no more than 12 items allowed [json-pointer:/blocks/0/chart/segments]',
    ],
    [
      'a pie of none',
      pie({ segments: [] }),
      'must provide at least 1 items [json-pointer:/blocks/0/chart/segments]',
    ],
    [
      'a pie of nothing',
      pie({ segments: [{ label: 'RFP', value: 0 }] }),
      'must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]',
    ],
    [
      'a pie labelled over 20 characters',
      pie({ segments: [{ label: letters(21), value: 1 }] }),
      'must be less than 21 characters [json-pointer:/blocks/0/chart/segments/0/label]',
    ],
    [
      'without axes',
      bars({ axis_config: undefined }),
      'missing required field: axis_config [json-pointer:/blocks/0/chart]',
    ],
    [
      'of 13 series',
      bars({ series: times(13, (index) => series(`Řada ${index}`)) }),
      'no more than 12 items allowed [json-pointer:/blocks/0/chart/series]',
    ],
    [
      'of a series named over 20 characters',
      bars({ series: [series(letters(21))] }),
      'must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/name]',
    ],
    [
      'of two series of one name',
      bars({ series: [series('Eva'), series('Eva')] }),
      '`name` "Eva" already exists [json-pointer:/blocks/0/chart/series/1/name]',
    ],
    [
      'missing a point',
      bars({ series: [series('Eva', { data: [{ label: 'leden', value: 1 }] })] }),
      'must have one point for each category [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'labelled along an axis over 50 characters',
      bars({ axis_config: { categories: ['leden', 'únor'], x_label: letters(51) } }),
      'must be less than 51 characters [json-pointer:/blocks/0/chart/axis_config/x_label]',
    ],
    [
      'of a point that is no number',
      bars({
        series: [
          series('Eva', {
            data: [
              { label: 'leden', value: '2' },
              { label: 'únor', value: 1 },
            ],
          }),
        ],
      }),
      'must provide a number [json-pointer:/blocks/0/chart/series/0/data/0/value]',
    ],
    ['in a unit', { ...pie(), unit: 'CZK' }, 'invalid additional property: unit [json-pointer:/blocks/0]'],
  ])('is not %s', (_, block, message) => {
    refused(message, 'message', block);
  });

  it('has at most 20 points and 20 categories', () => {
    const block = bars({
      series: [{ name: 'Eva', data: points(21) }],
      axis_config: { categories: months(21) },
    });
    const said = 'no more than 20 items allowed';
    taken(
      'message',
      bars({ series: [{ name: 'Eva', data: points(20) }], axis_config: { categories: months(20) } }),
    );
    expect(saysTo('message', block)).toEqual([
      `${said} [json-pointer:/blocks/0/chart/series/0/data]`,
      `${said} [json-pointer:/blocks/0/chart/axis_config/categories]`,
    ]);
  });
});
