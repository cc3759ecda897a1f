import { html, useEffect, useRef } from '../kit.js';
import { labelling, useField } from './field.js';
import { plainOf } from './text.js';

const kinds = {
  plain_text_input: { type: 'text' },
  email_text_input: { type: 'email', inputmode: 'email' },
  url_text_input: { type: 'text', inputmode: 'url' },
  number_input: { type: 'text', inputmode: 'decimal' },
};

export function TextInput({ block, element, label }) {
  const { held, change, disabled } = useField(block, element);
  const input = useRef(null);
  useEffect(() => {
    if (element.focus_on_load) input.current?.focus();
  }, []);
  useEffect(() => grow(input.current), [held.value]);
  const { id, labelledBy, describedBy, required, error, label: ownName } = labelling(block, element, label);
  const type = (event) => change({ value: event.currentTarget.value || null });
  const enter = (event) => {
    if (event.key !== 'Enter' || event.isComposing || element.multiline) return;
    if (element.dispatch_action_config?.trigger_actions_on?.includes('on_character_entered')) return;
    if (block.dispatch_action) {
      event.preventDefault();
      change({ value: event.currentTarget.value || null }, { enter: true });
    }
  };
  const shared = {
    ref: input,
    id,
    value: held.value ?? '',
    placeholder: element.placeholder ? plainOf(element.placeholder) : undefined,
    maxlength: element.max_length,
    disabled,
    'aria-label': ownName,
    'aria-labelledby': labelledBy,
    'aria-describedby': describedBy,
    'aria-required': required || undefined,
    'aria-invalid': error ? true : undefined,
    onInput: type,
    onKeyDown: enter,
  };
  if (element.multiline) return html`<textarea rows="4" ...${shared}></textarea>`;
  return html`<input ...${kinds[element.type]} autocomplete="off" ...${shared} />`;
}

function grow(input) {
  if (input?.tagName !== 'TEXTAREA') return;
  input.style.height = 'auto';
  input.style.height = `${Math.min(Math.max(input.scrollHeight + 2, 96), 320)}px`;
}
