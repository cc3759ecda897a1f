import { Combobox } from '../controls/combobox.js';
import { Dialog } from '../controls/dialog.js';
import { filterGroups } from '../controls/options.js';
import { html, useEffect, useState } from '../kit.js';
import { directoryOf } from '../state/directory.js';
import { goTo } from '../state/session.js';
import { read } from '../state/store.js';

/** Ctrl+K: to a channel, a person or the app by a few letters. */
export function Jump() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const keys = (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      // Only when nothing else asks for an answer.
      setOpen(!document.querySelector('dialog[open]'));
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, []);
  if (!open) return null;
  const go = ([place]) => {
    setOpen(false);
    goTo(place.place);
  };
  return html`<${Dialog} class="jump" label="Jump to" onClose=${() => setOpen(false)}>
    <${Combobox} label="Jump to" placeholder="Jump to a channel, a person or the app" selected=${[]} onChange=${go}
      source=${{ remote: false, find: (query) => filterGroups([{ label: '', options: places() }], query) }}
      autofocus=${true} />
  <//>`;
}

function places() {
  const { workspace } = read();
  const named = ({ id, name, isDm, isPrivate }) => ({
    value: id,
    text: isDm ? name : `${isPrivate ? '🔒' : '#'} ${name}`,
    place: { kind: 'channel', id },
  });
  const { conversations } = directoryOf(workspace);
  const tab = (name, word, place) => ({ value: word, text: name, place });
  return [
    tab(`${workspace.app.name} · Home`, 'home', { kind: 'app', tab: 'home' }),
    tab(`${workspace.app.name} · Messages`, 'messages', { kind: 'app', tab: 'messages' }),
    ...(workspace.extras.mail ? [tab('Mail', 'mail', { kind: 'mail' })] : []),
    ...conversations.filter((one) => !one.isBot).map(named),
  ];
}
