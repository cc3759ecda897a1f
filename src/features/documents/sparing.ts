import { collectGarbage } from '../../lib/garbage.ts';

/** So many bytes pass between two collections. */
const step = 4 * 1024 * 1024;

/**
 * The same bytes, passing through little memory. V8 does not count the 64 kB that each read leaves behind until there
 * are 64 MB of them; a collection of the young every 4 MB takes about a millisecond and keeps a file of any size small.
 */
export async function* sparing<Chunk extends Uint8Array>(
  source: AsyncIterable<Chunk> | Iterable<Chunk>,
): AsyncGenerator<Chunk> {
  let passed = 0;
  for await (const chunk of source) {
    yield chunk;
    passed += chunk.byteLength;
    if (passed < step) continue;
    passed = 0;
    collectGarbage('minor');
  }
}
