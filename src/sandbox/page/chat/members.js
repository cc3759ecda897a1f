import { Dialog } from '../controls/dialog.js';
import { Avatar } from '../frame/avatar.js';
import { html } from '../kit.js';
import { nameOf } from '../state/directory.js';
import { loadWorkspace } from '../state/load.js';
import { post } from '../state/net.js';
import { useStore } from '../state/store.js';
import { tell } from '../state/toasts.js';

/** Who is in the channel, and who may be added; the app too. */
export function Members({ channel, onClose }) {
  const { users, app } = useStore((state) => state.workspace);
  const isIn = (id) => channel.members.includes(id);
  const everyone = users.filter((user) => !user.deleted && (!user.is_bot || user.id === app.botUserId));
  const add = (user) =>
    post('invite', { channel: channel.id, user: user.id === app.botUserId ? 'app' : user.id }).then(
      () => loadWorkspace(),
      (error) => tell(error.message),
    );
  return html`<${Dialog} class="sheet" label=${`Members of ${channel.name}`} onClose=${onClose}>
    <header class="modal-head"><h2>Members of ${channel.is_private ? '🔒' : '#'} ${channel.name}</h2>
      <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}>✕</button></header>
    <ul class="people-list">${everyone
      .sort((a, b) => Number(isIn(b.id)) - Number(isIn(a.id)))
      .map(
        (user) => html`<li key=${user.id}>
          <${Avatar} id=${user.id} name=${nameOf(user)} isApp=${user.is_bot} size=${32} />
          <span class="person-about"><b>${nameOf(user)}</b><small>${about(user)}</small></span>
          ${
            isIn(user.id)
              ? html`<span class="badge">Member</span>`
              : html`<button type="button" class="button small" aria-label=${`Add ${nameOf(user)}`}
                onClick=${() => add(user)}>Add</button>`
          }
        </li>`,
      )}</ul>
  <//>`;
}

const about = (user) => {
  if (user.is_bot) return 'App';
  if (user.is_ultra_restricted || user.is_restricted) return 'Guest';
  return user.profile?.title || user.profile?.email || '';
};
