/** The minutes of a whole thread in a field that holds less than it. */

/** What a text input holds. */
export const typedLimit = 3000;
/** left for what the person adds */
const spare = 200;

export interface Minutes {
  /** what the field shows */
  shown: string;
  /** follows it when it is saved; empty when all of it is shown */
  rest: string;
}

/** @param before what stands in the field above the thread */
export function minutesOf(thread: string, before = ''): Minutes {
  const head = before ? `${before}\n\n` : '';
  const points = [...thread];
  const room = typedLimit - [...head].length;
  if (points.length <= room) return { shown: head + thread, rest: '' };
  const first = points.slice(0, Math.max(0, room - spare)).join('');
  // A message is not torn apart, unless it is longer than the field.
  const end = first.lastIndexOf('\n\n');
  const cut = end > first.length / 2 ? end : first.length;
  return { shown: head + thread.slice(0, cut), rest: thread.slice(cut).replace(/^\n+/, '') };
}

export const joined = (typed: string, rest: string): string => [typed, rest].filter(Boolean).join('\n\n');
