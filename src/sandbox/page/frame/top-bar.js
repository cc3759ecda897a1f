import { Menu } from '../controls/menu.js';
import { html } from '../kit.js';
import { nameOf } from '../state/directory.js';
import { become } from '../state/session.js';
import { useStore } from '../state/store.js';
import { applyTheme } from '../state/theme.js';
import { tell } from '../state/toasts.js';
import { Avatar } from './avatar.js';
import { Clock } from './clock.js';

export function TopBar() {
  const { team, extras } = useStore((state) => state.workspace);
  return html`<header class="top-bar">
    <span class="top-title"><b>${team.name}</b> <small>sandbox</small></span>
    ${extras.time && html`<${Clock} />`}
    <span class="top-right"><${ThemeMenu} /><${PersonMenu} /></span>
  </header>`;
}

const themes = [
  { theme: 'system', label: 'As the system', icon: '🖥️' },
  { theme: 'light', label: 'Light', icon: '☀️' },
  { theme: 'dark', label: 'Dark', icon: '🌙' },
];

function ThemeMenu() {
  const current = useStore((state) => state.theme);
  const items = themes.map(({ theme, label, icon }) => ({
    label,
    icon,
    checked: theme === current,
    pick: () => applyTheme(theme),
  }));
  return html`<${Menu} label="Theme" class="top-button" items=${items} align="end" trigger=${html`<span
    aria-hidden="true">◐</span>`} />`;
}

const languages = { 'cs-CZ': 'Czech', 'sk-SK': 'Slovak', 'en-US': 'English', 'en-GB': 'English' };

/** Who sits at this computer. */
function PersonMenu() {
  const { me, users } = useStore((state) => state.workspace);
  const people = users.filter((user) => !user.is_bot && !user.deleted).slice(0, 30);
  const items = [
    { heading: 'You are' },
    ...people.map((user) => ({
      label: nameOf(user),
      description: [
        user.profile?.title,
        user.is_restricted && 'guest',
        languages[user.locale] && `Slack in ${languages[user.locale]}`,
      ]
        .filter(Boolean)
        .join(' · '),
      icon: html`<${Avatar} id=${user.id} name=${nameOf(user)} size=${24} />`,
      checked: user.id === me.id,
      pick: () => user.id !== me.id && become(user.id).catch((error) => tell(error.message)),
    })),
  ];
  const face = html`<${Avatar} id=${me.id} name=${nameOf(me)} size=${24} /><span
    class="me-name">${nameOf(me)}</span><span aria-hidden="true">▾</span>`;
  return html`<${Menu} label="Switch person" class="top-button person-switch" items=${items} align="end"
    trigger=${face} />`;
}
