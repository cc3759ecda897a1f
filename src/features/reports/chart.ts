/** The pipeline as a picture: a bar for each stage, its weighted part dark. Words and numbers are in it and in its alt text. */
import { createRequire } from 'node:module';
import type { TopLevelSpec } from 'vega-lite';
import type { Reader } from '../../i18n/reader.ts';
import type { Money } from '../../lib/money.ts';
import { cut } from '../../lib/text.ts';
import type { Pipeline } from './pipeline.ts';
import { whole } from './pipeline-views.ts';

const font = 'DejaVu Sans';
const colours = { whole: '#9db8d9', weighted: '#1f4e8c', ink: '#1d1c1d', faint: '#6b6b6b', paper: '#ffffff' };

export async function drawPipeline(pipeline: Pipeline, reader: Reader): Promise<Buffer> {
  // Loaded with the first chart: together they take 40 MB and a quarter of a second.
  const [vega, { compile }, { Resvg }] = await Promise.all([
    import('vega'),
    import('vega-lite'),
    import('@resvg/resvg-js'),
  ]);
  const view = new vega.View(vega.parse(compile(specOf(pipeline, reader)).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const options = {
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: font },
    fitTo: { mode: 'zoom' as const, value: 2 },
  };
  return new Resvg(svg, options).render().asPng();
}

// resvg draws with the files it is given alone; DejaVu has ě š č ř ž ľ ŕ ĺ ô.
const fontFiles = (): string[] =>
  ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
    createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
  );

interface Bar {
  stage: string;
  whole: number;
  weighted: number;
  label: string;
}

/** Amounts in one currency when everything can be converted, else how many deals. */
function barsOf(pipeline: Pipeline, reader: Reader): Bar[] {
  const { comparable } = pipeline;
  return pipeline.rows.map((row, index) => {
    const stage = cut(reader.t.deals.stages[row.stage.key] ?? row.stage.key, 30);
    if (!comparable) return { stage, whole: row.count, weighted: 0, label: String(row.count) };
    const { sum, weighted } = comparable[index] as { sum: Money; weighted: Money };
    const label = row.count > 0 ? `${reader.t.reports.counts.deals(row.count)} · ${whole(sum, reader)}` : '–';
    return { stage, whole: sum.amount / 100, weighted: weighted.amount / 100, label };
  });
}

const width = 520;

/** Narrow with words above the bars, so that it can be read on a phone. */
function specOf(pipeline: Pipeline, reader: Reader): TopLevelSpec {
  const { chart } = reader.t.reports;
  const isMoney = pipeline.comparable !== null;
  const bars = barsOf(pipeline, reader);
  const y = { field: 'stage', type: 'nominal' as const, sort: null, axis: null };
  const scale = { domain: [0, Math.max(...bars.map((bar) => bar.whole), 1)], nice: false };
  const bar = (field: 'whole' | 'weighted', height: number) => ({
    mark: { type: 'bar' as const, height, yOffset: 10, cornerRadiusEnd: 2 },
    encoding: {
      y,
      x: { field, type: 'quantitative' as const, axis: null, scale },
      color: {
        datum: chart[field],
        scale: { domain: [chart.whole, chart.weighted], range: [colours.whole, colours.weighted] },
        legend: isMoney ? legend : null,
      },
    },
  });
  const words = (field: 'stage' | 'label', align: 'left' | 'right') => ({
    mark: { type: 'text' as const, align, dy: -10, fontSize: 15, color: colours.ink },
    encoding: { y, x: { value: align === 'left' ? 0 : width }, text: { field, type: 'nominal' as const } },
  });
  return {
    width,
    height: { step: 50 },
    padding: 16,
    background: colours.paper,
    title: {
      text: isMoney ? chart.title(pipeline.total.sum.currency) : chart.countTitle,
      anchor: 'start',
      fontSize: 17,
      color: colours.ink,
      offset: 8,
    },
    data: { values: bars },
    layer: [
      bar('whole', 18),
      ...(isMoney ? [bar('weighted', 8)] : []),
      words('stage', 'left'),
      words('label', 'right'),
    ],
    config: { font, view: { stroke: null } },
  };
}

const legend = {
  title: null,
  orient: 'top' as const,
  symbolType: 'square' as const,
  labelFontSize: 14,
  labelColor: colours.faint,
  labelLimit: 300,
};

/** What the picture says, for those who do not see it. */
export function altOf(pipeline: Pipeline, reader: Reader): string {
  const { chart, counts } = reader.t.reports;
  const rows = pipeline.rows.map((row, index) => {
    const stage = reader.t.deals.stages[row.stage.key] ?? row.stage.key;
    const count = counts.deals(row.count);
    const worth = pipeline.comparable?.[index];
    if (row.count === 0 || !worth) return chart.altCount(stage, count);
    return chart.altRow(stage, count, whole(worth.sum, reader), whole(worth.weighted, reader));
  });
  const total = chart.altTotal(
    counts.deals(pipeline.count),
    whole(pipeline.total.sum, reader),
    whole(pipeline.weightedTotal.sum, reader),
  );
  return cut(chart.alt(`${[...rows, ...(pipeline.comparable ? [total] : [])].join('; ')}.`), 2000);
}
