import { createInterface } from 'node:readline/promises';
import { doneMigrations } from '../db/migrate.ts';
import { listWaiting, resume } from '../operations/resume.ts';
import { readHalt } from '../outbox/pause.ts';
import { runTool, withDatabase } from './run.ts';

await runTool((config) =>
  withDatabase(config, async (database, ctx) => {
    if ((await doneMigrations(database)).length === 0) {
      console.error('This database holds no Vizitka yet: check DATABASE_URL and the folder you are in.');
      return 1;
    }
    const { stopped } = await readHalt(ctx);
    if (!stopped) {
      console.log('Nothing is paused.');
      return 0;
    }
    console.log(`Paused since ${stopped.since} (${stopped.reason}).`);
    const waiting = await listWaiting(ctx);
    for (const { kind, count, since } of waiting) console.log(`  ${count} x ${kind}, due since ${since}`);
    if (waiting.length === 0) console.log('  nothing waits to be sent');
    if (!process.argv.includes('--yes') && !(await agreed())) {
      console.log('Still paused.');
      return 1;
    }
    await resume(ctx);
    console.log('Sending and polling go on. Overdue nudges arrive as one message per person.');
    return 0;
  }),
);

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question('Send these and go on? [y/N] ');
  ask.close();
  return /^(y|yes|a|ano|áno)$/i.test(answer.trim());
}
