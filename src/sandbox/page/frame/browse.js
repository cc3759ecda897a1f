import { Dialog } from '../controls/dialog.js';
import { counted } from '../format.js';
import { html } from '../kit.js';
import { goTo } from '../state/session.js';
import { useStore } from '../state/store.js';

/** Channels that the person may look into and join. */
export function BrowseChannels({ onClose }) {
  const { channels } = useStore((state) => state.workspace);
  const listed = channels.filter((one) => !one.is_im && !one.is_mpim);
  const open = (channel) => {
    onClose();
    goTo({ kind: 'channel', id: channel.id });
  };
  return html`<${Dialog} class="sheet" label="Browse channels" onClose=${onClose}>
    <header class="modal-head"><h2>Channels</h2>
      <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}>✕</button></header>
    <ul class="people-list">${listed.map(
      (channel) => html`<li key=${channel.id}>
        <span class="person-about"><b>${channel.is_private ? '🔒' : '#'} ${channel.name}</b>
          <small>${[channel.is_archived && 'archived', counted(channel.members.length, 'member'), channel.purpose?.value].filter(Boolean).join(' · ')}</small></span>
        <button type="button" class="button small" aria-label=${`Open ${channel.name}`}
          onClick=${() => open(channel)}>${channel.isMember ? 'Open' : 'View'}</button>
      </li>`,
    )}</ul>
  <//>`;
}
