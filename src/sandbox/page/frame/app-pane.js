import { Conversation } from '../chat/channel.js';
import { Shortcuts } from '../chat/composer-bar.js';
import { MenuButton } from '../chat/head.js';
import { classes, html } from '../kit.js';
import { goTo } from '../state/session.js';
import { useStore } from '../state/store.js';
import { HomeTab } from './home.js';

const tabs = [
  { tab: 'home', label: 'Home' },
  { tab: 'messages', label: 'Messages' },
  { tab: 'about', label: 'About' },
];

/** The app: its Home, the conversation with it, and what it offers. */
export function AppPane({ tab }) {
  const workspace = useStore((state) => state.workspace);
  const { app, appDm, channels } = workspace;
  const dm = channels.find((one) => one.id === appDm);
  return html`
    <header class="pane-head">
      <${MenuButton} />
      <span class="app-tile small" aria-hidden="true">${[...app.name][0]}</span>
      <h1>${app.name}</h1>
      <span class="space"></span>
      <${Shortcuts} workspace=${workspace} class="button small" face="⚡️ Shortcuts" />
    </header>
    <div class="tabs" role="tablist" aria-label=${app.name}>${tabs.map(
      (one) => html`<button type="button" key=${one.tab} role="tab" aria-selected=${one.tab === tab}
        class=${classes('tab', one.tab === tab && 'is-open')}
        onClick=${() => goTo({ kind: 'app', tab: one.tab })}>${one.label}</button>`,
    )}</div>
    ${tab === 'home' && html`<${HomeTab} key=${workspace.me.id} />`}
    ${
      tab === 'messages' &&
      dm &&
      html`<${Conversation} key=${`${workspace.me.id} ${dm.id}`}
      channel=${{ ...dm, isMember: true }} />`
    }
    ${tab === 'about' && html`<${About} workspace=${workspace} />`}
  `;
}

const About = ({ workspace }) => html`<div class="about">
  <h2>Commands</h2>
  <dl>${workspace.commands.map(
    (one) =>
      html`<dt key=${one.command}><code>${one.command}</code> <span
        class="usage">${one.usage_hint}</span></dt><dd>${one.description}</dd>`,
  )}</dl>
  <h2>Shortcuts</h2>
  <dl>${workspace.shortcuts.map(
    (one) =>
      html`<dt key=${one.callback_id}>⚡️ ${one.name} <span
        class="badge">${one.type === 'global' ? 'anywhere' : 'on a message'}</span></dt><dd>${one.description}</dd>`,
  )}</dl>
</div>`;
