import { html, useEffect, useRef, useState } from '../kit.js';
import { loadMessages } from '../state/load.js';
import { post } from '../state/net.js';
import { read } from '../state/store.js';
import { tell } from '../state/toasts.js';
import { toTyped, withHandles } from './send.js';

/** A message of mine while I change it: Enter saves, Escape leaves it as it was. */
export function EditBox({ message, onDone }) {
  const [text, setText] = useState(toTyped(message.text, read().workspace));
  const input = useRef(null);
  useEffect(() => {
    input.current.focus();
    input.current.setSelectionRange(text.length, text.length);
  }, []);
  const save = async () => {
    const typed = text.trim();
    if (typed && typed !== toTyped(message.text, read().workspace)) {
      await post('edit', {
        channel: message.channel,
        ts: message.ts,
        text: withHandles(typed, read().workspace),
      }).catch((error) => tell(error.message));
      await loadMessages(message.channel);
    }
    onDone();
  };
  const keys = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  };
  return html`<div class="edit-box">
    <textarea ref=${input} aria-label="Edit message" rows="2" value=${text} onKeyDown=${keys}
      onInput=${(event) => setText(event.currentTarget.value)}></textarea>
    <div class="dialog-buttons">
      <button type="button" class="button" onClick=${onDone}>Cancel</button>
      <button type="button" class="button primary" onClick=${save}>Save</button>
    </div>
  </div>`;
}
