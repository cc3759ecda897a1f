import { html, useEffect, useMemo } from '../kit.js';
import { directoryOf } from '../state/directory.js';
import { loadMessages } from '../state/load.js';
import { post } from '../state/net.js';
import { readOpenChannel, unreadOf } from '../state/reads.js';
import { read, useStore } from '../state/store.js';
import { tell } from '../state/toasts.js';
import { Composer } from './composer.js';
import { ChannelHead } from './head.js';
import { Messages } from './messages.js';
import { withNotices } from './notice.js';

/** A channel or a direct message. */
export function Channel({ id }) {
  const workspace = useStore((state) => state.workspace);
  const channel = workspace.channels.find((one) => one.id === id);
  if (!channel)
    return html`<div
      class="empty"><h2>This conversation is not here</h2><p>Perhaps this person cannot see it.</p></div>`;
  return html`<${ChannelHead} channel=${channel} /><${Conversation} key=${`${workspace.me.id} ${id}`}
    channel=${channel} />`;
}

const isTop = (message) =>
  !message.thread_ts || message.thread_ts === message.ts || message.subtype === 'thread_broadcast';

/** Messages and the composer, without a head. */
export function Conversation({ channel }) {
  const workspace = useStore((state) => state.workspace);
  const all = useStore((state) => state.messages[channel.id]);
  const local = useStore((state) => state.local);
  const unreadFrom = useMemo(() => unreadOf(read(), channel.id).find(isTop)?.ts, [channel.id]);
  useEffect(() => {
    readOpenChannel();
    document.addEventListener('visibilitychange', readOpenChannel);
    return () => document.removeEventListener('visibilitychange', readOpenChannel);
  }, [all]);
  const messages = useMemo(
    () => withNotices((all ?? []).filter(isTop), local, channel.id, undefined),
    [all, local, channel.id],
  );
  const { name, isDm } = directoryOf(workspace).findConversation(channel.id) || {
    name: workspace.app.name,
    isDm: true,
  };
  const title = isDm ? name : `#${name}`;
  return html`
    <${Messages} messages=${messages} label=${`Messages in ${title}`} unreadFrom=${unreadFrom}
      empty=${all && html`<${Beginning} channel=${channel} name=${name} isDm=${isDm} />`} />
    ${
      channel.isMember && !channel.is_archived
        ? html`<${Composer} channel=${channel.id} placeholder=${`Message ${title}`} />`
        : html`<${NotMember} channel=${channel} />`
    }
  `;
}

function Beginning({ channel, name, isDm }) {
  const { app } = read().workspace;
  const appIsHere = channel.members.includes(app.botUserId);
  return html`<div class="beginning">
    <h2>${isDm ? '' : channel.is_private ? '🔒 ' : '# '}${name}</h2>
    <p>${isDm ? `This is your conversation with ${name}.` : channel.purpose?.value || 'This is the very beginning of the channel.'}</p>
    ${appIsHere && html`<p>${isDm ? '' : `${app.name} is here. `}Type <kbd>/</kbd> to see what it can do.</p>`}
  </div>`;
}

function NotMember({ channel }) {
  if (channel.is_archived) return html`<p class="not-member">This channel is archived.</p>`;
  const join = () =>
    post('join', { channel: channel.id }).then(
      () => loadMessages(channel.id),
      (error) => tell(error.message),
    );
  return html`<div class="not-member">
    <p>You are looking at <b>#${channel.name}</b></p>
    <button type="button" class="button primary" onClick=${join}>Join channel</button>
  </div>`;
}
