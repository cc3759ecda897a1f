import { fromLocal, isoDay, toLocal } from '../blocks/dates.js';
import { DateField } from '../controls/date-field.js';
import { Dialog } from '../controls/dialog.js';
import { Menu } from '../controls/menu.js';
import { TimeField } from '../controls/time-field.js';
import { html, useState } from '../kit.js';
import { myZone, nowSeconds, shortDateOf, timeOf, useNow } from '../state/clock.js';
import { loadWorkspace } from '../state/load.js';
import { post } from '../state/net.js';
import { tell } from '../state/toasts.js';

const hour = 3_600_000;
const day = 86_400;

/** The workspace's clock, and the ways to move it on. */
export function Clock() {
  const now = useNow(5_000);
  const [picking, setPicking] = useState(false);
  const [moving, setMoving] = useState(false);
  const move = async (change) => {
    setMoving(true);
    await post('time', change).catch((error) => tell(error.message));
    await loadWorkspace().catch((error) => tell(error.message));
    setMoving(false);
  };
  const items = [
    { heading: 'Move the clock' },
    { label: 'One hour on', icon: '⏩', pick: () => move({ advance: hour }) },
    { label: 'Next morning, 9:00', icon: '🌅', pick: () => move({ set: nextMorning() }) },
    { label: 'One day on', icon: '📅', pick: () => move({ advance: 24 * hour }) },
    { label: 'Pick a time…', icon: '🕐', pick: () => setPicking(true) },
  ];
  const face = html`<span aria-hidden="true">${moving ? '' : '🕐'}</span>${
    moving &&
    html`<span class="spinner"
    aria-hidden="true"></span>`
  }
    <span class="clock-face">${weekday(now)} ${shortDateOf(now)}, <b>${timeOf(now)}</b></span><span
      aria-hidden="true">▾</span>`;
  return html`<${Menu} label="Time" class="top-button clock" items=${items} trigger=${face}
    pending=${moving} />
    ${
      picking &&
      html`<${PickTime} onClose=${() => setPicking(false)} onPick=${(iso) => {
        setPicking(false);
        move({ set: iso });
      }} />`
    }`;
}

const weekday = (seconds) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: myZone() }).format(new Date(seconds * 1000));

const isoOf = (seconds) => new Date(seconds * 1000).toISOString();

/** The nearest 9:00 to come, in the person's own zone. */
function nextMorning() {
  const now = nowSeconds();
  const today = fromLocal(`${isoDay(now, myZone())}T09:00`, myZone());
  return isoOf(today > now ? today : fromLocal(`${isoDay(now + day, myZone())}T09:00`, myZone()));
}

function PickTime({ onClose, onPick }) {
  const [local, setLocal] = useState(toLocal(Math.floor(nowSeconds()), myZone()));
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local);
  const at = whole ? fromLocal(local, myZone()) : 0;
  const back = whole && at < nowSeconds() - 60;
  const submit = (event) => {
    event.preventDefault();
    if (whole && !back) onPick(isoOf(at));
  };
  return html`<${Dialog} class="confirm" labelledBy="time-title" onClose=${onClose}>
    <form onSubmit=${submit}>
      <h2 id="time-title">Move the clock to</h2>
      <span class="picker">
        <${DateField} aria-label="Day" value=${local.slice(0, 10)} today=${isoDay(nowSeconds(), myZone())}
          onChange=${(day) => setLocal(`${day}T${local.slice(11)}`)} />
        <${TimeField} id="pick-time" aria-label="Time of day" value=${local.slice(11)}
          onChange=${(time) => setLocal(`${local.slice(0, 10)}T${time}`)} />
        <span class="picker-note">${myZone()}</span>
      </span>
      ${back && html`<p class="field-error" role="alert">Time only moves forward here.</p>`}
      <div class="dialog-buttons">
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
        <button type="submit" class="button primary" disabled=${!whole || back}>Move</button>
      </div>
    </form>
  <//>`;
}
