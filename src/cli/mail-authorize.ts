import { createInterface } from 'node:readline';
import { migrate } from '../db/migrate.ts';
import { AuthorizationFailed, authorizeMailbox } from '../features/email/mailboxes/authorize.ts';
import { createSecrets, SecretsProblem } from '../lib/secrets.ts';
import { runTool, withDatabase } from './run.ts';

const usage =
  'npm run mail:authorize -- <mailbox>: consent to reading a mailbox that has "oauth" instead of a password';

/** Exit codes: 0 authorised, 1 not, 2 not understood. */
await runTool(async (config) => {
  const [name, ...rest] = process.argv.slice(2);
  if (!name || rest.length > 0) return complain(usage, 2);
  const mailbox = config.MAILBOXES.find((one) => one.name === name);
  const names = config.MAILBOXES.filter(({ oauth }) => oauth).map((one) => one.name);
  if (!mailbox) {
    return complain(
      `MAILBOXES has no mailbox ${name}. With "oauth": ${names.join(', ') || 'none; README, Setting up a mailbox'}.`,
      2,
    );
  }
  if (!mailbox.oauth)
    return complain(`The mailbox ${name} has a password: there is nothing to authorise.`, 2);
  return withDatabase(config, async (database, toolCtx) => {
    await migrate(database);
    const secrets = createSecrets(config.SECRETS_KEY, config.SECRETS_KEY_OLD);
    const ctx = { ...toolCtx, ports: { ...toolCtx.ports, secrets } };
    try {
      await authorizeMailbox(ctx, mailbox, { say: console.log, ask });
    } catch (error) {
      if (!(error instanceof AuthorizationFailed || error instanceof SecretsProblem)) throw error;
      return complain(error.message, 1);
    }
    console.log(
      `Done: ${mailbox.host} lets us into ${mailbox.user}. A running server goes on by itself within a minute.`,
    );
    return 0;
  });
});

function complain(sentence: string, code: number): number {
  console.error(sentence);
  return code;
}

function ask(question: string): Promise<string> {
  return new Promise((resolve) => {
    // Not readline/promises: its question() never ends when the input does.
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    let answer = '';
    lines.question(question, (line) => {
      answer = line;
      lines.close();
    });
    lines.on('close', () => {
      // A pipe that nobody closes would keep the process alive.
      if ('unref' in process.stdin) process.stdin.unref();
      resolve(answer);
    });
  });
}
