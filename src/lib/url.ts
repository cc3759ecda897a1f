import { cleanLine } from './text.ts';

/** Only addresses that a browser opens: `nen.nipez.cz/x` becomes `https://nen.nipez.cz/x`. null when it is none */
export function readUrl(text: string): string | null {
  const typed = cleanLine(text);
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || !url.hostname.includes('.')) return null;
  return url.href.length <= 2000 ? url.href : null;
}
