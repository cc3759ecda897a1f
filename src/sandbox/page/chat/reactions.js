import { emojiFor } from '../blocks/emoji.js';
import { classes, html } from '../kit.js';
import { nameOf } from '../state/directory.js';
import { loadMessages } from '../state/load.js';
import { post } from '../state/net.js';
import { useStore } from '../state/store.js';
import { tell } from '../state/toasts.js';

export const react = ({ channel, ts }, name) =>
  post('react', { channel, ts, name }).then(
    () => loadMessages(channel),
    (error) => tell(error.message),
  );

export function Reactions({ message }) {
  const { me, users } = useStore((state) => state.workspace);
  const who = (ids) =>
    ids.map((id) => nameOf(users.find((user) => user.id === id) ?? { name: id })).join(', ');
  return html`<div class="reactions">${message.reactions.map(
    ({
      name,
      users: ids,
      count,
    }) => html`<button type="button" key=${name} class=${classes('reaction', ids.includes(me.id) && 'mine')}
      title=${`${who(ids)} · :${name}:`} aria-label=${`${name}, ${count}`}
      onClick=${() => react(message, name)}>
      ${emojiFor(name) ?? `:${name}:`} <span>${count}</span></button>`,
  )}</div>`;
}
