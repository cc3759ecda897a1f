import { askFirst } from '../controls/confirm.js';
import { Menu } from '../controls/menu.js';
import { classes, html } from '../kit.js';
import { emojiFor } from './emoji.js';
import { keyOf, useSurface } from './surface.js';
import { plainOf } from './text.js';

function usePress(block, element) {
  const surface = useSurface();
  const pending = surface.busy.has(keyOf(block, element));
  const press = async (patch) => {
    if (!pending && (await askFirst(element.confirm))) await surface.act(block, element, patch);
  };
  return { press, pending, disabled: surface.disabled };
}

export function Button({ block, element }) {
  const { press, pending, disabled } = usePress(block, element);
  const text = plainOf(element.text);
  const look = classes('button', element.style, pending && 'is-busy');
  const label = element.accessibility_label;
  const click = () => press({ value: element.value ?? null });
  if (element.url) {
    return html`<a class=${look} href=${webUrl(element.url)} target="_blank" rel="noopener noreferrer"
      role="button"
      aria-label=${label} onClick=${click}>${text}</a>`;
  }
  return html`<button type="button" class=${look} aria-label=${label} aria-busy=${pending || undefined}
    disabled=${disabled}
    onClick=${click}><span class="button-text">${text}</span>${
      pending &&
      html`<span class="spinner"
    aria-hidden="true"></span>`
    }</button>`;
}

const webUrl = (url) => (/^(https?|mailto|tel|slack):/i.test(url) ? url : undefined);

export function OverflowMenu({ block, element }) {
  const { press, pending, disabled } = usePress(block, element);
  const items = element.options.map((option) => ({
    label: plainOf(option.text),
    description: plainOf(option.description),
    pick: () => {
      if (option.url && webUrl(option.url)) open(option.url, '_blank', 'noopener');
      press({ selected_option: option });
    },
  }));
  const dots = pending
    ? html`<span class="spinner" aria-hidden="true"></span>`
    : html`<span aria-hidden="true">⋯</span>`;
  return html`<${Menu} label="More options" class="button overflow" items=${items} trigger=${dots} align="end"
    pending=${pending} disabled=${disabled} />`;
}

export function IconButton({ block, element }) {
  const { press, pending } = usePress(block, element);
  const text = plainOf(element.text);
  const icon = emojiFor(element.icon === 'trash' ? 'wastebasket' : element.icon) ?? '•';
  return html`<button type="button" class="icon-button" title=${text}
    aria-label=${element.accessibility_label ?? text}
    aria-busy=${pending || undefined}
    onClick=${() => press({ value: element.value ?? null })}>${icon}</button>`;
}

export function FeedbackButtons({ block, element }) {
  const { press } = usePress(block, element);
  const one = (button, face) => html`<button type="button" class="icon-button" title=${plainOf(button.text)}
    aria-label=${button.accessibility_label ?? plainOf(button.text)}
    onClick=${() => press({ value: button.value })}>${face}</button>`;
  return html`${one(element.positive_button, '👍')}${one(element.negative_button, '👎')}`;
}
