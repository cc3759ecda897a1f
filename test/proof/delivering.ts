/** One process that only delivers, until it is killed: node test/proof/delivering.ts <database> <api url> <token> */
import { WebClient } from '@slack/web-api';
import { openDatabase } from '../../src/db/connect.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemTime } from '../../src/lib/time.ts';
import { startDispatcher } from '../../src/outbox/dispatcher.ts';
import { effect } from '../../src/outbox/effects.ts';
import { blindfold } from './blindfold.ts';

blindfold();
const [url, slackApiUrl, token] = process.argv.slice(2) as [string, string, string];
const database = openDatabase(url);
const ctx: Ctx = {
  db: database.reader,
  database,
  time: systemTime,
  actor: { kind: 'system', name: 'proof' },
  language: 'cs',
  settings: { language: 'cs', zone: 'Europe/Prague', country: 'CZ', currency: 'CZK', fileLimit: 1 },
  ports: {} as Ports,
  listeners: [],
  log: createLog('silent'),
};

const note = effect<{ channel: string; text: string }>('proof.note', async (_ctx, { channel, text }) => ({
  do: 'post',
  to: { channel },
  text,
  blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
  remember: { subject: { kind: 'deal', id: 1 }, view: text },
}));

startDispatcher({
  ctx,
  client: new WebClient(token, {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 500,
  }),
  handlers: [note],
  // Everything twenty times as fast as in real life, in the same proportions.
  pace: {
    rates: { channelMs: 20, postMs: 10, editMs: 10 },
    timing: { leaseSeconds: 3, settleMs: 500, backOffMs: () => 50, probeMs: 200 },
  },
}).start();
