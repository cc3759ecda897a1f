import { isDeepStrictEqual } from 'node:util';
import { limits } from './limits.ts';
import { complain, inside, isJson, type Json, listOf, type Place } from './report.ts';
import { byType, type Check, list, number, record, text, typed } from './shape.ts';
import { id } from './text.ts';

const label: Check = text(1, limits.chart.label);
const axisLabel: Check = text(1, limits.chart.axisLabel);

const weight: Check = (value, at) => {
  if (typeof value !== 'number') return complain(at, 'must provide a number');
  if (value <= 0) complain(at, 'must be greater than 0');
};

const series: Check = record({
  name: label,
  data: list(record({ label, value: number }), 1, limits.chart.points),
});

const plotted: Check = typed(
  {
    series: list(series, 1, limits.chart.series),
    axis_config: record(
      { categories: list(label, 1, limits.chart.points) },
      { x_label: axisLabel, y_label: axisLabel },
    ),
  },
  {},
  checkSeries,
);

export const chartBlock: Check = typed(
  {
    title: text(1, limits.chart.title),
    chart: byType({
      pie: typed({ segments: list(record({ label, value: weight }), 1, limits.chart.segments) }),
      bar: plotted,
      line: plotted,
      area: plotted,
    }),
  },
  { block_id: id },
);

/** Every series has its own name and one point for each category. */
function checkSeries(chart: Json, at: Place): void {
  if (!isJson(chart.axis_config)) return;
  const categories = sorted(listOf(chart.axis_config.categories));
  const names = new Set<unknown>();
  listOf(chart.series).forEach((each, index) => {
    if (!isJson(each)) return;
    if (names.has(each.name))
      complain(inside(at, 'series', index, 'name'), `\`name\` "${each.name}" already exists`);
    names.add(each.name);
    const labels = sorted(listOf(each.data).map((point) => (isJson(point) ? point.label : undefined)));
    if (!isDeepStrictEqual(labels, categories)) {
      complain(inside(at, 'series', index, 'data'), 'must have one point for each category');
    }
  });
}

function sorted(labels: unknown[]): string[] {
  return labels.map(String).sort();
}
