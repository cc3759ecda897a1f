import { classes, html, useEffect, useRef, useState } from '../kit.js';

const dayMs = 86_400_000;
const at = (day) => Date.parse(`${day}T00:00:00Z`);
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
const say = (day, options) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(new Date(at(day)));

/** `Mon 15 Mar 2027` for `2027-03-15`. */
export const dayText = (day) =>
  say(day, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).replace(',', '');

/** A month to pick a day from. `value` and `today` are `2027-03-15`; Monday comes first. */
export function Calendar({ value, today, onPick }) {
  const [shown, setShown] = useState(value || today);
  const grid = useRef(null);
  const month = shown.slice(0, 7);
  useEffect(() => {
    if (grid.current.contains(document.activeElement)) grid.current.querySelector('[tabindex="0"]')?.focus();
  }, [shown]);
  const turn = (by) => setShown(sameDayOf(month, by));
  const keys = (event) => {
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    if (moves[event.key]) setShown(iso(at(shown) + moves[event.key] * dayMs));
    else if (event.key === 'PageUp' || event.key === 'PageDown') turn(event.key === 'PageUp' ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return html`<div class="calendar" onKeyDown=${keys}>
    <div class="calendar-head">
      <button type="button" class="icon-button" aria-label="Previous month"
        onClick=${() => turn(-1)}>‹</button>
      <b aria-live="polite">${say(shown, { month: 'long', year: 'numeric' })}</b>
      <button type="button" class="icon-button" aria-label="Next month" onClick=${() => turn(1)}>›</button>
    </div>
    <div class="calendar-grid" ref=${grid} role="group" aria-label="Days">
      ${['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'].map(
        (name) => html`<span key=${name} class="weekday"
        aria-hidden="true">${name}</span>`,
      )}
      ${daysOf(month).map(
        (day) => html`<button type="button" key=${day} tabindex=${day === shown ? 0 : -1}
          aria-label=${dayText(day)} aria-pressed=${day === value}
          class=${classes('calendar-day', day.slice(0, 7) !== month && 'other', day === today && 'today', day === value && 'is-picked', day === shown && 'at')}
          onClick=${() => onPick(day)}>${Number(day.slice(8))}</button>`,
      )}
    </div>
    <button type="button" class="link-button" onClick=${() => onPick(today)}>Today</button>
  </div>`;
}

/** Six weeks around a month, from a Monday. */
function daysOf(month) {
  const first = at(`${month}-01`);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  return Array.from({ length: 42 }, (_, i) => iso(monday + i * dayMs));
}

function sameDayOf(month, by) {
  const [year, number] = month.split('-').map(Number);
  return iso(Date.UTC(year, number - 1 + by, 1));
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What a person types as a day: 2027-03-15, 15.3.2027, 15/3/2027, 15 Mar 2027; undefined when it is not one. */
export function readDay(text) {
  const words = text.trim().replace(/^[a-z]{2,9}\.?,?\s+/i, '');
  const isoDay = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (isoDay) return realDay(isoDay[1], isoDay[2], isoDay[3]);
  const numbers = /^(\d{1,2})[./]\s*(\d{1,2})[./]\s*(\d{4})$/.exec(words);
  if (numbers) return realDay(numbers[3], numbers[2], numbers[1]);
  const named = /^(\d{1,2})\.?\s+([a-z]{3})[a-z]*\s+(\d{4})$/i.exec(words);
  const month = named ? months.indexOf(named[2].toLowerCase()) + 1 : 0;
  return month > 0 ? realDay(named[3], month, named[1]) : undefined;
}

function realDay(year, month, day) {
  const text = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  return iso(Date.UTC(Number(year), Number(month) - 1, Number(day))) === text ? text : undefined;
}
