/**
 * Slack's own limits, in Unicode code points, items or bytes. Where Slack's documentation, its typings and
 * published measurements disagree, the smallest of them stands here.
 */
export const limits = {
  text: 3000,
  id: 255,
  url: 3000,
  placeholder: 150,
  accessibilityLabel: 75,
  message: {
    blocks: 50,
    attachments: 100,
    text: 40_000,
    markdown: 12_000,
    charts: 2,
    // Slack counts the text of all blocks and some weight for each block, and names neither number; others
    // measured 13,200 and about 100.
    allText: 13_200,
    blockWeight: 100,
  },
  view: { blocks: 100, title: 24, button: 24, privateMetadata: 3000, bytes: 250_000 },
  header: 150,
  section: { fields: 10, field: 2000 },
  actions: { elements: 25 },
  context: { elements: 10 },
  contextActions: { elements: 5, viewers: 10 },
  image: { alt: 2000, title: 2000 },
  input: { label: 2000, hint: 2000 },
  markdown: 12_000,
  alert: 200,
  card: { title: 150, subtitle: 150, body: 200, subtext: 200, actions: 3 },
  carousel: 10,
  container: { title: 150, subtitle: 150, children: 10 },
  // The typings say "less than 200" and "less than 50".
  video: { alt: 200, title: 199, description: 200, author: 49, provider: 50 },
  button: { text: 75, value: 2000 },
  confirm: { title: 100, text: 300, button: 30 },
  option: { text: 75, value: 75, description: 75 },
  select: { options: 100, groups: 100, group: 100, groupLabel: 75 },
  overflow: 5,
  choices: 10,
  textInput: 3000,
  lines: 100,
  files: 10,
  table: { rows: 100, columns: 20, text: 10_000 },
  dataTable: { minRows: 2, rows: 201, columns: 20, pageSize: 100, text: 20_000 },
  chart: { title: 50, segments: 12, series: 12, points: 20, label: 20, axisLabel: 50 },
} as const;
