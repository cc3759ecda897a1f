import { html, useEffect, useRef, useState } from '../kit.js';
import { touch } from './date-field.js';
import { Listbox } from './listbox.js';

const halves = Array.from(
  { length: 48 },
  (_, i) => `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`,
);

/** A time of day as `14:45` or ''. Typed or picked; on a touch screen the device's own picker. */
export function TimeField({
  value,
  onChange,
  autofocus,
  placeholder = 'Select a time',
  disabled,
  id,
  ...rest
}) {
  const [typed, setTyped] = useState(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(18);
  const frame = useRef(null);
  const input = useRef(null);
  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, []);
  if (touch.matches) {
    return html`<input ref=${input} id=${id} type="time" value=${value} disabled=${disabled} ...${rest}
      onChange=${(event) => onChange(event.currentTarget.value)} />`;
  }
  const shut = () => {
    setOpen(false);
    setTyped(null);
  };
  const pick = ({ value: time }) => {
    onChange(time);
    shut();
  };
  const show = () => {
    setActive(
      Math.max(
        0,
        halves.findIndex((time) => time >= (value || '09:00')),
      ),
    );
    setOpen(true);
  };
  const type = (event) => {
    const text = event.currentTarget.value;
    setTyped(text);
    setOpen(false);
    const time = text.trim() === '' ? '' : readTime(text);
    if (time !== undefined && time !== value) onChange(time);
  };
  const keys = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      if (open) setActive((active + by + halves.length) % halves.length);
      else show();
    } else if (event.key === 'Enter' && open) pick({ value: halves[active] });
    else if (event.key === 'Escape' && open) shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const found = {
    state: 'ready',
    groups: [{ label: '', options: halves.map((time) => ({ value: time, text: time })) }],
  };
  return html`<span ref=${frame} class="date-field time">
    <input ref=${input} id=${id} type="text" autocomplete="off" value=${typed ?? value}
      placeholder=${placeholder} role="combobox" aria-haspopup="listbox"
      aria-expanded=${open} disabled=${disabled} ...${rest} onInput=${type} onClick=${show} onKeyDown=${keys}
      onBlur=${shut} />
    <span class="field-icon" aria-hidden="true">🕐</span>
    ${
      open &&
      html`<${Listbox} id=${`${id}-times`} anchor=${frame} label="Times" found=${found} active=${active}
        min=${0} query=""
      selected=${value ? [{ value }] : []} onPick=${pick} onClose=${shut} />`
    }
  </span>`;
}

/** 14:45, 14.45, 9, 1445; undefined when it is not a time. */
function readTime(text) {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(text.trim());
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < 60
    ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    : undefined;
}
