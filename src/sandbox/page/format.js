const units = ['B', 'kB', 'MB', 'GB'];

/** `1.2 MB` */
export function fileSize(bytes) {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const size = bytes / 1000 ** power;
  return `${size < 10 && power > 0 ? size.toFixed(1) : Math.round(size)} ${units[power]}`;
}

export const initials = (name) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0])
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** One of eight colours, the same for the same id. */
export const colourOf = (id) =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % 8;

/** `1 member`, `3 members`. */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
