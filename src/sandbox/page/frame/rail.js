import { classes, html } from '../kit.js';
import { unreadOf } from '../state/reads.js';
import { goTo } from '../state/session.js';
import { read, set, useStore } from '../state/store.js';

let lastChat = null;

/** The narrow bar at the left; at the bottom of a phone. */
export function Rail() {
  const state = useStore((whole) => whole);
  const { workspace, place } = state;
  const at = place.kind;
  const unread = workspace.channels.filter(
    (one) => one.isMember && unreadOf(state, one.id).length > 0,
  ).length;
  const chat = () => {
    if (at === 'mail') goTo(lastChat ?? { kind: 'app', tab: 'messages' });
    else if (matchMedia('(max-width: 799px)').matches) set({ sidebarOpen: !read().sidebarOpen });
  };
  const mail = () => {
    if (at !== 'mail') lastChat = place;
    goTo({ kind: 'mail' });
  };
  return html`<nav class="rail" aria-label="Places">
    <span class="team-tile" aria-hidden="true">${[...workspace.team.name][0]}</span>
    <${Spot} label="Chat" icon="💬" open=${at === 'channel'} pick=${chat} badge=${unread} />
    <${Spot} label=${workspace.app.name} icon=${[...workspace.app.name][0]} tile=${true} open=${at === 'app'}
      pick=${() => goTo({ kind: 'app', tab: 'home' })} />
    ${workspace.extras.mail && html`<${Spot} label="Mail" icon="✉️" open=${at === 'mail'} pick=${mail} />`}
  </nav>`;
}

const Spot = ({
  label,
  icon,
  open,
  pick,
  badge,
  tile,
}) => html`<button type="button" class=${classes('spot', open && 'is-open')}
  aria-current=${open ? 'page' : undefined} onClick=${pick}>
  <span class=${classes('spot-icon', tile && 'spot-tile')} aria-hidden="true">${icon}</span>
  <span>${label}</span>
  ${badge > 0 && html`<span class="dot" aria-label=${`${badge} with unread messages`}></span>`}
</button>`;
