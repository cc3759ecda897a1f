import { setClock } from './clock.js';
import { eventsPath, get } from './net.js';
import { read, set } from './store.js';

const loaders = {
  state: loadWorkspace,
  messages: (channels) => Promise.all(channels.map(loadMessages)),
  modals: loadModals,
  home: loadHome,
  mail: loadMail,
  time: loadWorkspace,
};

/** Reads the workspace as a person; without one, as the sandbox's first. */
export async function loadWorkspace(_, person) {
  const workspace = await get('state', person ? { as: person } : {});
  setClock(workspace.now);
  set({ workspace });
}

export async function loadMessages(channel) {
  const { messages } = await get('messages', { channel });
  set((state) => ({ messages: { ...state.messages, [channel]: messages } }));
}

export async function loadModals() {
  const startedAt = performance.now();
  const { modals } = await get('modals');
  set({ modals, modalsAt: startedAt });
}

async function loadHome() {
  const { view } = await get('home');
  set({ home: view });
}

async function loadMail() {
  if (!read().workspace?.extras.mail) return;
  const { mails, senders = [] } = await get('mail');
  set({ mail: { mails, senders } });
}

/** All that a person sees at the beginning. */
export async function loadAll(person) {
  await loadWorkspace(undefined, person);
  const mine = read().workspace.channels.filter((channel) => channel.isMember);
  await Promise.all([
    ...mine.map((channel) => loadMessages(channel.id)),
    loadModals(),
    loadHome(),
    loadMail(),
  ]);
}

let stream = null;

/** Follows what happens, until another person's stream is opened. */
export function follow() {
  stream?.close();
  stream = new EventSource(eventsPath());
  const mine = stream;
  let interrupted = false;
  stream.onmessage = (event) => mine === stream && reload(JSON.parse(event.data));
  stream.onerror = () => {
    interrupted = true;
    set({ online: false });
  };
  stream.onopen = () => {
    set({ online: true });
    if (interrupted) loadAll(read().workspace.me.id).catch(offline);
    interrupted = false;
  };
}

function reload({ what, channels }) {
  const parts = new Set(what);
  if (parts.has('state')) parts.delete('time');
  for (const part of parts) loaders[part]?.(channels).catch(offline);
}

const offline = (error) => {
  if (error.code === 'offline') set({ online: false });
  else console.warn(error);
};
