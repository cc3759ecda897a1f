import { Blocks } from '../blocks/blocks.js';
import { plainOf } from '../blocks/text.js';
import { Dialog } from '../controls/dialog.js';
import { html, useEffect, useRef, useState } from '../kit.js';
import { settled } from '../state/answers.js';
import { Live } from '../state/live.js';
import { loadModals } from '../state/load.js';
import { post } from '../state/net.js';
import { useStore } from '../state/store.js';
import { failureText } from '../state/toasts.js';

export function Modal({ modal, depth, storedAt }) {
  const { view, errors, trouble } = modal;
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState('');
  const form = useRef(null);
  useFirstFocus(form, view.id);
  useEffect(
    () => form.current?.querySelector('.has-error input, .has-error textarea')?.focus(),
    [JSON.stringify(errors)],
  );

  const submit = async (event) => {
    event.preventDefault();
    if (sending || view.submit_disabled || !canSubmit(view)) return;
    setSending(true);
    setFailure('');
    try {
      await settled(view.id);
      await post('submit', { view_id: view.id });
      await loadModals();
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setSending(false);
    }
  };
  const close = (all) =>
    post('close', { view_id: view.id, all }).then(loadModals, (error) => setFailure(failureText(error)));
  const titleId = `title-${view.id}`;
  return html`<${Dialog} class="modal" labelledBy=${titleId} onClose=${() => close(false)}>
    <form ref=${form} onSubmit=${submit} novalidate>
      <${Head} view=${view} titleId=${titleId} depth=${depth} close=${close} />
      <div class="modal-body">
        ${(failure || trouble) && html`<p class="modal-trouble" role="alert">⚠️ ${failure || trouble}</p>`}
        <${Live} target=${{ view_id: view.id }} kind="modal" blocks=${view.blocks} stored=${view.state.values}
          storedAt=${storedAt}
          errors=${errors} onFailure=${setFailure}>
          <${Blocks} blocks=${view.blocks} />
        <//>
      </div>
      <${Foot} view=${view} sending=${sending} close=${close} />
    </form>
  <//>`;
}

const hasInputs = (view) => view.blocks.some((block) => block.type === 'input');
const canSubmit = (view) => Boolean(view.submit) || hasInputs(view);

function Head({ view, titleId, depth, close }) {
  const app = useStore((state) => state.workspace.app.name);
  return html`<header class="modal-head">
    ${
      depth > 1 &&
      html`<button type="button" class="icon-button" aria-label="Back" title="Back"
      onClick=${() => close(false)}>←</button>`
    }
    <span class="app-tile small" aria-hidden="true">${[...app][0]}</span>
    <h2 id=${titleId}>${plainOf(view.title)}</h2>
    <button type="button" class="icon-button" aria-label="Close dialog" title="Close"
      onClick=${() => close(true)}>✕</button>
  </header>`;
}

function Foot({ view, sending, close }) {
  const submits = canSubmit(view);
  if (!submits && !view.close) return null;
  return html`<footer class="modal-foot">
    <button type="button" class="button" disabled=${sending}
      onClick=${() => close(false)}>${view.close ? plainOf(view.close) : 'Cancel'}</button>
    ${
      submits &&
      html`<button type="submit" class="button primary" disabled=${view.submit_disabled}
        aria-busy=${sending || undefined}>
      <span class="button-text">${view.submit ? plainOf(view.submit) : 'Submit'}</span>
      ${sending && html`<span class="spinner" aria-hidden="true"></span>`}
    </button>`
    }
  </footer>`;
}

const focusable = '.modal-body input:not([type=file]), .modal-body textarea, .modal-body [contenteditable]';

/** Focus starts in the first field, also when a loading view has just become a form. */
function useFirstFocus(form, viewId) {
  const done = useRef('');
  useEffect(() => {
    const active = document.activeElement;
    const inField = active?.matches('input, textarea, [contenteditable]') && form.current.contains(active);
    const first = form.current.querySelector(focusable);
    if (done.current === viewId || !first) return;
    done.current = viewId;
    if (!inField) first.focus();
  });
}
