import { set } from './store.js';

const key = 'sandbox.theme';

/** `system`, `light` or `dark`; the style sheets read it from the root element. */
export function startTheme() {
  applyTheme(localStorage.getItem(key) ?? 'system');
}

export function applyTheme(theme) {
  localStorage.setItem(key, theme);
  document.documentElement.dataset.theme = theme;
  set({ theme });
}
