import { html, newId, useMemo } from '../kit.js';
import { labelling, useField } from './field.js';
import { Text } from './text.js';

/** Checkboxes and radio buttons. */
export function Choices({ block, element, label }) {
  const { held, change, disabled } = useField(block, element);
  const many = element.type === 'checkboxes';
  const name = useMemo(() => newId('choice'), []);
  const chosen = new Set(
    (many ? held.selected_options : [held.selected_option]).map((option) => option?.value),
  );
  const pick = (option, checked) => {
    if (!many) return change({ selected_option: option });
    const kept = element.options.filter((one) =>
      one.value === option.value ? checked : chosen.has(one.value),
    );
    return change({ selected_options: kept });
  };
  const named = labelling(block, element, label);
  return html`<div class="choices" role=${many ? 'group' : 'radiogroup'} aria-labelledby=${named.labelledBy}
    aria-label=${named.label}
    aria-describedby=${named.describedBy}>
    ${element.options.map(
      (option) => html`<label class="choice" key=${option.value}>
        <input type=${many ? 'checkbox' : 'radio'} name=${name} checked=${chosen.has(option.value)}
          disabled=${disabled}
          onChange=${(event) => pick(option, event.currentTarget.checked)} />
        <span class="choice-text"><span><${Text} text=${option.text} /></span>
          ${option.description && html`<small><${Text} text=${option.description} /></small>`}</span>
      </label>`,
    )}
  </div>`;
}
