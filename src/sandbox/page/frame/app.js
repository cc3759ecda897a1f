import { Channel } from '../chat/channel.js';
import { ThreadPane } from '../chat/thread.js';
import { ConfirmHost } from '../controls/confirm.js';
import { classes, html, useEffect } from '../kit.js';
import { Mail } from '../mail/mail.js';
import { Modals } from '../modal/modals.js';
import { unreadOf } from '../state/reads.js';
import { set, useStore } from '../state/store.js';
import { Toasts } from '../state/toasts.js';
import { AppPane } from './app-pane.js';
import { Jump } from './jump.js';
import { Rail } from './rail.js';
import { Sidebar } from './sidebar.js';
import { TopBar } from './top-bar.js';

export function App() {
  const place = useStore((state) => state.place);
  const thread = useStore((state) => state.thread);
  const sidebarOpen = useStore((state) => state.sidebarOpen);
  const online = useStore((state) => state.online);
  useTitle();
  useEscape();
  const mail = place.kind === 'mail';
  return html`<div
    class=${classes('app', thread && 'has-thread', sidebarOpen && 'sidebar-open', mail && 'in-mail')}>
    <${TopBar} />
    ${!online && html`<p class="offline" role="alert">The sandbox does not answer. Trying again…</p>`}
    <div class="columns">
      <${Rail} />
      ${!mail && html`<${Sidebar} /><div class="shade" onClick=${closeSidebar}></div>`}
      <main class="main">
        ${
          mail
            ? html`<${Mail} />`
            : place.kind === 'app'
              ? html`<${AppPane}
          tab=${place.tab} />`
              : html`<${Channel} id=${place.id} />`
        }
      </main>
      <${ThreadPane} />
    </div>
    <${Modals} />
    <${Jump} />
    <${ConfirmHost} />
    <${Toasts} />
  </div>`;
}

const closeSidebar = () => set({ sidebarOpen: false });

function useTitle() {
  const title = useStore((state) => {
    const unread = state.workspace.channels.filter(
      (one) => one.isMember && unreadOf(state, one.id).length > 0,
    ).length;
    return `${unread ? `(${unread}) ` : ''}${state.workspace.team.name} · sandbox`;
  });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function useEscape() {
  useEffect(() => {
    const close = (event) => event.key === 'Escape' && !event.defaultPrevented && closeSidebar();
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, []);
}

export const Failed = ({ error }) => html`<main class="empty" role="alert">
  <h1>The sandbox does not answer</h1>
  <p>${error.message}</p>
  <button type="button" class="button primary" onClick=${() => location.reload()}>Try again</button>
</main>`;
