/** Blocks that Slack takes as they are; a test changes one thing and looks whether that is refused. */
type Fields = Record<string, unknown>;

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const letters = (count: number) => 'ž'.repeat(count);
export const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

export const option = (name: string, more: Fields = {}) => ({ text: plain(name), value: name, ...more });
export const brno = option('Brno');
export const kosice = option('Košice');

export const button = (more: Fields = {}) => ({ type: 'button', text: plain('Otevřít'), ...more });
export const picture = (more: Fields = {}) => ({
  type: 'image',
  image_url: 'https://vizitka.example/lavka.png',
  alt_text: 'Lávka přes Svratku',
  ...more,
});
export const select = (more: Fields = {}) => ({ type: 'static_select', options: [brno, kosice], ...more });

export const section = (more: Fields = {}) => ({
  type: 'section',
  text: mrkdwn('Lávka přes Svratku'),
  ...more,
});
export const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
export const input = (element: Fields, more: Fields = {}) => ({
  type: 'input',
  label: plain('Zápis z jednání'),
  element,
  ...more,
});

export const richText = (...elements: unknown[]) => ({ type: 'rich_text', elements });
export const line = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
export const words = (text: string, more: Fields = {}) => ({ type: 'text', text, ...more });

export const cell = (text: string) => ({ type: 'raw_text', text });
export const amount = (value: number) => ({ type: 'raw_number', value, text: `${value} Kč` });
export const table = (more: Fields = {}) => ({
  type: 'table',
  rows: [[cell('Lávka'), cell('Eva')]],
  ...more,
});
export const dataTable = (more: Fields = {}) => ({
  type: 'data_table',
  caption: 'Otevřené příležitosti',
  rows: [
    [cell('Příležitost'), cell('Hodnota')],
    [cell('Lávka'), amount(1_250_000)],
  ],
  ...more,
});

export const pie = (more: Fields = {}) => ({
  type: 'data_visualization',
  title: 'Příležitosti podle fáze',
  chart: { type: 'pie', segments: [{ label: 'RFP', value: 3 }], ...more },
});
export const series = (name: string, more: Fields = {}) => ({
  name,
  data: [
    { label: 'leden', value: 2 },
    { label: 'únor', value: -1 },
  ],
  ...more,
});
export const bars = (more: Fields = {}) => ({
  type: 'data_visualization',
  title: 'Vyhrané po měsících',
  chart: {
    type: 'bar',
    series: [series('Eva')],
    axis_config: { categories: ['leden', 'únor'], x_label: 'Měsíc', y_label: 'Počet' },
    ...more,
  },
});

export const card = (more: Fields = {}) => ({ type: 'card', title: mrkdwn('Lávka'), ...more });
export const container = (more: Fields = {}) => ({
  type: 'container',
  title: plain('Historie'),
  child_blocks: [section()],
  ...more,
});

export const modal = (more: Fields = {}) => ({
  type: 'modal',
  title: plain('Nová příležitost'),
  submit: plain('Uložit'),
  blocks: [section()],
  ...more,
});
export const home = (...blocks: unknown[]) => ({ type: 'home', blocks });
