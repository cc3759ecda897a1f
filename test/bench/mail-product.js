/** The product, with somebody beside it who feels its pulse. No TypeScript, as its own first file: see src/main.js. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
process.on('message', async (question) => {
  if (question === 'forget') return delays.reset();
  const stoodStill = delays.max / 1e6;
  globalThis.gc?.();
  /** @type {import('./processes.ts').Pulse} */
  const pulse = { stoodStill, heap: process.memoryUsage().heapUsed };
  // The collection itself is not the product's.
  await setTimeout(50);
  delays.reset();
  process.send?.(pulse);
});
await import('../../src/main.js');
