/** What the dry run would have made so far, so that the same company further down counts once. Ids are below zero. */
import { fold } from '../../lib/text.ts';
import { bareName } from '../companies/bulk-service.ts';
import { hashTable } from './hash-table.ts';

export interface Known {
  /** @returns the id, null: nobody said it before */
  find(keys: string[]): number | null;
  /** Remembers under all its keys. @param id of a record that is there; missing: one that would be made */
  add(keys: string[], id?: number): number;
}

export function startKnown(): Known {
  const ids = hashTable();
  let last = 0;
  return {
    find: (keys) => {
      for (const key of keys) {
        const id = ids.get(key);
        if (id !== null) return id;
      }
      return null;
    },
    add(keys, id) {
      if (id === undefined) last -= 1;
      const given = id ?? last;
      for (const key of keys) ids.add(key, given);
      return given;
    },
  };
}

/** `Mostní stavby Brno, a. s.` and `MOSTNÍ STAVBY BRNO a.s.` are one. */
export const nameKey = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]/gu, '');

/** It says more than the name alone: `s.r.o.`, `a. s.` */
export const hasLegalForm = (name: string): boolean => nameKey(name) !== nameKey(bareName(name));
