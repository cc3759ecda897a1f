import { useEffect, useState } from '../kit.js';

/**
 * Everything the page knows. `workspace` is RestState (../protocol.ts); `place` says what is open; `local` are notices
 * that Slack itself would show, by channel.
 */
let state = {
  workspace: null,
  place: { kind: 'nowhere' },
  thread: null,
  messages: {},
  modals: [],
  modalsAt: 0,
  home: null,
  mail: { mails: [], senders: [], addresses: [] },
  reads: {},
  local: {},
  hidden: new Set(),
  toasts: [],
  sidebarOpen: false,
  online: true,
  theme: 'system',
};
const watchers = new Set();

export const read = () => state;

/** `set({ thread: null })` or `set((state) => ({ ... }))`. */
export function set(change) {
  state = { ...state, ...(typeof change === 'function' ? change(state) : change) };
  for (const watcher of watchers) watcher(state);
}

/** The selected part of the state, drawn again when it changes. */
export function useStore(select) {
  const [part, setPart] = useState(() => select(state));
  useEffect(() => {
    const look = (next) => setPart(() => select(next));
    look(state);
    watchers.add(look);
    return () => watchers.delete(look);
  }, []);
  return part;
}
