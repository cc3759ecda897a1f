import { nowSeconds } from '../state/clock.js';
import { read, set } from '../state/store.js';

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What Slack itself would say to the person, only here and only now. */
export function notify(channel, text, thread) {
  const notice = {
    ts: nowSeconds().toFixed(6),
    channel,
    user: 'USLACKBOT',
    text: escaped(text),
    ephemeralTo: read().workspace.me.id,
    thread_ts: thread,
  };
  set((state) => ({ local: { ...state.local, [channel]: [...(state.local[channel] ?? []), notice] } }));
}

/** Messages of a channel or a thread together with what Slack said there, by time. */
export function withNotices(messages, local, channel, thread) {
  const said = (local[channel] ?? []).filter((one) => one.thread_ts === thread);
  return said.length === 0 ? messages : [...messages, ...said].sort((a, b) => Number(a.ts) - Number(b.ts));
}
