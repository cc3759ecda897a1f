const day = 86_400;

/** Slack's date formatting: `{date_short_pretty} at {time}`; `now` and `timestamp` in seconds. */
export function formatDate(timestamp, format, { zone, locale, now }) {
  const at = new Date(timestamp * 1000);
  const say = (options) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(at);
  const near = nearDay(timestamp, now, zone);
  const tokens = {
    date_num: () => isoDay(timestamp, zone),
    date: () => say({ year: 'numeric', month: 'long', day: 'numeric' }),
    date_short: () => say({ year: 'numeric', month: 'short', day: 'numeric' }),
    date_long: () => say({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }),
    time: () => say({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => say({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(timestamp - now, locale),
  };
  return format.replace(/\{([a-z_]+)\}/g, (whole, name) => {
    const pretty = name.replace(/_pretty$/, '');
    if (pretty !== name && near) return near;
    return tokens[pretty]?.() ?? whole;
  });
}

/** `2027-03-15` in the zone. */
export function isoDay(timestamp, zone) {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return parts.format(new Date(timestamp * 1000));
}

function nearDay(timestamp, now, zone) {
  const names = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' };
  const midnight = (seconds) => Date.parse(`${isoDay(seconds, zone)}T00:00:00Z`) / 1000;
  return names[(midnight(timestamp) - midnight(now)) / day];
}

function ago(seconds, locale) {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(Math.round(seconds), 'second');
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < day) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / day), 'day');
}

/** Minutes that the zone's clocks are ahead of UTC at the instant (seconds). */
function offsetMinutes(timestamp, zone) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(new Date(timestamp * 1000));
  const read = (type) => Number(parts.find((part) => part.type === type).value);
  const local = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return Math.round((local / 1000 - timestamp) / 60);
}

/** `2027-03-15T12:00` in the zone, for an instant in seconds. */
export function toLocal(timestamp, zone) {
  const shifted = new Date((timestamp + offsetMinutes(timestamp, zone) * 60) * 1000);
  return shifted.toISOString().slice(0, 16);
}

/** The instant in seconds of a local `2027-03-15T12:00`; in a skipped hour, the one after it. */
export function fromLocal(local, zone) {
  const asUtc = Date.parse(`${local}:00Z`) / 1000;
  const guess = asUtc - offsetMinutes(asUtc, zone) * 60;
  return asUtc - offsetMinutes(guess, zone) * 60;
}
