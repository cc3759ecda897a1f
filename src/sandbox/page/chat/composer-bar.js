import { searchEmoji } from '../blocks/emoji.js';
import { Menu } from '../controls/menu.js';
import { html, useRef } from '../kit.js';
import { post } from '../state/net.js';
import { failureText, tell } from '../state/toasts.js';

const marks = [
  { label: 'Bold', around: '*', face: html`<b>B</b>` },
  { label: 'Italic', around: '_', face: html`<i>I</i>` },
  { label: 'Strikethrough', around: '~', face: html`<s>S</s>` },
  { label: 'Code', around: '`', face: '</>' },
];
const faces = [
  'smile',
  '+1',
  'tada',
  'pray',
  'eyes',
  'white_check_mark',
  'alarm_clock',
  'telephone_receiver',
  'handshake',
  'email',
];

/** The row under the text: files, formatting, emoji, mention, shortcuts, send. */
export function ComposerBar({ text, input, write, add, ready, sending, submit, workspace }) {
  const picker = useRef(null);
  const wrap = (around) => {
    const { selectionStart: from, selectionEnd: to } = input.current;
    const next = `${text.slice(0, from)}${around}${text.slice(from, to)}${around}${text.slice(to)}`;
    write(next, from === to ? from + around.length : to + 2 * around.length);
  };
  const insert = (word) => {
    const at = input.current.selectionStart;
    write(`${text.slice(0, at)}${word}${text.slice(at)}`, at + word.length);
  };
  const keep = (event) => event.preventDefault();
  const emoji = faces
    .map((name) => searchEmoji(name)[0])
    .map(({ name, character }) => ({ label: `:${name}:`, icon: character, pick: () => insert(character) }));
  return html`<div class="composer-bar" role="toolbar" aria-label="Composer">
    <input ref=${picker} type="file" multiple hidden aria-label="Files to attach" onChange=${(event) => {
      add(event.currentTarget.files);
      event.currentTarget.value = '';
    }} />
    <button type="button" class="round" aria-label="Attach files" title="Attach files"
      onClick=${() => picker.current.click()}>+</button>
    ${marks.map(
      (mark) => html`<button type="button" key=${mark.label} class="format" aria-label=${mark.label}
        title=${mark.label}
      onMouseDown=${keep} onClick=${() => wrap(mark.around)}>${mark.face}</button>`,
    )}
    <${Menu} label="Emoji" items=${emoji} trigger="☺" />
    <button type="button" aria-label="Mention someone" title="Mention someone" onMouseDown=${keep}
      onClick=${() => insert('@')}>@</button>
    <${Shortcuts} workspace=${workspace} />
    <span class="space"></span>
    <button type="button" class=${ready ? 'send is-ready' : 'send'} aria-label="Send" title="Send"
      aria-busy=${sending || undefined}
      aria-disabled=${!ready} onClick=${submit}>${
        sending
          ? html`<span class="spinner"
      aria-hidden="true"></span>`
          : html`<span aria-hidden="true">➤</span>`
      }</button>
  </div>`;
}

/** The lightning: what the app can do from anywhere. */
export function Shortcuts({ workspace, class: name, face = '⚡️' }) {
  const global = workspace.shortcuts.filter((shortcut) => shortcut.type === 'global');
  const run = (shortcut) =>
    post('shortcut', { callback_id: shortcut.callback_id }).catch((error) => tell(failureText(error)));
  const items = [
    { heading: workspace.app.name },
    ...global.map((shortcut) => ({
      label: shortcut.name,
      description: shortcut.description,
      icon: '⚡️',
      pick: () => run(shortcut),
    })),
  ];
  if (global.length === 0) return null;
  return html`<${Menu} label="Shortcuts" class=${name} items=${items} trigger=${face} />`;
}
