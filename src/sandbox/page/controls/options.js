import { useEffect, useRef, useState } from '../kit.js';

const nothing = { groups: [], state: 'idle' };
const pause = 160;

/** What a list offers for the query: at once for a local source, after a short pause for one that asks the app. */
export function useOptions({ source, query, open, min }) {
  const [found, setFound] = useState(nothing);
  const asked = useRef(0);
  const timer = useRef(0);
  useEffect(() => {
    clearTimeout(timer.current);
    asked.current += 1;
    if (!open || query.length < min) {
      setFound(nothing);
      return;
    }
    const mine = asked.current;
    if (!source.remote) {
      setFound({ groups: source.find(query), state: 'ready' });
      return;
    }
    setFound((before) => ({ ...before, state: 'loading' }));
    const look = () =>
      source.find(query).then(
        (groups) => mine === asked.current && setFound({ groups, state: 'ready' }),
        () => mine === asked.current && setFound({ groups: [], state: 'failed' }),
      );
    timer.current = setTimeout(look, query ? pause : 0);
  }, [query, open]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return found;
}

const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Groups whose options contain the query, ignoring case and diacritics. */
export function filterGroups(groups, query) {
  const wanted = fold(query.trim());
  if (!wanted) return groups;
  return groups
    .map((group) => ({
      ...group,
      options: group.options.filter((one) => fold(`${one.text} ${one.description ?? ''}`).includes(wanted)),
    }))
    .filter((group) => group.options.length > 0);
}
