/** `npm run demo`: the real app against the sandbox, on a small story, offline. `--fresh` starts the story again. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { seedStory, workspace } from '../../fixtures/workspace.ts';
import { parseConfig } from '../config.ts';
import { createLog } from '../lib/log.ts';
import { type Instant, movableTime } from '../lib/time.ts';
import { type Server, startServer } from '../server.ts';
import { startMailbox } from './mailbox.ts';
import { appOfManifest } from './manifest.ts';
import { startRegisters } from './registers.ts';
import { startSandbox } from './server.ts';

const folder = path.resolve('.data/demo');
const database = path.join(folder, 'vizitka.sqlite');
if (process.argv.includes('--fresh')) rmSync(folder, { recursive: true, force: true });
const isNew = !existsSync(database);

const time = movableTime();
const registers = await startRegisters();
const mailbox = await startMailbox({
  time,
  addresses: ['crm@ocel-vir.example', 'obchod@ocel-vir.example'],
  senders: senders(),
});
let server: Server | null = null;
const clock = {
  now: () => time.now(),
  advance: (ms: number) => time.advance(ms),
  set: (iso: string) => time.set(iso as Instant),
};
const port = Number(process.env.PORT ?? 4310);
const slack = await startSandbox({
  port,
  clock,
  story: workspace,
  app: appOfManifest(),
  extras: {
    mail: mailbox,
    time: {
      now: clock.now,
      // Whoever moves the clock sees what came due at once.
      advance: async (ms) => {
        clock.advance(ms);
        await server?.crm.settle();
      },
      set: async (iso) => {
        clock.set(iso);
        await server?.crm.settle();
      },
    },
  },
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken, perhaps by another demo. Try: PORT=${port + 1} npm run demo`);
  process.exit(1);
});

const config = parseConfig({
  DATABASE_URL: `sqlite:${database}`,
  FILES_DIR: path.join(folder, 'files'),
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  ARES_URL: registers.url,
  PORT: '0',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  MAILBOXES: JSON.stringify([
    {
      name: 'crm',
      host: mailbox.host,
      port: mailbox.port,
      secure: false,
      user: mailbox.user,
      pass: mailbox.pass,
      mode: 'team',
      addresses: ['crm@ocel-vir.example', 'obchod@ocel-vir.example'],
      pollSeconds: 5,
    },
  ]),
});
server = await startServer(config, time, createLog(config.LOG_LEVEL));
await slack.connected();
if (isNew) await seedStory(server.crm.ctx);

console.log(`
  Vizitka is running against a Slack of its own, offline.

    Open  ${slack.url}

  Try: /deal new in #obchod · IČO 00000019 · the Mail tab · the clock.
  Data: .data/demo (npm run demo -- --fresh starts the story again). Ctrl-C stops.
`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await server?.stop();
    await Promise.all([slack.stop(), registers.stop(), mailbox.stop()]);
    process.exit(0);
  });
}

function senders() {
  const colleagues = workspace.users
    .filter((user) => user.email?.endsWith('@ocel-vir.example'))
    .map((user) => ({ name: user.real_name, address: user.email as string, colleague: true }));
  return [
    ...colleagues,
    { name: 'Petr Říha', address: 'riha@mostni-stavby.example', colleague: false },
    { name: 'Jan Dvořák', address: 'dvorak@kovovyroba-h.example', colleague: false },
  ];
}
