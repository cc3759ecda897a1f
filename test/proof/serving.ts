/** The whole server, on the clock that a file shows, until it is killed: node test/proof/serving.ts <file> */
import { readFileSync } from 'node:fs';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Instant } from '../../src/lib/time.ts';
import { startServer } from '../../src/server.ts';
import { blindfold } from './blindfold.ts';

blindfold();
const clock = process.argv[2] as string;
const config = parseConfig(process.env);
const time = { now: () => readFileSync(clock, 'utf8') as Instant };
await startServer(config, time, createLog(config.LOG_LEVEL), {
  // Everything twenty times as fast as in real life, in the same proportions.
  rates: { channelMs: 20, postMs: 10, editMs: 10 },
  timing: { leaseSeconds: 3, settleMs: 500, backOffMs: () => 50, probeMs: 200 },
});
