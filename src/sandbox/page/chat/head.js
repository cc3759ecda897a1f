import { counted } from '../format.js';
import { html, useState } from '../kit.js';
import { directoryOf } from '../state/directory.js';
import { set, useStore } from '../state/store.js';
import { Members } from './members.js';

export const MenuButton =
  () => html`<button type="button" class="icon-button only-phone" aria-label="Open sidebar"
  onClick=${() => set({ sidebarOpen: true })}>☰</button>`;

export function ChannelHead({ channel }) {
  const workspace = useStore((state) => state.workspace);
  const [members, setMembers] = useState(false);
  const { findConversation } = directoryOf(workspace);
  const mark = channel.is_im ? '' : channel.is_private ? '🔒 ' : '# ';
  return html`<header class="pane-head">
    <${MenuButton} />
    <h1>${mark}${findConversation(channel.id).name}</h1>
    ${channel.is_ext_shared && html`<span class="badge">Shared with another organisation</span>`}
    ${channel.topic?.value && html`<p class="topic">${channel.topic.value}</p>`}
    ${
      !channel.is_im &&
      html`<button type="button" class="button small members-button"
        aria-label=${counted(channel.members.length, 'member')}
      onClick=${() => setMembers(true)}>👥 ${channel.members.length}</button>`
    }
    ${members && html`<${Members} channel=${channel} onClose=${() => setMembers(false)} />`}
  </header>`;
}
