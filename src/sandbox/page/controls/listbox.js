import { classes, html, useEffect, useRef } from '../kit.js';
import { Popup } from './popup.js';

/** The list under a combobox. */
export function Listbox({
  id,
  anchor,
  label,
  found,
  active,
  selected,
  multi,
  full,
  min,
  query,
  onPick,
  onClose,
}) {
  const list = useRef(null);
  useEffect(() => list.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' }), [active]);
  let at = -1;
  const option = (one) => {
    at += 1;
    const mine = at;
    return html`<${Option} key=${`${mine} ${one.value}`} id=${`${id}-${mine}`} option=${one}
      active=${mine === active} onPick=${onPick}
      selected=${selected.some((chosen) => chosen.value === one.value)} multi=${multi} />`;
  };
  return html`<${Popup} anchor=${anchor} onClose=${onClose} fit=${true} class="listbox"
    onMouseDown=${(event) => event.preventDefault()}>
    <div ref=${list} id=${id} role="listbox" aria-label=${label} aria-multiselectable=${multi || undefined}>
      ${found.groups.map((group, i) =>
        group.label
          ? html`<div key=${i} role="group" aria-label=${group.label}>
              <div class="group-label"
                role="presentation">${group.label}</div>${group.options.map(option)}</div>`
          : group.options.map(option),
      )}
    </div>
    <${Note} found=${found} full=${full} min=${min} query=${query} />
  <//>`;
}

function Option({ id, option, active, selected, multi, onPick }) {
  return html`<div id=${id} role="option" aria-selected=${selected}
    class=${classes('option', active && 'is-active')}
    onClick=${(event) => {
      event.stopPropagation();
      onPick(option);
    }}>
    <span class="option-text"><span>${option.text}</span>${option.description && html`<small>${option.description}</small>`}</span>
    ${selected && html`<span class="option-check" aria-hidden="true">${multi ? '✓' : '✓'}</span>`}
  </div>`;
}

function Note({ found, full, min, query }) {
  const text = noteText(found, full, min, query);
  return text && html`<div class="list-note" role="status">${text}</div>`;
}

function noteText({ state, groups }, full, min, query) {
  if (full) return 'That is as many as you can pick.';
  if (query.length < min) return min === 1 ? 'Type to search' : `Type at least ${min} characters to search`;
  if (state === 'loading') return 'Loading…';
  if (state === 'failed') return 'The app did not answer. Type again to retry.';
  return state === 'idle' || groups.some((group) => group.options.length > 0) ? '' : 'No results';
}
