import { classes, html, useEffect, useRef, useState } from '../kit.js';
import { Calendar, dayText, readDay } from './calendar.js';
import { Popup } from './popup.js';

export const touch = matchMedia('(pointer: coarse)');

/** A day as `2027-03-15` or ''. Typed or picked from a calendar; on a touch screen the device's own picker. */
export function DateField({
  value,
  onChange,
  today,
  autofocus,
  placeholder = 'Select a date',
  clearable,
  disabled,
  ...rest
}) {
  const [typed, setTyped] = useState(null);
  const [open, setOpen] = useState(false);
  const frame = useRef(null);
  const input = useRef(null);
  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, []);
  if (touch.matches) {
    return html`<input ref=${input} type="date" value=${value} disabled=${disabled} ...${rest}
      onChange=${(event) => onChange(event.currentTarget.value)} />`;
  }
  const pick = (day) => {
    onChange(day);
    setTyped(null);
    setOpen(false);
    input.current.focus();
  };
  const type = (event) => {
    const text = event.currentTarget.value;
    setTyped(text);
    const day = text.trim() === '' ? '' : readDay(text);
    if (day !== undefined && day !== value) onChange(day);
  };
  const keys = (event) => {
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      if (open) frame.current.querySelector('.calendar [tabindex="0"]')?.focus();
      setOpen(true);
    } else if (event.key === 'Enter' && typed === null && !open) {
      event.preventDefault();
      setOpen(true);
    }
  };
  const leave = (event) => {
    if (!frame.current || frame.current.contains(event.relatedTarget)) return;
    setOpen(false);
  };
  return html`<span ref=${frame} class=${classes('date-field', open && 'is-open')} onKeyDown=${keys}
    onFocusOut=${leave}>
    <input ref=${input} type="text" autocomplete="off" value=${typed ?? (value ? dayText(value) : '')}
      placeholder=${placeholder}
      aria-haspopup="dialog" aria-expanded=${open} disabled=${disabled} ...${rest} onInput=${type}
      onClick=${() => setOpen(true)} onBlur=${() => setTyped(null)} />
    ${
      clearable && value
        ? html`<button type="button" class="clear" aria-label="Clear date"
      onClick=${() => pick('')}>✕</button>`
        : html`<span class="field-icon" aria-hidden="true">📅</span>`
    }
    ${
      open &&
      html`<${Popup} anchor=${frame} onClose=${() => setOpen(false)} class="calendar-popup" role="dialog"
        aria-label="Calendar">
      <${Calendar} key=${value} value=${value} today=${today} onPick=${pick} /><//>`
    }
  </span>`;
}
