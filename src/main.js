/**
 * `npm start`. What makes it start quickly and stay small must be said before the rest is loaded. In plain JavaScript:
 * a first file in TypeScript needs the compiler before the cache is there, and its 17 MB are never given back.
 */
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

const compiled =
  process.env.NODE_COMPILE_CACHE ?? path.join(import.meta.dirname, '../node_modules/.cache/vizitka');
// Without it some hundred files are compiled at each start, which takes seconds, and the compiler's memory stays taken.
enableCompileCache(compiled);
// Threads look for it here: with a compiler of its own, one that reads mail would take 26 MB more, and a second to start.
process.env.NODE_COMPILE_CACHE = compiled;
// Else the space for young objects grows to some 50 MB with the first burst of work and is never given back. So small as
// this, it is collected three times as often as with the limit that can be said on the command line alone.
if (!process.execArgv.some((argument) => argument.includes('semi-space')))
  setFlagsFromString('--semi-space-growth-factor=1');

await import('./start.ts');
