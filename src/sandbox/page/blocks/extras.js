import { html } from '../kit.js';
import { Element } from './element.js';
import { Link } from './nodes.js';
import { RichText } from './richtext.js';
import { Picture } from './section.js';
import { plainOf } from './text.js';

export const ContextActions = ({ block }) =>
  html`<div class="context-actions">${block.elements.map(
    (element, i) => html`<${Element} key=${element.action_id ?? i} block=${block} element=${element} />`,
  )}</div>`;

const marks = { pending: '○', in_progress: '◔', complete: '✓', error: '✕' };

export const TaskCard = ({ block }) => html`<div class=${`task ${block.status}`}>
  <p class="task-title"><span role="img"
    aria-label=${block.status}>${marks[block.status]}</span> ${block.title}</p>
  ${block.details && html`<${RichText} block=${block.details} />`}
  ${block.output && html`<${RichText} block=${block.output} />`}
  ${block.sources?.map((source) => html`<${Link} key=${source.url} url=${source.url}>${source.text}<//> `)}
</div>`;

export const Plan = ({ block }) => html`<div class="plan">
  <p class="task-title">${block.title}</p>
  ${block.tasks?.map((task, i) => html`<${TaskCard} key=${i} block=${task} />`)}
</div>`;

/** A video is shown by its picture and opens outside: this page plays nothing from elsewhere. */
export const Video = ({ block }) => html`<figure class="image-block">
  <figcaption><${Link} url=${block.title_url ?? block.video_url}>${plainOf(block.title)}<//></figcaption>
  <${Picture} image=${{ image_url: block.thumbnail_url, alt_text: block.alt_text }} />
  ${block.description && html`<p>${plainOf(block.description)}</p>`}
</figure>`;
