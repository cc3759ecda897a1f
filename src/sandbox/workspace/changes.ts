import type { RestChange } from '../protocol.ts';

type Part = RestChange['what'][number];
export interface Change {
  part: Part;
  /** For messages. */
  channel?: string;
}

/** Who waits for something to happen in the workspace hears here. */
export interface Changes {
  tell(part: Part, channel?: string): void;
  /** @returns a function that stops listening */
  listen(listener: (change: Change) => void): () => void;
}

export function makeChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell(part, channel) {
      for (const listener of [...listeners]) listener({ part, channel });
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
