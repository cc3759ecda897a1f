/** The product, with somebody beside it who feels its pulse: how long its event loop stood still, and its heap. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sleep } from '../../src/lib/time.ts';

export interface Pulse {
  /** the longest the event loop stood still since the last question, milliseconds */
  stoodStill: number;
  /** bytes, after everything unused was collected */
  heap: number;
}

const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
process.on('message', async () => {
  const stoodStill = delays.max / 1e6;
  globalThis.gc?.();
  const pulse: Pulse = { stoodStill, heap: process.memoryUsage().heapUsed };
  // The collection itself is not the product's.
  await sleep(50);
  delays.reset();
  process.send?.(pulse);
});
await import('../../src/main.ts');
