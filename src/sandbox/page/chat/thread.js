import { Avatar } from '../frame/avatar.js';
import { html } from '../kit.js';
import { useNow, whenOf } from '../state/clock.js';
import { authorOf, directoryOf } from '../state/directory.js';
import { read, set, useStore } from '../state/store.js';
import { Composer } from './composer.js';
import { Messages } from './messages.js';
import { withNotices } from './notice.js';

export const openThread = ({ channel, ts, thread_ts: root }) => set({ thread: { channel, ts: root ?? ts } });
const closeThread = () => set({ thread: null });

/** Under a message: who answered, how many times, when last. */
export function ThreadLine({ message }) {
  const { reply_count: count, reply_users: users = [], latest_reply: latest } = message;
  const workspace = read().workspace;
  useNow(60_000);
  return html`<button type="button" class="thread-line" onClick=${() => openThread(message)}>
    ${users.slice(0, 4).map((id) => {
      const author = authorOf(
        { user: id, bot_id: id === workspace.app.botUserId ? id : undefined },
        workspace,
      );
      return html`<${Avatar} key=${id} ...${author} size=${20} />`;
    })}
    <b>${count} ${count === 1 ? 'reply' : 'replies'}</b>
    ${latest && html`<span>Last reply ${whenOf(Number(latest))}</span>`}
  </button>`;
}

function place(id) {
  const { name, isDm } = directoryOf(read().workspace).findConversation(id) || { name: '', isDm: true };
  return isDm ? name : `# ${name}`;
}

/** The pane at the right. */
export function ThreadPane() {
  const thread = useStore((state) => state.thread);
  const all = useStore((state) => (state.thread ? state.messages[state.thread.channel] : undefined)) ?? [];
  const local = useStore((state) => state.local);
  if (!thread) return null;
  const inThread = all.filter((message) => message.ts === thread.ts || message.thread_ts === thread.ts);
  const messages = withNotices(inThread, local, thread.channel, thread.ts);
  const keys = (event) => event.key === 'Escape' && closeThread();
  return html`<aside class="thread-pane" aria-label="Thread" onKeyDown=${keys}>
    <header class="pane-head">
      <h2>Thread <small>${place(thread.channel)}</small></h2>
      <button type="button" class="icon-button" aria-label="Close thread" title="Close"
        onClick=${closeThread}>✕</button>
    </header>
    <${Messages} key=${thread.ts} messages=${messages} label="Thread messages" inThread=${true} />
    <${Composer} key=${`compose ${thread.ts}`} channel=${thread.channel} thread=${thread.ts}
      placeholder="Reply…" />
  </aside>`;
}
