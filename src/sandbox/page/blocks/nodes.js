import { html } from '../kit.js';
import { formatDate } from './dates.js';
import { useSurface } from './surface.js';

/** A tree from mrkdwn, markdown or rich text, drawn. Everything ends as a text node: nothing here is HTML. */
export const Nodes = ({ nodes }) => nodes.map((node, i) => html`<${Node} key=${i} node=${node} />`);

const Node = ({ node }) => (drawn[node.type] ?? drawn.text)(node);

const inside = (node) => html`<${Nodes} nodes=${node.children} />`;

const drawn = {
  text: (n) => n.text,
  break: () => html`<br />`,
  bold: (n) => html`<b>${inside(n)}</b>`,
  italic: (n) => html`<i>${inside(n)}</i>`,
  strike: (n) => html`<s>${inside(n)}</s>`,
  underline: (n) => html`<u>${inside(n)}</u>`,
  code: (n) => html`<code>${n.text}</code>`,
  pre: (n) => html`<pre class="pre"><code>${n.text}</code></pre>`,
  quote: (n) => html`<blockquote>${inside(n)}</blockquote>`,
  group: inside,
  paragraph: (n) => html`<p>${inside(n)}</p>`,
  heading: (n) =>
    html`<p class=${`md-h md-h${n.level}`} role="heading" aria-level=${n.level}>${inside(n)}</p>`,
  list: (n) => html`<${List} node=${n} />`,
  item: (n) => html`<li>${inside(n)}</li>`,
  rule: () => html`<hr />`,
  table: (n) => html`<${MarkdownTable} node=${n} />`,
  link: (n) => html`<${Link} url=${n.url}>${inside(n)}<//>`,
  user: (n) => html`<${PersonMention} id=${n.id} label=${n.label} />`,
  channel: (n) => html`<${ChannelMention} id=${n.id} label=${n.label} />`,
  broadcast: (n) => html`<span class="mention broadcast">@${n.range}</span>`,
  date: (n) => html`<${DateText} node=${n} />`,
  emoji: (n) =>
    html`<span class="emoji" role="img" aria-label=${n.name} title=${`:${n.name}:`}>${n.character}</span>`,
  color: (n) => html`<code class="colour"><span style=${{ background: n.text }}></span>${n.text}</code>`,
};

const List = ({ node }) => {
  const level = node.indent ?? 0;
  const tag = node.ordered ? 'ol' : 'ul';
  return html`<${tag} class=${`list level-${level % 3}`} style=${{ marginLeft: `${level * 24}px` }}
    start=${node.start}>
    <${Nodes} nodes=${node.children} />
  <//>`;
};

const MarkdownTable = ({ node }) => html`<div class="table-scroll"><table>
  <tbody>${node.rows.map(
    (row, i) =>
      html`<tr key=${i}>${row.map((cell, j) => html`<td key=${j}><${Nodes} nodes=${cell} /></td>`)}</tr>`,
  )}</tbody>
</table></div>`;

const safe = /^(https?|mailto|tel):/i;

export function Link({ url, children }) {
  if (!safe.test(url)) return html`<span class="link">${children}</span>`;
  const outside = /^https?:/i.test(url);
  return html`<a class="link" href=${url} target=${outside ? '_blank' : undefined}
    rel="noopener noreferrer">${children}</a>`;
}

function PersonMention({ id, label }) {
  const { findPerson, me } = useSurface();
  const person = findPerson(id);
  const name = person?.name ?? label ?? id;
  return html`<span class=${me?.id === id ? 'mention me' : 'mention'}>@${name}</span>`;
}

function ChannelMention({ id, label }) {
  const { findConversation, openConversation } = useSurface();
  const channel = findConversation(id);
  if (!channel) return html`<span class="mention">${label ? `#${label}` : '🔒 private-channel'}</span>`;
  return html`<button type="button" class="mention"
    onClick=${() => openConversation(id)}>#${channel.name}</button>`;
}

function DateText({ node }) {
  const surface = useSurface();
  const known = Number.isFinite(node.timestamp) && node.format;
  const text = known ? formatDate(node.timestamp, node.format, surface) : node.fallback;
  const said = html`<time
    title=${known ? formatDate(node.timestamp, '{date_long} {time}', surface) : ''}>${text}</time>`;
  return node.url ? html`<${Link} url=${node.url}>${said}<//>` : said;
}
