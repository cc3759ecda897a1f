import { emojiFor } from './emoji.js';

/**
 * Slack's mrkdwn as a tree. Nodes: `{ type: 'text', text }`, `{ type: 'bold' | 'italic' | 'strike' | 'quote', children }`,
 * `code`, `pre` with text, `link` with url and children, `user`, `channel`, `broadcast`, `date`, `emoji`, `break`.
 */
export function parseMrkdwn(source) {
  return source
    .split(/(```[\s\S]+?```)/)
    .filter((part) => part !== '')
    .flatMap((part) => (/^```[\s\S]+```$/.test(part) ? [preformatted(part)] : parseLines(part)));
}

const preformatted = (part) => ({ type: 'pre', text: decode(part.slice(3, -3).replace(/^\n|\n$/g, '')) });

function parseLines(source) {
  const nodes = [];
  const lines = source.split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const quoted = quoteFrom(lines, i);
    if (quoted) {
      nodes.push({ type: 'quote', children: joinLines(quoted.lines) });
      i += quoted.taken - 1;
      continue;
    }
    if (i > 0 && nodes.at(-1)?.type !== 'quote') nodes.push({ type: 'break' });
    nodes.push(...parseInline(lines[i]));
  }
  return nodes;
}

const quoteMark = /^(?:&gt;|>)\s?/;
const quoteRest = /^(?:&gt;|>){3}\s?/;

function quoteFrom(lines, start) {
  if (quoteRest.test(lines[start])) {
    const rest = lines.slice(start);
    return { taken: rest.length, lines: [rest[0].replace(quoteRest, ''), ...rest.slice(1)] };
  }
  let end = start;
  while (end < lines.length && quoteMark.test(lines[end])) end += 1;
  if (end === start) return null;
  return { taken: end - start, lines: lines.slice(start, end).map((line) => line.replace(quoteMark, '')) };
}

const joinLines = (lines) =>
  lines.flatMap((line, i) => [...(i > 0 ? [{ type: 'break' }] : []), ...parseInline(line)]);

export function parseInline(source) {
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push({ type: 'text', text: decode(plain) });
    plain = '';
  };
  let i = 0;
  while (i < source.length) {
    const found = nodeAt(source, i);
    if (found) {
      flush();
      nodes.push(found.node);
      i = found.end;
    } else {
      plain += source[i];
      i += 1;
    }
  }
  flush();
  return nodes;
}

function nodeAt(source, i) {
  const reader = readers[source[i]];
  return reader ? reader(source, i) : null;
}

const readers = {
  '*': (s, i) => wrapped(s, i, 'bold'),
  _: (s, i) => wrapped(s, i, 'italic'),
  '~': (s, i) => wrapped(s, i, 'strike'),
  '`': (s, i) => match(/`([^`\n]+)`/y, s, i, ([, text]) => ({ type: 'code', text: decode(text) })),
  '<': (s, i) => match(/<([^<>\n]+)>/y, s, i, ([, inside]) => readAngle(inside)),
  ':': (s, i) => match(/:([a-z0-9_+'-]+):(?::skin-tone-\d:)?/y, s, i, ([, name]) => readEmoji(name)),
  h: readBareUrl,
};

function match(pattern, source, index, build) {
  pattern.lastIndex = index;
  const found = pattern.exec(source);
  const node = found && build(found);
  return node ? { node, end: index + found[0].length } : null;
}

const readEmoji = (name) => {
  const character = emojiFor(name);
  return character ? { type: 'emoji', name, character } : null;
};

function readBareUrl(source, i) {
  if (i > 0 && /[\p{L}\p{N}]/u.test(source[i - 1])) return null;
  const found = match(/https?:\/\/[^\s<>|*~`]+/y, source, i, ([url]) => ({ type: 'link', url }));
  if (!found) return null;
  const url = decode(found.node.url.replace(/[.,;:!?)\]'"]+$/, ''));
  const trimmed = found.node.url.match(/[.,;:!?)\]'"]+$/)?.[0].length ?? 0;
  return { node: link(url, [{ type: 'text', text: url }]), end: found.end - trimmed };
}

const wordish = /[\p{L}\p{N}]/u;

function wrapped(source, start, type) {
  const mark = source[start];
  if (start > 0 && (wordish.test(source[start - 1]) || source[start - 1] === mark)) return null;
  const end = closingMark(source, start, mark);
  if (end < 0) return null;
  return { node: { type, children: parseInline(source.slice(start + 1, end)) }, end: end + 1 };
}

function closingMark(source, start, mark) {
  if (/\s|^$/.test(source[start + 1] ?? '') || source[start + 1] === mark) return -1;
  for (let i = start + 1; i < source.length; i += 1) {
    if (source[i] === '\n') return -1;
    const skipped = source[i] === '<' || source[i] === '`' ? nodeAt(source, i) : null;
    if (skipped) i = skipped.end - 1;
    else if (source[i] === mark && closes(source, i)) return i;
  }
  return -1;
}

const closes = (source, i) => !/\s/.test(source[i - 1]) && !wordish.test(source[i + 1] ?? ' ');

/** The inside of `<...>`: a mention, a date or a link. */
function readAngle(inside) {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : decode(inside.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return readSpecial(target.slice(1), label);
  if (!/^(https?|mailto|tel|slack):/i.test(target)) return null;
  const url = decode(target);
  return link(
    url,
    label ? parseInline(inside.slice(bar + 1)) : [{ type: 'text', text: url.replace(/^(mailto|tel):/, '') }],
  );
}

function readSpecial(target, label) {
  const [word, ...rest] = target.split('^');
  if (word === 'date') {
    const [timestamp, format = '', url] = rest;
    return { type: 'date', timestamp: Number(timestamp), format, url, fallback: label ?? '' };
  }
  if (word === 'subteam') return { type: 'broadcast', range: label ?? rest[0] ?? 'group' };
  return { type: 'broadcast', range: word };
}

const link = (url, children) => ({ type: 'link', url, children });

const entities = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
export const decode = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity]);
