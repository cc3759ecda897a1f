import { classes, html, newId, useEffect, useMemo, useRef, useState } from '../kit.js';
import { Popup } from './popup.js';

/**
 * A button that opens a menu. `items`: `{ label, description?, icon?, danger?, checked?, href?, pick() }` or
 * `{ heading }` or `{ divider: true }`.
 */
export function Menu({ label, items, trigger, align, class: name, disabled, onOpen, pending }) {
  const [open, setOpen] = useState(false);
  const button = useRef(null);
  const id = useMemo(() => newId('menu'), []);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const toggle = () => {
    setOpen(!open);
    if (!open) onOpen?.();
  };
  return html`
    <button type="button" ref=${button} class=${classes(name, open && 'is-open')} aria-label=${label}
      title=${label}
      aria-haspopup="menu" aria-expanded=${open} aria-controls=${open ? id : undefined}
      aria-busy=${pending || undefined}
      disabled=${disabled} onClick=${toggle}>${trigger}</button>
    ${
      open &&
      html`<${MenuList} id=${id} label=${label} items=${items} anchor=${button} align=${align}
      onClose=${() => setOpen(false)} onEscape=${close} />`
    }
  `;
}

function MenuList({ id, label, items, anchor, align, onClose, onEscape }) {
  const list = useRef(null);
  useEffect(() => list.current?.querySelector('[role^="menuitem"]')?.focus(), []);
  const keys = (event) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onEscape();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(list.current, event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  const pick = (item) => {
    onEscape();
    item.pick?.();
  };
  return html`<${Popup} anchor=${anchor} align=${align} onClose=${onClose} class="menu">
    <div ref=${list} id=${id} role="menu" aria-label=${label} onKeyDown=${keys}>
      ${items.map((item, i) => html`<${MenuItem} key=${i} item=${item} pick=${pick} />`)}
    </div>
  <//>`;
}

function step(list, by) {
  const items = [...list.querySelectorAll('[role^="menuitem"]:not([disabled])')];
  const at = items.indexOf(document.activeElement);
  items[(at + by + items.length) % items.length]?.focus();
}

function MenuItem({ item, pick }) {
  if (item.divider) return html`<hr role="separator" />`;
  if (item.heading) return html`<div class="menu-heading" role="presentation">${item.heading}</div>`;
  const role = item.checked === undefined ? 'menuitem' : 'menuitemradio';
  return html`<button type="button" role=${role} aria-checked=${item.checked}
    class=${classes('menu-item', item.danger && 'danger')}
    disabled=${item.disabled} onClick=${() => pick(item)}>
    ${item.icon && html`<span class="menu-icon" aria-hidden="true">${item.icon}</span>`}
    <span class="menu-text">
      <span>${item.label}</span>
      ${item.description && html`<small>${item.description}</small>`}
    </span>
    ${item.checked && html`<span class="menu-check" aria-hidden="true">✓</span>`}
  </button>`;
}
