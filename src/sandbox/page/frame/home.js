import { Blocks } from '../blocks/blocks.js';
import { html } from '../kit.js';
import { Live } from '../state/live.js';
import { useStore } from '../state/store.js';

/** The app's Home tab. */
export function HomeTab() {
  const view = useStore((state) => state.home);
  const app = useStore((state) => state.workspace.app);
  if (!view) {
    return html`<div class="empty">
      <span class="app-tile big" aria-hidden="true">${[...app.name][0]}</span>
      <h2>${app.name}</h2>
      <p>${app.connected ? 'The app has not published its Home yet.' : 'The app is not connected.'}</p>
    </div>`;
  }
  return html`<div class="home" role="region" aria-label=${`${app.name} Home`}>
    <${Live} target=${{ view_id: view.id }} kind="home" blocks=${view.blocks} stored=${view.state?.values}>
      <${Blocks} blocks=${view.blocks} />
    <//>
  </div>`;
}
