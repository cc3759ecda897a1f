import { classes, html, newId, useEffect, useMemo, useRef, useState } from '../kit.js';
import { Listbox } from './listbox.js';
import { useOptions } from './options.js';

/**
 * Type to find, pick one or several. `source(query)` gives groups `[{ label, options: [{ value, text, description }] }]`,
 * at once or as a promise; `selected` are options. `onChange` gets the new list of options.
 */
export function Combobox(props) {
  const {
    id,
    selected,
    onChange,
    source,
    multi,
    clearable,
    placeholder,
    disabled,
    max,
    min = 0,
    pending,
    autofocus,
  } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState(null);
  const [active, setActive] = useState(0);
  const frame = useRef(null);
  const input = useRef(null);
  const listId = useMemo(() => newId('list'), []);
  const found = useOptions({ source, query: query ?? '', open, min });
  const flat = found.groups.flatMap((group) => group.options);
  const full = multi && max > 0 && selected.length >= max;
  useEffect(() => setActive(0), [found.groups]);
  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, []);

  const shut = () => {
    setOpen(false);
    setQuery(null);
  };
  const start = () => {
    if (open || disabled) return;
    setOpen(true);
    input.current?.select();
  };
  const pick = (option) => {
    const has = selected.some((one) => one.value === option.value);
    if (!multi) {
      onChange([option]);
      shut();
    } else if (has || !full) {
      onChange(has ? selected.filter((one) => one.value !== option.value) : [...selected, option]);
      setQuery(null);
    }
  };
  const remove = (option) => onChange(selected.filter((one) => one.value !== option.value));
  const type = (event) => {
    setQuery(event.currentTarget.value);
    setOpen(true);
  };
  const keys = (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (moves[event.key]) {
      event.preventDefault();
      if (open) setActive((active + moves[event.key] + flat.length) % Math.max(flat.length, 1));
      else start();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open && flat[active]) pick(flat[active]);
      else if (!open) start();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      shut();
    } else if (event.key === 'Backspace' && multi && !query && selected.length > 0) {
      remove(selected.at(-1));
    }
  };
  const shown = query ?? (multi ? '' : (selected[0]?.text ?? ''));
  const empty = selected.length === 0;
  return html`<div ref=${frame}
    class=${classes('combobox', multi && 'multi', open && 'is-open', props.error && 'has-error')}
    onClick=${() => input.current?.focus()}>
    ${
      multi &&
      selected.map(
        (one) => html`<${Chip} key=${one.value} option=${one} remove=${remove}
      disabled=${disabled} />`,
      )
    }
    <input ref=${input} id=${id} type="text" role="combobox" autocomplete="off" spellcheck=${false}
      aria-label=${props.label} aria-labelledby=${props.labelledBy} aria-describedby=${props.describedBy}
      aria-expanded=${open} aria-controls=${listId} aria-haspopup="listbox" aria-autocomplete="list"
      aria-activedescendant=${open && flat[active] ? `${listId}-${active}` : undefined}
      aria-required=${props.required || undefined} aria-invalid=${props.error ? true : undefined}
      value=${shown} placeholder=${empty ? placeholder : ''} disabled=${disabled}
      onClick=${start} onInput=${type} onKeyDown=${keys} onBlur=${shut} />
    ${pending && html`<span class="spinner" aria-hidden="true"></span>`}
    ${
      clearable &&
      !empty &&
      !multi &&
      html`<button type="button" class="clear" tabindex="-1" aria-label=${`Clear ${props.label ?? 'choice'}`}
      onMouseDown=${(event) => event.preventDefault()} onClick=${() => onChange([])}>✕</button>`
    }
    <span class="caret" aria-hidden="true"></span>
    ${
      open &&
      html`<${Listbox} id=${listId} anchor=${frame} label=${props.label ?? placeholder} found=${found}
        active=${active}
      selected=${selected} multi=${multi} full=${full} min=${min} query=${query ?? ''} onPick=${pick}
      onClose=${shut} />`
    }
  </div>`;
}

function Chip({ option, remove, disabled }) {
  const drop = (event) => {
    event.stopPropagation();
    remove(option);
  };
  return html`<span class="chip">${option.text}<button type="button" aria-label=${`Remove ${option.text}`}
    disabled=${disabled}
    onMouseDown=${(event) => event.preventDefault()} onClick=${drop}>✕</button></span>`;
}
