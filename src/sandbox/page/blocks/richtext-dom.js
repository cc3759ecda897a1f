const marks = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
  CODE: 'code',
};
const listStyles = { UL: 'bullet', OL: 'ordered' };

/** What stands in an editable element, as a rich_text block; null when it is empty. */
export function readRichText(root) {
  if (!root.textContent.trim()) return null;
  const groups = [];
  for (const node of root.childNodes) readGroup(node, groups);
  return { type: 'rich_text', elements: groups };
}

function readGroup(node, groups) {
  const style = listStyles[node.nodeName];
  if (style) {
    groups.push({ type: 'rich_text_list', style, indent: 0, elements: [...node.children].map(section) });
  } else if (node.nodeName === 'BLOCKQUOTE') {
    groups.push({ type: 'rich_text_quote', elements: inline(node) });
  } else if (node.nodeName === 'DIV' && [...node.children].some((child) => listStyles[child.nodeName])) {
    for (const child of node.childNodes) readGroup(child, groups);
  } else {
    addLine(node, groups);
  }
}

const section = (node) => ({ type: 'rich_text_section', elements: inline(node) });

// The browser puts the first line straight into the root and every next one into a div.
function addLine(node, groups) {
  const starts = node.nodeName === 'DIV' || node.nodeName === 'P' || node.nodeName === 'BR';
  const last = groups.at(-1);
  if (last?.type !== 'rich_text_section') groups.push({ type: 'rich_text_section', elements: [] });
  else if (starts) last.elements.push({ type: 'text', text: '\n' });
  groups.at(-1).elements.push(...(node.nodeName === 'BR' ? [] : readInline(node, {})));
}

const inline = (node) => [...node.childNodes].flatMap((child) => readInline(child, {}));

function readInline(node, style) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (!node.textContent) return [];
    const styled = Object.keys(style).length > 0 ? { style } : {};
    return [{ type: 'text', text: node.textContent, ...styled }];
  }
  const mark = marks[node.nodeName];
  const inner = mark ? { ...style, [mark]: true } : style;
  return [...node.childNodes].flatMap((child) => readInline(child, inner));
}

const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code' };

/** Puts a rich_text block into an editable element. */
export function writeRichText(root, block) {
  root.replaceChildren(...(block?.elements ?? []).map(groupElement));
}

function groupElement(group) {
  if (group.type === 'rich_text_list') {
    const list = document.createElement(group.style === 'ordered' ? 'ol' : 'ul');
    list.append(...group.elements.map((item) => filled('li', item.elements)));
    return list;
  }
  return filled(group.type === 'rich_text_quote' ? 'blockquote' : 'div', group.elements);
}

function filled(tag, elements) {
  const box = document.createElement(tag);
  box.append(...elements.map(leaf));
  return box;
}

function leaf(element) {
  const text =
    element.text ?? element.url ?? (element.user_id ? `<@${element.user_id}>` : `:${element.name}:`);
  return Object.entries(tags)
    .filter(([mark]) => element.style?.[mark])
    .reduce((inside, [, tag]) => {
      const box = document.createElement(tag);
      box.append(inside);
      return box;
    }, document.createTextNode(text));
}
