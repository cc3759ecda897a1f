import { Blocks } from '../blocks/blocks.js';
import { Mrkdwn } from '../blocks/text.js';
import { Avatar } from '../frame/avatar.js';
import { classes, html, useState } from '../kit.js';
import { fullTimeOf, timeOf } from '../state/clock.js';
import { authorOf } from '../state/directory.js';
import { Live } from '../state/live.js';
import { read, set, useStore } from '../state/store.js';
import { EditBox } from './edit.js';
import { Files } from './files.js';
import { Reactions } from './reactions.js';
import { ThreadLine } from './thread.js';
import { Toolbar } from './toolbar.js';

const quiet = new Set([
  'channel_join',
  'channel_leave',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'channel_archive',
  'channel_unarchive',
  'group_join',
  'group_leave',
]);

export function Message({ message, follows, inThread }) {
  const workspace = useStore((state) => state.workspace);
  const hidden = useStore((state) => state.hidden);
  const [editing, setEditing] = useState(false);
  if (hidden.has(message.ts)) return null;
  const author = authorOf(message, workspace);
  const at = Number(message.ts);
  const only = Boolean(message.ephemeralTo);
  const look = classes(
    'message',
    follows && 'follows',
    only && 'ephemeral',
    quiet.has(message.subtype) && 'quiet',
  );
  return html`<article class=${look} data-ts=${message.ts} aria-label=${`${author.name}, ${timeOf(at)}`}>
    ${
      only &&
      html`<p class="only-you">👁 Only visible to you<button type="button" class="link-button"
      onClick=${() => hide(message)}>Dismiss</button></p>`
    }
    ${
      follows
        ? html`<time class="side-time" title=${fullTimeOf(at)}>${timeOf(at)}</time>`
        : html`<${Avatar} ...${author} />`
    }
    <div class="message-main">
      ${
        !follows &&
        html`<p class="message-head"><b class="author">${author.name}</b>
        ${author.isApp && html`<span class="app-badge">APP</span>`} <time
          title=${fullTimeOf(at)}>${timeOf(at)}</time></p>`
      }
      ${
        editing
          ? html`<${EditBox} message=${message} onDone=${() => setEditing(false)} />`
          : html`<${Body} message=${message} />`
      }
      ${message.files?.length > 0 && html`<${Files} files=${message.files} />`}
      ${message.reactions?.length > 0 && html`<${Reactions} message=${message} />`}
      ${!inThread && message.reply_count > 0 && html`<${ThreadLine} message=${message} />`}
    </div>
    ${
      !only &&
      !editing &&
      html`<${Toolbar} message=${message} inThread=${inThread}
      onEdit=${() => setEditing(true)} />`
    }
  </article>`;
}

const hide = (message) => set({ hidden: new Set(read().hidden).add(message.ts) });

function Body({ message }) {
  const target = { channel: message.channel, ts: message.ts };
  const { blocks = [], attachments = [] } = message;
  const nested = attachments.flatMap((attachment) => attachment.blocks ?? []);
  return html`<${Live} target=${target} kind="message" blocks=${[...blocks, ...nested]}>
    ${
      blocks.length > 0
        ? html`<div class="message-blocks"><${Blocks} blocks=${blocks} /></div>`
        : message.text && html`<div class="message-text"><${Mrkdwn} text=${message.text} /></div>`
    }
    ${
      message.edited &&
      html`<small class="edited"
      title=${fullTimeOf(Number(message.edited.ts))}>(edited)</small>`
    }
    ${attachments.map((attachment, i) => html`<${Attachment} key=${i} attachment=${attachment} />`)}
  <//>`;
}

function Attachment({ attachment }) {
  const { color, blocks, title, text, pretext, fallback } = attachment;
  const bar = /^#?[0-9a-f]{6}$/i.test(color ?? '') ? `#${color.replace('#', '')}` : undefined;
  return html`<div class="attachment" style=${{ borderLeftColor: bar }}>
    ${pretext && html`<p><${Mrkdwn} text=${pretext} /></p>`}
    ${title && html`<p><b>${title}</b></p>`}
    ${blocks ? html`<${Blocks} blocks=${blocks} />` : html`<${Mrkdwn} text=${text ?? fallback ?? ''} />`}
  </div>`;
}
