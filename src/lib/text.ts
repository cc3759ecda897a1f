/** Lower case without diacritics: how names are compared, searched and typed at. `Řehoř Šťastný` -> `rehor stastny` */
export const fold = (text: string): string =>
  (isAscii(text) ? text.toLowerCase() : withoutMarks(text)).replace(/\s+/g, ' ').trim();

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss');

/** Cuts by code points, as Slack counts, with an ellipsis inside the limit. */
export function cut(text: string, limit: number): string {
  const points = [...text];
  return points.length <= limit
    ? text
    : `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

// Control characters, and the marks that turn the direction of the text around them, can disguise a name.
const unsafe = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A name on one line, without control and bidi characters. */
export const cleanLine = (text: string): string => text.replace(unsafe, ' ').replace(/\s+/g, ' ').trim();

/** Text of several lines: the same, but line breaks stay. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(unsafe, ' ').trimEnd())
    .join('\n')
    .trim();
