/**
 * Processes that deliver are killed at random moments, again and again, while Slack loses answers and limits rates. In the
 * end each message is there once. node test/proof/kill-delivery.ts [seconds] [postgres] [blind]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Database } from '../../src/db/connect.ts';
import { randomId } from '../../src/lib/ids.ts';
import { monotonic, sleep, systemTime } from '../../src/lib/time.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { isBlind } from './blindfold.ts';
import { amount, ground, worsen } from './proving.ts';

const seconds = amount(60);
const channels = ['C0PROOF0001', 'C0PROOF0002', 'C0PROOF0003'];
const proof = await ground();
const { database, url } = proof;
const slack = await startSandbox({
  story: {
    users: [{ id: 'UEVA', name: 'eva', real_name: 'Eva' }],
    channels: channels.map((id, n) => ({ id, name: `kanal-${n}`, members: ['UEVA'], app: true })),
  },
});

let queued = 0;
let kills = 0;
const children = new Set<ChildProcess>();
const end = monotonic() + seconds * 1000;
try {
  for (let n = 0; n < (database.file ? 1 : 3); n += 1) raise();
  while (monotonic() < end) {
    await queue(database, 20);
    worsen(slack);
    await sleep(300 + Math.random() * 2000);
    const victim = [...children][Math.floor(Math.random() * children.size)];
    victim?.kill('SIGKILL');
    kills += 1;
  }
  slack.weather.clear();
  const patience = monotonic() + 60_000;
  while ((await left(database)) > 0 && monotonic() < patience) await sleep(200);
  await report();
} finally {
  for (const child of children) child.removeAllListeners('exit').kill('SIGKILL');
  await slack.stop();
  await proof.remove();
}

/** A process that delivers; when it dies another takes its place. */
function raise(): void {
  const script = path.join(import.meta.dirname, 'delivering.ts');
  const env = { ...process.env, ...(isBlind ? { BLIND: 'yes' } : {}) };
  const child = spawn(process.execPath, [script, url, slack.apiUrl, slack.botToken], {
    stdio: 'inherit',
    env,
  });
  children.add(child);
  child.on('exit', () => {
    children.delete(child);
    raise();
  });
}

async function queue(into: Database, count: number): Promise<void> {
  const now = systemTime.now();
  const rows = Array.from({ length: count }, () => {
    queued += 1;
    const channel = channels[queued % channels.length];
    return {
      uid: randomId(),
      kind: 'proof.note',
      payload: JSON.stringify({ channel, text: `zpráva ${queued}` }),
      dedupe_key: `proof:${queued}`,
      lane: `lane:${queued % 7}`,
      priority: queued % 4,
      run_at: now,
      created_at: now,
    };
  });
  await into.writer('outbox').insert(rows);
}

async function left(of: Database): Promise<number> {
  return (await of.reader('outbox').whereNull('sent_at')).length;
}

async function report(): Promise<void> {
  const texts = channels.flatMap((channel) =>
    slack.workspace.messages(channel).map((message) => message.text),
  );
  const remembered = await database.reader('slack_messages').pluck('view');
  const twice = texts.filter((text, n) => texts.indexOf(text) !== n);
  const lookups = slack.calls.filter((call) => call.method === 'conversations.history').length;
  const missing = queued - new Set(texts).size;
  console.log(
    `${queued} messages, ${kills} kills: ${missing} missing, ${twice.length} twice, ${await left(database)} left; ${lookups} were in doubt`,
  );
  if (twice.length > 0) console.log(`twice: ${twice.join(', ')}`);
  const isFine = missing === 0 && twice.length === 0 && remembered.length === queued;
  if (isBlind ? twice.length === 0 : !isFine) process.exitCode = 1;
}
