import { colourOf, initials } from '../format.js';
import { html } from '../kit.js';

/** Initials on a colour; a rounded tile with one letter for an app. */
export function Avatar({ id, name, isApp, size = 36 }) {
  const letters = isApp ? [...name][0] : initials(name);
  const box = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.4)}px` };
  return html`<span class=${isApp ? 'avatar app' : `avatar colour-${colourOf(id)}`} style=${box}
    aria-hidden="true">${letters}</span>`;
}
