import { classes, html, useState } from '../kit.js';
import { RichText } from './richtext.js';

const Cell = ({ cell }) =>
  cell?.type === 'rich_text' ? html`<${RichText} block=${cell} />` : (cell?.text ?? '');

const look = ({ align = 'left', is_wrapped: wrapped } = {}) =>
  classes(`align-${align}`, wrapped && 'wrapped');

export function Table({ block }) {
  const [head = [], ...rows] = block.rows;
  const column = (i) => look(block.column_settings?.[i] ?? undefined);
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>
    <thead><tr>${head.map(
      (cell, i) => html`<th key=${i} scope="col" class=${column(i)}><${Cell}
      cell=${cell} /></th>`,
    )}</tr></thead>
    <tbody>${rows.map(
      (row, r) =>
        html`<tr key=${r}>${row.map(
          (cell, i) => html`<td key=${i} class=${column(i)}><${Cell}
          cell=${cell} /></td>`,
        )}</tr>`,
    )}</tbody>
  </table></div>`;
}

/** A table that can be sorted by a column and paged. */
export function DataTable({ block }) {
  const [sort, setSort] = useState({ column: -1, down: false });
  const [page, setPage] = useState(0);
  const [head, ...body] = block.rows;
  const rows = sort.column < 0 ? body : [...body].sort(byColumn(sort));
  const size = block.page_size ?? 10;
  const pages = Math.ceil(rows.length / size);
  const by = (column) => setSort({ column, down: sort.column === column && !sort.down });
  const direction = (i) => (sort.column === i ? (sort.down ? 'descending' : 'ascending') : undefined);
  return html`<div class="data-table">
    <p class="table-caption">${block.caption}</p>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${block.caption}><table>
      <thead><tr>${head.map(
        (cell, i) => html`<th key=${i} scope="col" aria-sort=${direction(i)}><button type="button"
          onClick=${() => by(i)}>
          <${Cell} cell=${cell} />${
            direction(i) &&
            html`<span
            aria-hidden="true">${sort.down ? ' ↓' : ' ↑'}</span>`
          }</button></th>`,
      )}</tr></thead>
      <tbody>${rows
        .slice(page * size, (page + 1) * size)
        .map(
          (row, r) =>
            html`<tr key=${r}>${row.map((cell, i) => cellOf(cell, i, block.row_header_column_index))}</tr>`,
        )}</tbody>
    </table></div>
    ${
      pages > 1 &&
      html`<div class="pager">
      <button type="button" class="button" disabled=${page === 0}
        onClick=${() => setPage(page - 1)}>Previous</button>
      <span>${page + 1} / ${pages}</span>
      <button type="button" class="button" disabled=${page === pages - 1}
        onClick=${() => setPage(page + 1)}>Next</button>
    </div>`
    }
  </div>`;
}

const cellOf = (cell, i, headColumn) => {
  const inside = html`<${Cell} cell=${cell} />`;
  const align = cell.type === 'raw_number' ? 'align-right' : 'align-left';
  return i === headColumn
    ? html`<th key=${i} scope="row" class=${align}>${inside}</th>`
    : html`<td key=${i} class=${align}>${inside}</td>`;
};

const byColumn =
  ({ column, down }) =>
  (a, b) => {
    const [x, y] = [a[column], b[column]];
    const order =
      x.type === 'raw_number' && y.type === 'raw_number' ? x.value - y.value : said(x).localeCompare(said(y));
    return down ? -order : order;
  };

const said = (cell) => cell.text ?? JSON.stringify(cell.elements ?? '');

/** A chart of the app, told as a table: the same numbers, no drawing. */
export function Chart({ block }) {
  const { chart, title } = block;
  const raw = (text) => ({ type: 'raw_text', text: String(text) });
  const valueAt = (series, label) => series.data.find((point) => point.label === label)?.value ?? '';
  const rows = chart.segments
    ? [[raw(''), raw(title)], ...chart.segments.map(({ label, value }) => [raw(label), raw(value)])]
    : [
        [raw(''), ...chart.series.map(({ name }) => raw(name))],
        ...chart.axis_config.categories.map((label) => [
          raw(label),
          ...chart.series.map((one) => raw(valueAt(one, label))),
        ]),
      ];
  return html`<figure><figcaption class="table-caption">📊 ${title}</figcaption><${Table}
    block=${{ rows }} /></figure>`;
}
