import { DateField } from '../controls/date-field.js';
import { TimeField } from '../controls/time-field.js';
import { html, useEffect, useState } from '../kit.js';
import { fromLocal, isoDay, toLocal } from './dates.js';
import { labelling, useField } from './field.js';
import { useSurface } from './surface.js';
import { plainOf } from './text.js';

function attributes(block, element, label) {
  const { id, labelledBy, describedBy, required, error, label: ownName } = labelling(block, element, label);
  return {
    id,
    'aria-label': ownName,
    'aria-labelledby': labelledBy,
    'aria-describedby': describedBy,
    'aria-required': required || undefined,
    'aria-invalid': error ? true : undefined,
    autofocus: element.focus_on_load,
    ...(element.placeholder && { placeholder: plainOf(element.placeholder) }),
  };
}

const canClear = (block) => block.type === 'input' && block.optional;

export function DatePicker({ block, element, label }) {
  const { held, change, disabled } = useField(block, element);
  const { zone, now } = useSurface();
  return html`<span class="picker"><${DateField} ...${attributes(block, element, label)}
    value=${held.selected_date ?? ''} today=${isoDay(now, zone)}
    disabled=${disabled} clearable=${canClear(block)}
    onChange=${(day) => change({ selected_date: day || null })} /></span>`;
}

export function TimePicker({ block, element, label }) {
  const { held, change, disabled } = useField(block, element);
  return html`<span class="picker"><${TimeField} ...${attributes(block, element, label)}
    value=${held.selected_time ?? ''} disabled=${disabled}
    onChange=${(time) => change({ selected_time: time || null })} />
    ${element.timezone && html`<span class="picker-note">${element.timezone}</span>`}</span>`;
}

/** A day and a time in the person's own zone; nothing is said until both are there. */
export function DateTimePicker({ block, element, label }) {
  const { held, change, disabled } = useField(block, element);
  const { zone, now } = useSurface();
  const stored = held.selected_date_time ? toLocal(held.selected_date_time, zone) : '';
  const [day, setDay] = useState(stored.slice(0, 10));
  const [time, setTime] = useState(stored.slice(11));
  useEffect(() => {
    if (stored) {
      setDay(stored.slice(0, 10));
      setTime(stored.slice(11));
    }
  }, [stored]);
  const keep = (nextDay, nextTime) => {
    setDay(nextDay);
    setTime(nextTime);
    const at = nextDay && nextTime ? fromLocal(`${nextDay}T${nextTime}`, zone) : null;
    if (at !== (held.selected_date_time ?? null)) change({ selected_date_time: at });
  };
  const named = attributes(block, element, label);
  return html`<span class="picker">
    <${DateField} ...${named} value=${day} today=${isoDay(now, zone)} disabled=${disabled}
      clearable=${canClear(block)} onChange=${(next) => keep(next, next ? time : '')} />
    <${TimeField} id=${`${named.id ?? element.action_id}-time`} aria-label="Time of day" value=${time}
      disabled=${disabled} onChange=${(next) => keep(day, next)} />
    <span class="picker-note">${zone}</span>
  </span>`;
}
