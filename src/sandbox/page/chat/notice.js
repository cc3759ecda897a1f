import { Avatar } from '../frame/avatar.js';
import { html } from '../kit.js';
import { nowSeconds, timeOf } from '../state/clock.js';
import { read, set } from '../state/store.js';

let last = 0;

/** What Slack itself would say to the person, only here and only now. */
export function notify(channel, text, thread) {
  last += 1;
  const notice = { id: last, at: nowSeconds(), text, thread };
  set((state) => ({ local: { ...state.local, [channel]: [...(state.local[channel] ?? []), notice] } }));
}

export const noticesOf = (local, channel, thread) =>
  (local[channel] ?? []).filter((one) => one.thread === thread);

export const clearNotices = (channel) => set({ local: { ...read().local, [channel]: [] } });

export const Notice = ({ notice }) => html`<div class="message ephemeral">
  <p class="only-you">👁 Only visible to you</p>
  <${Avatar} id="USLACKBOT" name="Slackbot" isApp=${true} />
  <div class="message-main">
    <p class="message-head"><b class="author">Slackbot</b> <time>${timeOf(notice.at)}</time></p>
    <div class="message-text">${notice.text}</div>
  </div>
</div>`;
