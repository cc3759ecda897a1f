import { html, useState } from '../kit.js';
import { Element } from './element.js';
import { useSurface } from './surface.js';
import { plainOf, Text } from './text.js';

export function Section({ block }) {
  return html`<div class="section">
    <div class="section-body">
      ${
        block.text &&
        html`<div class="section-text"><${LongText} text=${block.text}
        expand=${block.expand} /></div>`
      }
      ${
        block.fields &&
        html`<div class="fields">
        ${block.fields.map((field, i) => html`<div class="field" key=${i}><${Text} text=${field} /></div>`)}
      </div>`
      }
    </div>
    ${
      block.accessory &&
      html`<div class="accessory"><${Element} block=${block}
      element=${block.accessory} /></div>`
    }
  </div>`;
}

// Slack folds a long section behind "Show more" unless the block says expand.
const foldAfter = 700;

function LongText({ text, expand }) {
  const [open, setOpen] = useState(false);
  const { kind } = useSurface();
  const folds = kind === 'message' && !expand && text.text.length > foldAfter;
  if (!folds) return html`<${Text} text=${text} />`;
  return html`<div class=${open ? 'folded open' : 'folded'}><${Text} text=${text} /></div>
    <button type="button" class="link-button"
      onClick=${() => setOpen(!open)}>${open ? 'Show less' : 'Show more'}</button>`;
}

export const Header = ({ block }) => html`<h3 class="header-block">${plainOf(block.text)}</h3>`;

export const Divider = () => html`<hr />`;

export function Context({ block }) {
  return html`<div class="context">${block.elements.map((element, i) =>
    element.type === 'image'
      ? html`<${Picture} key=${i} image=${element} class="context-image" />`
      : html`<span key=${i} class="context-text"><${Text} text=${element} /></span>`,
  )}</div>`;
}

export function Actions({ block }) {
  return html`<div class="actions">${block.elements.map(
    (element, i) => html`<${Element} key=${element.action_id ?? i} block=${block} element=${element} />`,
  )}</div>`;
}

export function ImageBlock({ block }) {
  const [open, setOpen] = useState(true);
  const title = block.title ? plainOf(block.title) : block.alt_text;
  return html`<figure class="image-block">
    <figcaption>
      <span>${title}</span>
      <button type="button" class="fold" aria-expanded=${open}
        aria-label=${`${open ? 'Hide' : 'Show'} image: ${title}`}
        onClick=${() => setOpen(!open)}>${open ? '▾' : '▸'}</button>
    </figcaption>
    ${open && html`<${Picture} image=${block} />`}
  </figure>`;
}

/** A picture of this workspace. One from elsewhere is shown by its words: this page asks nobody else for anything. */
export function Picture({ image, class: name }) {
  const { fileUrl } = useSurface();
  const source = fileUrl(image.slack_file ?? { url: image.image_url });
  if (!source)
    return html`<span class=${`${name ?? ''} no-picture`} role="img"
      aria-label=${image.alt_text}>🖼️ ${image.alt_text}</span>`;
  return html`<img src=${source} alt=${image.alt_text} loading="lazy" class=${name} />`;
}
