/**
 * Goes through them in their order, and brings the next one while the caller is busy with the one before. What fails is
 * thrown when its turn comes, so after the caller is done with all before it; who leaves early waits for what is under way.
 * @param haveRoom whether what was brought and the next one may be held at a time
 */
export async function* broughtAhead<T, B>(
  all: T[],
  bring: (one: T) => Promise<B>,
  haveRoom: (brought: B, next: T) => boolean,
): AsyncGenerator<[index: number, brought: B]> {
  let ahead: Promise<B> | null = null;
  try {
    for (const [index, one] of all.entries()) {
      const brought: B = await (ahead ?? bring(one));
      ahead = null;
      const next = all[index + 1];
      if (next !== undefined && haveRoom(brought, next)) {
        ahead = bring(next);
        // Nobody listens until its turn comes.
        ahead.catch(() => {});
      }
      yield [index, brought];
    }
  } finally {
    await ahead?.catch(() => {});
  }
}
