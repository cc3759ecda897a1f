import { follow, loadAll, loadMessages } from './load.js';
import { post } from './net.js';
import { markRead, startReads } from './reads.js';
import { openChannel, readAddress, setPlace, writeAddress } from './route.js';
import { read, set } from './store.js';
import { tell } from './toasts.js';

/** Opens the page as the person of the address, else the one of last time, else the sandbox's first. */
export async function start() {
  const { person, place } = readAddress();
  await loadAll(person).catch(() => loadAll());
  startReads(read().workspace);
  follow();
  const known = place?.kind !== 'channel' || read().workspace.channels.some((one) => one.id === place.id);
  await goTo(place && known ? place : firstPlace());
  addEventListener('hashchange', () => {
    const next = readAddress();
    if (next.person && next.person !== read().workspace.me.id) become(next.person);
    else if (next.place) goTo(next.place);
  });
}

function firstPlace() {
  const { channels } = read().workspace;
  const mine = channels.filter((channel) => channel.isMember && !channel.is_im && !channel.is_archived);
  const first = mine.find((channel) => channel.is_general) ?? mine[0];
  return first ? { kind: 'channel', id: first.id } : { kind: 'app', tab: 'home' };
}

/** Sits down at another person's computer. */
export async function become(person) {
  const { place } = read();
  set({ messages: {}, modals: [], home: null, thread: null, local: {} });
  await loadAll(person);
  follow();
  const { channels } = read().workspace;
  const stays =
    place.kind !== 'channel' || channels.some((one) => one.id === place.id && one.isMember && !one.is_im);
  await goTo(stays ? place : firstPlace());
}

export async function goTo(place) {
  setPlace(place);
  if (place.kind === 'app') await openApp(place.tab);
  const channel = openChannel(read());
  if (channel) {
    await loadMessages(channel).catch((error) => tell(error.message));
    markRead(channel);
  }
  writeAddress();
}

const openApp = (tab) => {
  const told = { home: 'home-open', messages: 'messages-open' }[tab];
  return told && post(told).then(refreshed, (error) => tell(error.message));
};

// The DM with the app is created when the Messages tab opens for the first time.
async function refreshed() {
  if (!read().workspace.appDm) await loadAll(read().workspace.me.id);
}

export const goToChannel = (id) => {
  const isAppDm = id === read().workspace.appDm;
  return goTo(isAppDm ? { kind: 'app', tab: 'messages' } : { kind: 'channel', id });
};
