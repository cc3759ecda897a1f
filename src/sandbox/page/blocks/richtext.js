import { html } from '../kit.js';
import { emojiFor } from './emoji.js';
import { Nodes } from './nodes.js';

export const RichText = ({ block }) => html`<div class="rich"><${Nodes} nodes=${richNodes(block)} /></div>`;

/** A rich_text block as the tree that nodes.js draws. */
export const richNodes = (block) => numbered((block?.elements ?? []).map(groupNode));

function groupNode(group) {
  const { type, elements, indent = 0 } = group;
  if (type === 'rich_text_list') {
    const items = elements.map((item) => ({ type: 'item', children: inlineNodes(item.elements) }));
    const start = (group.offset ?? 0) + 1;
    return { type: 'list', ordered: group.style === 'ordered', indent, start, children: items };
  }
  if (type === 'rich_text_quote') return { type: 'quote', children: inlineNodes(elements) };
  if (type === 'rich_text_preformatted') {
    return { type: 'pre', text: elements.map((element) => element.text ?? element.url).join('') };
  }
  return { type: 'paragraph', children: inlineNodes(elements) };
}

const numbered = (nodes) => nodes.map((node) => (node.ordered ? node : { ...node, start: undefined }));

const inlineNodes = (elements) => elements.map((element) => styled(leaf(element), element.style));

function leaf(element) {
  switch (element.type) {
    case 'link':
      return { type: 'link', url: element.url, children: lines(element.text ?? element.url) };
    case 'user':
      return { type: 'user', id: element.user_id };
    case 'channel':
      return { type: 'channel', id: element.channel_id };
    case 'usergroup':
      return { type: 'broadcast', range: element.usergroup_id };
    case 'broadcast':
      return { type: 'broadcast', range: element.range };
    case 'emoji':
      return emojiNode(element);
    case 'date':
      return { ...element, type: 'date' };
    case 'color':
      return { type: 'color', text: element.value };
    default:
      return { type: 'group', children: lines(element.text ?? '') };
  }
}

function emojiNode({ name, unicode }) {
  const points = unicode?.split('-').map((hex) => Number.parseInt(hex, 16));
  const character = points ? String.fromCodePoint(...points) : (emojiFor(name) ?? `:${name}:`);
  return { type: 'emoji', name, character };
}

function lines(text) {
  return text
    .split('\n')
    .flatMap((line, i) => [...(i > 0 ? [{ type: 'break' }] : []), { type: 'text', text: line }]);
}

function styled(node, style = {}) {
  const code = style.code && node.type === 'group';
  let out = code ? { type: 'code', text: node.children.map((c) => c.text ?? '\n').join('') } : node;
  for (const mark of ['bold', 'italic', 'strike', 'underline']) {
    if (style[mark]) out = { type: mark, children: [out] };
  }
  return out;
}
