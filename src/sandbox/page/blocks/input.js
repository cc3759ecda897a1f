import { html, newId, useMemo } from '../kit.js';
import { Element } from './element.js';
import { useSurface } from './surface.js';
import { plainOf } from './text.js';

const groups = new Set(['checkboxes', 'radio_buttons']);

export function Input({ block }) {
  const { errors } = useSurface();
  const id = useMemo(() => newId('input'), [block.block_id]);
  const error = errors[block.block_id];
  const label = {
    id: `${id}-label`,
    control: id,
    describedBy: `${id}-notes`,
    required: !block.optional,
    error,
  };
  const grouped = groups.has(block.element.type);
  return html`<div class=${error ? 'input has-error' : 'input'}>
    <${Label} id=${label.id} control=${grouped ? undefined : id} block=${block} />
    <${Element} block=${block} element=${block.element} label=${label} />
    <div id=${label.describedBy} class="notes">
      ${error && html`<p class="field-error" role="alert">${error}</p>`}
      ${block.hint && html`<p class="hint">${plainOf(block.hint)}</p>`}
    </div>
  </div>`;
}

// The name of the field is the label alone, without "(optional)".
const Label = ({ id, control, block }) => {
  const text = html`<span id=${id}>${plainOf(block.label)}</span>${
    block.optional &&
    html` <span
    class="optional">(optional)</span>`
  }`;
  return control
    ? html`<label class="label" for=${control}>${text}</label>`
    : html`<div class="label">${text}</div>`;
};
