import { classes, html, newId, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../kit.js';
import { useStore } from '../state/store.js';
import { Completion, useCompletion } from './completion.js';
import { ComposerBar } from './composer-bar.js';
import { FileChips, useDrop, useFiles } from './composer-files.js';
import { send } from './send.js';

const drafts = new Map();

/** Where a person writes. Enter sends, Shift+Enter starts a line; a slash, @, # and : offer what can follow. */
export function Composer({ channel, thread, placeholder }) {
  const workspace = useStore((state) => state.workspace);
  const key = `${workspace.me.id} ${channel} ${thread ?? ''}`;
  const [text, setText] = useState(drafts.get(key) ?? '');
  const [caret, setCaret] = useState(0);
  const [sending, setSending] = useState(0);
  const root = useRef(null);
  const input = useRef(null);
  const listId = useMemo(() => newId('complete'), []);
  const { files, add, remove, clear, uploading } = useFiles();
  const over = useDrop(root, add);

  const write = (next, at = next.length) => {
    setText(next);
    setCaret(at);
    drafts.set(key, next);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at, at);
    });
  };
  const completion = useCompletion({ text, caret, workspace, inThread: Boolean(thread), write });
  useLayoutEffect(() => grow(input.current), [text]);
  useEffect(() => {
    if (matchMedia('(min-width: 800px)').matches) input.current.focus();
  }, []);

  const ready = (text.trim() || files.length > 0) && !uploading;
  // What is sent leaves at once, so that the next words can be typed; what could not be sent comes back.
  const submit = async () => {
    if (!ready) return;
    const words = text.trim();
    write('');
    clear();
    setSending((count) => count + 1);
    const sent = await send({ channel, thread, text: words, files, workspace });
    setSending((count) => count - 1);
    if (!sent && !drafts.get(key)) write(words);
  };
  const keys = (event) => {
    if (event.isComposing || completion.keys(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  };
  const type = (event) => {
    setText(event.currentTarget.value);
    setCaret(event.currentTarget.selectionStart);
    drafts.set(key, event.currentTarget.value);
  };
  const move = (event) => setCaret(event.currentTarget.selectionStart);
  const paste = (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  };
  return html`<div ref=${root} class=${classes('composer-area', over && 'is-over')}>
    ${over && html`<div class="drop-here">Drop files to add them</div>`}
    <div class="composer">
      <textarea ref=${input} rows="1" value=${text} aria-label=${placeholder} placeholder=${placeholder}
        role="combobox" aria-expanded=${completion.open} aria-controls=${listId} aria-autocomplete="list"
        aria-activedescendant=${completion.open ? `${listId}-${completion.active}` : undefined}
        onInput=${type} onKeyDown=${keys} onKeyUp=${move} onClick=${move} onPaste=${paste}
        onBlur=${completion.close}></textarea>
      <${FileChips} files=${files} remove=${remove} uploading=${uploading} />
      <${ComposerBar} text=${text} input=${input} write=${write} add=${add} ready=${ready}
        sending=${sending > 0} submit=${submit} workspace=${workspace} />
    </div>
    ${completion.open && html`<${Completion} id=${listId} anchor=${root} completion=${completion} />`}
  </div>`;
}

function grow(input) {
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, 240)}px`;
}
