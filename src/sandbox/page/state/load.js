import { setClock } from './clock.js';
import { eventsPath, get } from './net.js';
import { read, set } from './store.js';

const started = new Map();
const shown = new Map();

/** Asks, and shows the answer unless a later one is shown already or another person has sat down meanwhile. */
async function load(path, params, show) {
  const key = `${path} ${params.channel ?? ''}`;
  const mine = (started.get(key) ?? 0) + 1;
  const me = read().workspace?.me.id;
  started.set(key, mine);
  const answer = await get(path, params);
  const late = mine < (shown.get(key) ?? 0) || (path !== 'state' && me !== read().workspace?.me.id);
  if (late) return;
  shown.set(key, mine);
  show(answer);
}

/** Reads the workspace as a person; without one, as whoever sits here, else as the sandbox's first. */
export const loadWorkspace = (person) =>
  load('state', person ? { as: person } : {}, (workspace) => {
    setClock(workspace.now);
    set({ workspace });
  });

export const loadMessages = (channel) =>
  load('messages', { channel }, ({ messages }) =>
    set((state) => ({ messages: { ...state.messages, [channel]: messages } })),
  );

export function loadModals() {
  const modalsAt = performance.now();
  return load('modals', {}, ({ modals }) => set({ modals, modalsAt }));
}

const loadHome = () => load('home', {}, ({ view }) => set({ home: view }));

async function loadMail() {
  if (!read().workspace.extras.mail) return;
  await load('mail', {}, ({ mails, senders, addresses }) => set({ mail: { mails, senders, addresses } }));
}

/** All that a person sees at the beginning. */
export async function loadAll(person) {
  await loadWorkspace(person);
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

const sees = (id) => read().workspace.channels.some((channel) => channel.id === id);

/** Everybody's changes are told; what is not this person's is left out, for the sandbox would refuse to show it. */
async function reload({ what, channels }) {
  const parts = new Set(what);
  try {
    const unknown = channels.some((id) => !sees(id));
    if (parts.has('state') || parts.has('time') || unknown) await loadWorkspace();
    await Promise.all([
      ...(parts.has('messages') ? channels.filter(sees).map(loadMessages) : []),
      parts.has('modals') && loadModals(),
      parts.has('home') && loadHome(),
      parts.has('mail') && loadMail(),
    ]);
  } catch (error) {
    offline(error);
  }
}

const offline = (error) => {
  if (error.code === 'offline') set({ online: false });
  else console.warn(error);
};
