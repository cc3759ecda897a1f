import { searchEmoji } from '../blocks/emoji.js';
import { Popup } from '../controls/popup.js';
import { classes, html, useEffect, useState } from '../kit.js';
import { nameOf } from '../state/directory.js';

/** What can follow where the caret stands: commands, people, channels, emoji. */
export function useCompletion({ text, caret, workspace, inThread, write }) {
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState(null);
  const found = offers(text, caret, workspace, inThread);
  const open = Boolean(found) && found.items.length > 0 && closedAt !== text;
  useEffect(() => setActive(0), [found?.from, found?.query]);
  const pick = (item) => {
    const next = `${text.slice(0, found.from)}${item.insert}${text.slice(caret)}`;
    setClosedAt(next);
    write(next, found.from + item.insert.length);
  };
  const close = () => setClosedAt(text);
  const keys = (event) => {
    if (!open) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const item = found.items[active];
    if (moves[event.key]) setActive((active + moves[event.key] + found.items.length) % found.items.length);
    else if (event.key === 'Escape') close();
    else if (
      event.key === 'Tab' ||
      (event.key === 'Enter' && !event.shiftKey && item.insert.trim() !== text.trim())
    )
      pick(item);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { open, active, items: found?.items ?? [], title: found?.title, pick, close, keys };
}

function offers(text, caret, workspace, inThread) {
  const before = text.slice(0, caret);
  const command = /^\/\S*$/.exec(before);
  if (command) return inThread ? null : offer('Commands', 0, command[0], commandItems(workspace, command[0]));
  const mention = /(^|\s)@([\p{L}\p{N}._ ]{0,30})$/u.exec(before);
  if (mention)
    return offer('People', caret - mention[2].length - 1, mention[2], peopleItems(workspace, mention[2]));
  const place = /(^|\s)#([\p{L}\p{N}_-]{0,30})$/u.exec(before);
  if (place)
    return offer('Channels', caret - place[2].length - 1, place[2], channelItems(workspace, place[2]));
  const emoji = /(^|\s):([a-z0-9_+-]{2,30})$/.exec(before);
  if (emoji) return offer('Emoji', caret - emoji[2].length - 1, emoji[2], emojiItems(emoji[2]));
  return null;
}

// A name written out in full needs no help: Enter sends.
const offer = (title, from, query, items) =>
  items.some((item) => item.whole === query) ? null : { title, from, query, items };
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const commandItems = ({ commands, app }, query) =>
  commands
    .filter(({ command }) => command.startsWith(query.toLowerCase()))
    .map(({ command, usage_hint: hint, description }) => ({
      insert: `${command} `,
      label: command,
      hint,
      description,
      side: app.name,
    }));

const peopleItems = ({ users }, query) =>
  users
    .filter((user) => !user.deleted && fold(`${nameOf(user)} ${user.name}`).includes(fold(query)))
    .slice(0, 8)
    .map((user) => ({
      insert: `@${nameOf(user)} `,
      label: nameOf(user),
      whole: nameOf(user),
      description: user.profile?.title,
    }));

const channelItems = ({ channels }, query) =>
  channels
    .filter((channel) => channel.name && !channel.is_archived && fold(channel.name).includes(fold(query)))
    .slice(0, 8)
    .map(({ name }) => ({ insert: `#${name} `, label: `#${name}`, whole: name }));

const emojiItems = (query) =>
  searchEmoji(query).map(({ name, character }) => ({
    insert: `${character} `,
    label: `${character} :${name}:`,
  }));

export function Completion({ id, anchor, completion }) {
  const { items, active, pick, close, title } = completion;
  return html`<${Popup} anchor=${anchor} fit=${true} onClose=${close} class="completion"
    onMouseDown=${(event) => event.preventDefault()}>
    <div class="group-label">${title}</div>
    <div id=${id} role="listbox" aria-label=${title}>
      ${items.map(
        (
          item,
          i,
        ) => html`<div key=${item.insert} id=${`${id}-${i}`} role="option" aria-selected=${i === active}
          aria-label=${item.label}
          class=${classes('option', i === active && 'is-active')} onClick=${() => pick(item)}>
          <span class="option-text"><span><b>${item.label}</b> ${
            item.hint &&
            html`<span
            class="usage">${item.hint}</span>`
          }</span>
            ${item.description && html`<small>${item.description}</small>`}</span>
          ${item.side && html`<small class="side">${item.side}</small>`}
        </div>`,
      )}
    </div>
  <//>`;
}
