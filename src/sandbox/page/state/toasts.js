import { html } from '../kit.js';
import { read, set, useStore } from './store.js';

let last = 0;

/** Says something for a few seconds at the edge of the page. */
export function tell(text, tone = 'error') {
  last += 1;
  const id = last;
  set((state) => ({ toasts: [...state.toasts, { id, text, tone }] }));
  setTimeout(() => dismiss(id), tone === 'good' ? 2500 : 8000);
}

const dismiss = (id) => set({ toasts: read().toasts.filter((toast) => toast.id !== id) });

const appFailures = {
  operation_timeout: (app) => `${app} did not answer within 3 seconds.`,
  dispatch_failed: (app) => `${app} is not listening. Is it running?`,
  bad_answer: (app) => `Slack refused what ${app} answered.`,
};

/** What a person is told when an action failed. */
export function failureText(error) {
  const app = read().workspace?.app.name ?? 'The app';
  const known = appFailures[error.code]?.(app);
  return known ? `${known}${error.code === 'bad_answer' ? ` ${error.message}` : ''}` : error.message;
}

export function Toasts() {
  const toasts = useStore((state) => state.toasts);
  return html`<div class="toasts" role="status" aria-live="polite">${toasts.map(
    (toast) => html`<div key=${toast.id} class=${`toast ${toast.tone}`}>
      <span>${toast.text}</span>
      <button type="button" aria-label="Dismiss" onClick=${() => dismiss(toast.id)}>✕</button>
    </div>`,
  )}</div>`;
}
