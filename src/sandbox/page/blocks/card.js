import { classes, html, useState } from '../kit.js';
import { Element } from './element.js';
import { RichText } from './richtext.js';
import { Picture } from './section.js';
import { plainOf, Text } from './text.js';

export function Card({ block }) {
  const { hero_image: hero, icon, title, subtitle, body, actions } = block;
  return html`<article class="card">
    ${hero && html`<${Picture} image=${hero} class="card-hero" />`}
    <div class="card-head">
      ${icon && html`<${Picture} image=${icon} class="card-icon" />`}
      <div>
        ${title && html`<p class="card-title"><${Text} text=${title} /></p>`}
        ${subtitle && html`<p class="card-subtitle"><${Text} text=${subtitle} /></p>`}
      </div>
    </div>
    ${body && html`<p class="card-body"><${Text} text=${body} /></p>`}
    ${
      actions?.length > 0 &&
      html`<div class="actions">${actions.map(
        (button, i) => html`<${Element} key=${button.action_id ?? i} block=${block} element=${button} />`,
      )}</div>`
    }
  </article>`;
}

export const Carousel = ({
  block,
}) => html`<div class="carousel" tabindex="0" role="region" aria-label="Cards">
  ${block.elements.map(
    (card, i) => html`<${Card} key=${i}
    block=${{ block_id: block.block_id, ...card }} />`,
  )}
</div>`;

const icons = { default: '💬', info: 'ℹ️', warning: '⚠️', error: '⛔', success: '✅' };

export function Alert({ block }) {
  const level = block.level ?? 'default';
  return html`<div class=${`alert ${level}`} role=${level === 'error' ? 'alert' : 'status'}>
    <span aria-hidden="true">${icons[level]}</span><span><${Text} text=${block.text} /></span>
  </div>`;
}

export function Container({ block, Blocks }) {
  const [open, setOpen] = useState(!block.default_collapsed);
  const title = block.rich_text_title
    ? html`<${RichText} block=${block.rich_text_title} />`
    : plainOf(block.title);
  const head = html`<span class="container-title">${title}</span>
    ${block.subtitle && html`<span class="container-subtitle"><${Text} text=${block.subtitle} /></span>`}`;
  return html`<div class=${classes('container', block.has_header_divider && 'ruled')}>
    ${
      block.is_collapsible
        ? html`<button type="button" class="container-head" aria-expanded=${open}
          onClick=${() => setOpen(!open)}>
          <span aria-hidden="true">${open ? '▾' : '▸'}</span>${head}</button>`
        : html`<div class="container-head">${head}</div>`
    }
    ${open && html`<div class="container-body"><${Blocks} blocks=${block.child_blocks} /></div>`}
  </div>`;
}
