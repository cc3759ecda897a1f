import { classes, html, useLayoutEffect, useRef } from '../kit.js';

/** A modal dialog of the browser: focus stays inside, Escape asks `onClose`. */
export function Dialog({ label, labelledBy, onClose, class: name, children }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  // The browser closes a dialog on a second Escape even when the first `cancel` was refused.
  const keys = (event) => {
    if (event.key !== 'Escape') return;
    cancel(event);
    event.stopPropagation();
  };
  return html`<dialog ref=${box} class=${classes('dialog', name)} aria-label=${label}
    aria-labelledby=${labelledBy}
    onCancel=${cancel} onKeyDown=${keys}>${children}</dialog>`;
}
