/** The product, with somebody beside it who feels its pulse. No TypeScript, as its own first file: see src/main.js. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();

// On a busy machine others make it stand still too: what its own thread worked between two beats is its own doing.
let worked = process.threadCpuUsage();
let longestTurn = 0;
setInterval(() => {
  const { user, system } = process.threadCpuUsage(worked);
  longestTurn = Math.max(longestTurn, (user + system) / 1000);
  worked = process.threadCpuUsage();
}, 5).unref();

process.on('message', async (question) => {
  if (question === 'forget') {
    longestTurn = 0;
    worked = process.threadCpuUsage();
    return delays.reset();
  }
  const stoodStill = delays.max / 1e6;
  const worst = longestTurn;
  globalThis.gc?.();
  /** @type {import('./processes.ts').Pulse} */
  const pulse = { stoodStill, longestTurn: worst, heap: process.memoryUsage().heapUsed };
  // The collection itself is not the product's.
  await setTimeout(50);
  delays.reset();
  process.send?.(pulse);
});
await import('../../src/main.js');
