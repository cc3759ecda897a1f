import { classes, html, useState } from '../kit.js';
import { directoryOf, nameOf } from '../state/directory.js';
import { loadWorkspace } from '../state/load.js';
import { post } from '../state/net.js';
import { unreadOf } from '../state/reads.js';
import { isOpen } from '../state/route.js';
import { goTo, goToChannel } from '../state/session.js';
import { useStore } from '../state/store.js';
import { tell } from '../state/toasts.js';
import { Avatar } from './avatar.js';
import { BrowseChannels } from './browse.js';

// A workspace of thousands stays a list that one can look at.
const atMost = 30;

const byName = (a, b) => a.name.localeCompare(b.name);

/** Channels, people and the app. */
export function Sidebar() {
  const state = useStore((whole) => whole);
  const [browsing, setBrowsing] = useState(false);
  const { workspace, place } = state;
  const { team, channels, app, users, me } = workspace;
  const { findConversation } = directoryOf(workspace);
  const mine = channels.filter((one) => one.isMember && !one.is_archived);
  const dms = mine.filter((one) => one.is_im && one.id !== workspace.appDm);
  const people = users.filter((user) => !user.is_bot && !user.deleted && user.id !== me.id).slice(0, atMost);
  const link = (
    channel,
    face,
  ) => html`<${Entry} key=${channel.id} place=${{ kind: 'channel', id: channel.id }} face=${face}
    label=${findConversation(channel.id).name} unread=${unreadOf(state, channel.id).length}
    badge=${channel.is_im} />`;
  const dmWith = (user) => dms.find((dm) => dm.members.includes(user.id));
  return html`<nav class="sidebar" aria-label="Workspace">
    <header class="team"><h2>${team.name}</h2></header>
    <div class="sidebar-scroll">
      <${Group} label="Channels">
        ${mine
          .filter((one) => !one.is_im && !one.is_mpim)
          .sort(byName)
          .map((one) => link(one, one.is_private ? '🔒' : '#'))}
        <li><button type="button" class="entry quiet" onClick=${() => setBrowsing(true)}><span
          class="entry-face" aria-hidden="true">+</span>Browse channels</button></li>
      <//>
      <${Group} label="Direct messages">
        ${people.map((user) => {
          const dm = dmWith(user);
          const face = html`<${Avatar} id=${user.id} name=${nameOf(user)} size=${20} />`;
          return dm
            ? link(dm, face)
            : html`<li key=${user.id}><button type="button" class="entry" onClick=${() => openDm(user)}>
            <span class="entry-face">${face}</span><span
              class="entry-name">${nameOf(user)}</span></button></li>`;
        })}
      <//>
      <${Group} label="Apps">
        <${Entry} place=${{ kind: 'app', tab: 'messages' }} face=${html`<span
          class="app-tile tiny">${[...app.name][0]}</span>`} label=${app.name}
          current=${place.kind === 'app'}
          unread=${workspace.appDm ? unreadOf(state, workspace.appDm).length : 0} badge=${true}
          note=${app.connected ? undefined : 'not connected'} />
      <//>
    </div>
    ${browsing && html`<${BrowseChannels} onClose=${() => setBrowsing(false)} />`}
  </nav>`;
}

const Group = ({ label, children }) =>
  html`<section class="sidebar-group"><h3>${label}</h3><ul aria-label=${label}>${children}</ul></section>`;

function Entry({ place, face, label, unread, badge, current, note }) {
  const open = useStore((state) => state.place);
  const here = current ?? isOpen(open, place);
  const look = classes('entry', here && 'is-open', unread > 0 && !here && 'is-unread');
  return html`<li><button type="button" class=${look} aria-current=${here ? 'page' : undefined}
    onClick=${() => goTo(place)}>
    <span class="entry-face" aria-hidden="true">${face}</span>
    <span class="entry-name">${label}</span>
    ${note && html`<small class="entry-note">${note}</small>`}
    ${
      unread > 0 &&
      !here &&
      html`<span class=${badge ? 'count' : 'dot'}
      aria-label=${`${unread} unread`}>${badge ? unread : ''}</span>`
    }
  </button></li>`;
}

async function openDm(user) {
  try {
    const { channel } = await post('dm', { user: user.id });
    await loadWorkspace();
    await goToChannel(channel.id);
  } catch (error) {
    tell(error.message);
  }
}
