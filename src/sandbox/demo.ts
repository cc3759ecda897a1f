/** `npm run demo`: the real app against the sandbox, on a small story, offline. It goes on where it stopped; `--fresh` starts anew. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseInUse } from '../db/lock.ts';
import { movableTime } from '../lib/time.ts';
import { startDemo } from './demo-stage.ts';

const folder = path.resolve('.data/demo');
if (process.argv.includes('--fresh')) rmSync(folder, { recursive: true, force: true });
const port = Number(process.env.PORT ?? 4310);

const demo = await startDemo({ folder, port, time: movableTime(), logLevel: process.env.LOG_LEVEL }).catch(
  (error: NodeJS.ErrnoException) => {
    if (error instanceof DatabaseInUse)
      console.error('A demo is already running in this folder. Stop it first.');
    else if (error.code === 'EADDRINUSE') {
      console.error(`Port ${port} is taken, perhaps by another demo. Try: PORT=${port + 1} npm run demo`);
    } else throw error;
    process.exit(1);
  },
);

console.log(`
  Vizitka is running against a Slack of its own, offline.

    Open  ${demo.slack.url}

  Try: /deal new in #obchod · IČO 00000035 · the Mail tab · the clock.
  Ctrl-C stops; started again it goes on where it was. Data: .data/demo (npm run demo -- --fresh starts the story again).
`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await demo.stop();
    process.exit(0);
  });
}
