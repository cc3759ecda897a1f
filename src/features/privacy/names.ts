/** Names of people as they are compared. Pure. */
import { fold } from '../../lib/text.ts';

/** `Ing. Petr Říha, Ph.D.` -> `Petr Říha` */
export const bareName = (name: string): string =>
  (name.split(',')[0] ?? '')
    .split(/\s+/)
    .filter((word) => word && !word.endsWith('.'))
    .join(' ');

/** As names are folded in the database: `petr riha`, `riha petr`. Names of one word are anybody's: none. */
export const fullNames = (names: string[]): string[] =>
  names.flatMap((name) => {
    const words = fold(name).split(' ').filter(Boolean);
    const last = words.at(-1);
    return last && words.length > 1 ? [words.join(' '), [last, ...words.slice(0, -1)].join(' ')] : [];
  });

/** The whole of it is one of the names, in either order. @param name without titles */
export const isNamed = (name: string, names: string[]): boolean =>
  fullNames(names).includes(fold(name).replace(/,/g, ''));
