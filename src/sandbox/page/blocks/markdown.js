import { html, useMemo } from '../kit.js';
import { emojiFor } from './emoji.js';
import { Nodes } from './nodes.js';

/** The markdown block: standard Markdown, as far as Slack takes it. */
export function Markdown({ block }) {
  const nodes = useMemo(() => parseMarkdown(block.text), [block.text]);
  return html`<div class="rich markdown"><${Nodes} nodes=${nodes} /></div>`;
}

export function parseMarkdown(source) {
  const lines = source.split('\n');
  const nodes = [];
  let i = 0;
  while (i < lines.length) {
    const reader = readers.find(({ when }) => when.test(lines[i]));
    const { node, taken } = reader.read(lines, i);
    if (node) nodes.push(node);
    i += taken;
  }
  return nodes;
}

const fence = /^\s*```/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const rule = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;
const quote = /^>\s?/;
const bullet = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const row = /^\s*\|.*\|\s*$/;
const blank = /^\s*$/;

const readers = [
  { when: fence, read: readFence },
  { when: heading, read: (lines, i) => readHeading(lines[i]) },
  { when: rule, read: () => ({ node: { type: 'rule' }, taken: 1 }) },
  { when: quote, read: readQuote },
  { when: bullet, read: readList },
  { when: row, read: readTable },
  { when: blank, read: () => ({ node: null, taken: 1 }) },
  { when: /^/, read: readParagraph },
];

function span(lines, i, belongs) {
  let end = i;
  while (end < lines.length && belongs(lines[end])) end += 1;
  return lines.slice(i, end);
}

function readFence(lines, i) {
  const inside = span(lines, i + 1, (line) => !fence.test(line));
  return { node: { type: 'pre', text: inside.join('\n') }, taken: inside.length + 2 };
}

function readHeading(line) {
  const [, marks, text] = heading.exec(line);
  return { node: { type: 'heading', level: marks.length, children: inline(text) }, taken: 1 };
}

function readQuote(lines, i) {
  const quoted = span(lines, i, (line) => quote.test(line));
  const children = parseMarkdown(quoted.map((line) => line.replace(quote, '')).join('\n'));
  return { node: { type: 'quote', children }, taken: quoted.length };
}

function readList(lines, i) {
  const [, depth, number] = bullet.exec(lines[i]);
  const items = span(lines, i, (line) => {
    const found = bullet.exec(line);
    return Boolean(found) && found[1] === depth && Boolean(found[2]) === Boolean(number);
  });
  const children = items.map((line) => ({ type: 'item', children: inline(bullet.exec(line)[3]) }));
  const indent = Math.floor(depth.length / 2);
  const start = number ? Number(number) : undefined;
  return { node: { type: 'list', ordered: Boolean(number), start, indent, children }, taken: items.length };
}

function readTable(lines, i) {
  const found = span(lines, i, (line) => row.test(line));
  const rows = found
    .filter((line) => !/^\s*\|[\s:|-]+\|\s*$/.test(line))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => inline(cell.trim())),
    );
  return { node: { type: 'table', rows }, taken: found.length };
}

function readParagraph(lines, i) {
  const text = span(
    lines,
    i,
    (line) => readers.findIndex(({ when }) => when.test(line)) === readers.length - 1,
  );
  const children = text.flatMap((line, at) => [...(at > 0 ? [{ type: 'break' }] : []), ...inline(line)]);
  return { node: { type: 'paragraph', children }, taken: text.length };
}

const marks = [
  { pattern: /`([^`]+)`/, node: ([, text]) => ({ type: 'code', text }) },
  { pattern: /\*\*(\S(?:.*?\S)?)\*\*/, node: ([, text]) => ({ type: 'bold', children: inline(text) }) },
  { pattern: /__(\S(?:.*?\S)?)__/, node: ([, text]) => ({ type: 'bold', children: inline(text) }) },
  { pattern: /~~(\S(?:.*?\S)?)~~/, node: ([, text]) => ({ type: 'strike', children: inline(text) }) },
  { pattern: /\*(\S(?:.*?\S)?)\*/, node: ([, text]) => ({ type: 'italic', children: inline(text) }) },
  { pattern: /\b_(\S(?:.*?\S)?)_\b/, node: ([, text]) => ({ type: 'italic', children: inline(text) }) },
  {
    pattern: /\[([^\]]+)\]\(([^)\s]+)\)/,
    node: ([, text, url]) => ({ type: 'link', url, children: inline(text) }),
  },
  { pattern: /<@([A-Z0-9]+)>/, node: ([, id]) => ({ type: 'user', id }) },
  { pattern: /<#([A-Z0-9]+)>/, node: ([, id]) => ({ type: 'channel', id }) },
  {
    pattern: /<?(https?:\/\/[^\s<>)]+)>?/,
    node: ([, url]) => ({ type: 'link', url, children: [{ type: 'text', text: url }] }),
  },
  { pattern: /:([a-z0-9_+'-]+):/, node: ([whole, name]) => emoji(name) ?? { type: 'text', text: whole } },
];

const emoji = (name) => emojiFor(name) && { type: 'emoji', name, character: emojiFor(name) };

function inline(text) {
  const found = marks
    .map(({ pattern, node }) => ({ hit: pattern.exec(text), node }))
    .filter(({ hit }) => hit)
    .sort((a, b) => a.hit.index - b.hit.index)[0];
  if (!found) return text ? [{ type: 'text', text: text.replace(/\\([\\*_~`[\]#])/g, '$1') }] : [];
  const { hit, node } = found;
  return [...inline(text.slice(0, hit.index)), node(hit), ...inline(text.slice(hit.index + hit[0].length))];
}
