import { App, Failed } from './frame/app.js';
import { html, render } from './kit.js';
import { start } from './state/session.js';
import { startTheme } from './state/theme.js';

const page = document.getElementById('page');

startTheme();
start().then(
  () => render(html`<${App} />`, page),
  (error) => {
    console.error(error);
    render(html`<${Failed} error=${error} />`, page);
  },
);
