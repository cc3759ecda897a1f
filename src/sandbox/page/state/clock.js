import { useEffect, useState } from '../kit.js';
import { read, useStore } from './store.js';

let base = { at: 0, since: 0 };

/** The sandbox's clock was read: ISO instant. */
export const setClock = (iso) => {
  base = { at: Date.parse(iso), since: performance.now() };
};

/** Seconds on the sandbox's clock, which runs on from where it was set. */
export const nowSeconds = () => (base.at + performance.now() - base.since) / 1000;

/** Seconds, drawn again every `every` milliseconds and when the clock is moved. */
export function useNow(every = 10_000) {
  const [, tick] = useState(0);
  useStore((state) => state.workspace?.now);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), every);
    return () => clearInterval(timer);
  }, [every]);
  return nowSeconds();
}

export const myZone = () => read().workspace?.me.tz ?? 'Europe/Prague';
export const myLocale = () => 'en-GB';

const say = (options) => (seconds) =>
  new Intl.DateTimeFormat(myLocale(), { timeZone: myZone(), ...options }).format(new Date(seconds * 1000));

export const timeOf = say({ hour: '2-digit', minute: '2-digit' });
export const fullTimeOf = say({
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
export const shortDateOf = say({ day: 'numeric', month: 'short' });
export const dayOf = say({ year: 'numeric', month: '2-digit', day: '2-digit' });
const weekdayOf = say({ weekday: 'long', day: 'numeric', month: 'long' });
const datedOf = say({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });

const day = 86_400;

/** Today, Yesterday, Tuesday 9 March; with the year when it is far. */
export function dayName(seconds, now = nowSeconds()) {
  if (dayOf(seconds) === dayOf(now)) return 'Today';
  if (dayOf(seconds) === dayOf(now - day)) return 'Yesterday';
  return Math.abs(now - seconds) < 300 * day ? weekdayOf(seconds) : datedOf(seconds);
}

/** 9:04 today, else with the day. */
export const whenOf = (seconds, now = nowSeconds()) =>
  dayOf(seconds) === dayOf(now) ? timeOf(seconds) : `${shortDateOf(seconds)}, ${timeOf(seconds)}`;
