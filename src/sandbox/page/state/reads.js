import { openChannel } from './route.js';
import { read, set } from './store.js';

const key = 'sandbox.reads';
let team = '';

/** Until when each person has read each channel; what was there before this browser first came counts as read. */
export function startReads({ team: { id }, now, channels }) {
  team = id;
  const kept = JSON.parse(localStorage.getItem(`${key}.${team}`) ?? 'null');
  const since = Math.max(Date.parse(now) / 1000, ...channels.map((channel) => Number(channel.lastTs ?? 0)));
  const fresh = !kept || kept.since > since;
  set({ reads: fresh ? { since, until: {} } : kept });
  save();
}

const save = () => localStorage.setItem(`${key}.${team}`, JSON.stringify(read().reads));
const mark = (person, channel) => `${person} ${channel}`;

export function markRead(channel) {
  const { messages, reads, workspace } = read();
  const last = (messages[channel] ?? []).at(-1)?.ts;
  if (!last || readUntil(reads, workspace.me.id, channel) >= Number(last)) return;
  set({ reads: { ...reads, until: { ...reads.until, [mark(workspace.me.id, channel)]: last } } });
  save();
}

const readUntil = (reads, person, channel) =>
  Number(reads.until?.[mark(person, channel)] ?? reads.since ?? 0);

/** What others wrote there since I looked. */
export function unreadOf(state, channel) {
  const me = state.workspace.me.id;
  const until = readUntil(state.reads, me, channel);
  return (state.messages[channel] ?? []).filter(
    (message) => Number(message.ts) > until && message.user !== me,
  );
}

/** Looks at the open channel as long as the page is in front. */
export const readOpenChannel = () => {
  const channel = openChannel(read());
  if (channel && document.visibilityState === 'visible') markRead(channel);
};
