import htm from '/vendor/htm.js';
import { h } from '/vendor/preact.js';

export { createContext, render } from '/vendor/preact.js';
export { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from '/vendor/preact-hooks.js';
export const html = htm.bind(h);

let lastId = 0;
export const newId = (prefix) => {
  lastId += 1;
  return `${prefix}-${lastId}`;
};

/** Class names out of strings and false values. */
export const classes = (...names) => names.filter(Boolean).join(' ');
