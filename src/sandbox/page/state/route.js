import { read, set } from './store.js';

/** The address says who and where: `#/U0EVA00001/C0SALES0001`, `#/U0EVA00001/home`, `#/U0EVA00001/mail`. */
export function readAddress() {
  const [, person, place] = location.hash.split('/');
  return {
    person: person ? decodeURIComponent(person) : undefined,
    place: place ? placeOf(decodeURIComponent(place)) : undefined,
  };
}

function placeOf(word) {
  if (word === 'mail') return { kind: 'mail' };
  if (['home', 'messages', 'about'].includes(word)) return { kind: 'app', tab: word };
  return { kind: 'channel', id: word };
}

const wordOf = (place) =>
  place.kind === 'app' ? place.tab : place.kind === 'channel' ? place.id : place.kind;

export function writeAddress() {
  const { workspace, place } = read();
  const hash = `#/${workspace.me.id}/${wordOf(place)}`;
  if (location.hash === hash) return;
  if (location.hash) history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
}

export const isOpen = (place, other) => wordOf(place) === wordOf(other);

/** The channel whose messages are on the screen, if any. */
export function openChannel({ place, workspace }) {
  if (place.kind === 'channel') return place.id;
  if (place.kind === 'app' && place.tab === 'messages') return workspace?.appDm;
  return undefined;
}

export const setPlace = (place) => {
  set({ place, thread: null, sidebarOpen: false });
  writeAddress();
};
