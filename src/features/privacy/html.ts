/** Pages of text for people who keep them: no script, no style from elsewhere, nothing that is fetched. */
const style =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1d1c1d}' +
  'h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid #ddd}' +
  'table{border-collapse:collapse;margin:.75rem 0;width:100%}td{padding:.2rem .75rem .2rem 0;vertical-align:top;white-space:pre-wrap}' +
  'td:first-child{color:#616061;width:11rem}li{margin:.3rem 0}';

export const html = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export const pageStart = (language: string, title: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${html(title)}</title><style>${style}</style></head><body><h1>${html(title)}</h1>\n`;

export const pageEnd = '</body></html>\n';

export const heading = (text: string): string => `<h2>${html(text)}</h2>\n`;
export const paragraph = (text: string): string => `<p>${html(text)}</p>\n`;
export const list = (items: string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${html(item)}</li>`).join('\n')}</ul>\n`;
export const table = (rows: [string, string][]): string =>
  `<table>${rows.map(([name, value]) => `<tr><td>${html(name)}</td><td>${html(value)}</td></tr>`).join('\n')}</table>\n`;
