import { html } from '../kit.js';
import { useStore } from '../state/store.js';
import { Modal } from './modal.js';

/** The modal on top; those under it wait, as in Slack. */
export function Modals() {
  const modals = useStore((state) => state.modals);
  const storedAt = useStore((state) => state.modalsAt);
  const top = modals.at(-1);
  if (!top) return null;
  return html`<${Modal} key=${top.view.id} modal=${top} depth=${modals.length} storedAt=${storedAt} />`;
}
