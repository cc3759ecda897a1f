import { emojiFor } from '../blocks/emoji.js';
import { ask } from '../controls/confirm.js';
import { Menu } from '../controls/menu.js';
import { html } from '../kit.js';
import { loadMessages } from '../state/load.js';
import { post } from '../state/net.js';
import { useStore } from '../state/store.js';
import { failureText, tell } from '../state/toasts.js';
import { react } from './reactions.js';
import { openThread } from './thread.js';

const quick = ['white_check_mark', 'eyes', 'raised_hands'];

/** What hovers over a message; on a phone it stands under the last line. */
export function Toolbar({ message, inThread, onEdit }) {
  const { me, shortcuts, app } = useStore((state) => state.workspace);
  const mine = message.user === me.id;
  const forMessages = shortcuts.filter((shortcut) => shortcut.type === 'message');
  const items = [
    ...(inThread ? [] : [{ label: 'Reply in thread', icon: '💬', pick: () => openThread(message) }]),
    {
      label: 'Copy text',
      icon: '📋',
      pick: () => navigator.clipboard?.writeText(message.text).catch(() => {}),
    },
    ...(mine ? [{ label: 'Edit message', icon: '✏️', pick: onEdit }] : []),
    ...(mine ? [{ label: 'Delete message…', icon: '🗑️', danger: true, pick: () => remove(message) }] : []),
    ...(forMessages.length > 0 ? [{ divider: true }, { heading: app.name }] : []),
    ...forMessages.map((shortcut) => ({
      label: shortcut.name,
      description: shortcut.description,
      icon: '⚡️',
      pick: () => use(shortcut, message),
    })),
  ];
  return html`<div class="toolbar" role="toolbar" aria-label="Message actions">
    ${quick.map(
      (name) => html`<button type="button" key=${name} class="quick" aria-label=${`React with ${name}`}
        title=${`:${name}:`}
      onClick=${() => react(message, name)}>${emojiFor(name)}</button>`,
    )}
    ${
      !inThread &&
      html`<button type="button" class="reply" aria-label="Reply in thread"
      title="Reply in thread" onClick=${() => openThread(message)}>💬</button>`
    }
    <${Menu} label="More actions" items=${items} trigger=${html`<span aria-hidden="true">⋮</span>`}
      align="end" />
  </div>`;
}

const use = (shortcut, { channel, ts }) =>
  post('message-shortcut', { callback_id: shortcut.callback_id, channel, ts }).catch((error) =>
    tell(failureText(error)),
  );

async function remove({ channel, ts, text }) {
  const agreed = await ask(
    'Delete message',
    `Delete this message? “${text.slice(0, 80)}”`,
    'Delete',
    'Cancel',
    'danger',
  );
  if (!agreed) return;
  await post('delete', { channel, ts }).catch((error) => tell(error.message));
  await loadMessages(channel);
}
