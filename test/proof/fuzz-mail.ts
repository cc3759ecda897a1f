/**
 * Mutations of the mails in fixtures/emails go through the pipeline. None makes it throw, and each has an outcome.
 * node test/proof/fuzz-mail.ts [mails] [seed=7] [postgres]
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { mailFilesIn, replay } from '../../src/features/email/replay.ts';
import { monotonic } from '../../src/lib/time.ts';
import { customers } from '../support/customers.ts';
import { worldOn } from '../support/world.ts';
import { chanceOf, mutated } from './mutations.ts';
import { amount, ground } from './proving.ts';

const count = amount(20_000);
const seed = Number(process.argv.find((word) => word.startsWith('seed='))?.slice(5) ?? 7);
const troubles = path.resolve('.data/fuzz-mail');
const proof = await ground();
const { system, ...firm } = worldOn(proof.database, {
  ports: { mailBlobs: folderBlobs(path.join(proof.folder, 'blobs')) },
});
const mailbox = MailboxConfig.parse({
  name: 'crm',
  host: 'none',
  user: 'crm@firma.example',
  pass: 'none',
  mode: 'dropbox',
  addresses: ['crm@firma.example'],
  ownDomains: ['firma.example'],
});
const file = path.join(proof.folder, 'mail.eml');
const outcomes = new Map<string, number>();
const wrong: string[] = [];
let slowest = { ms: 0, number: 0 };

try {
  await customers({ system, ...firm });
  const mails = (await mailFilesIn('fixtures/emails')).map((name) => readFileSync(name));
  const chance = chanceOf(seed);
  for (let number = 0; number < count; number += 1) {
    writeFileSync(file, mutated(mails, chance, number));
    await tryOut(number);
    if (number % 1000 === 999) console.log(`${number + 1} of ${count}, ${wrong.length} wrong`);
  }
  const counted = [...outcomes].map(([outcome, number]) => `${number} ${outcome}`).join(', ');
  console.log(
    `${count} mails (seed ${seed}): ${wrong.length} wrong; ${counted}; slowest ${Math.round(slowest.ms)} ms (${slowest.number})`,
  );
  for (const line of wrong.slice(0, 20)) console.log(line);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await proof.remove();
}

async function tryOut(number: number): Promise<void> {
  const begun = monotonic();
  let lines = 0;
  try {
    await replay(
      system,
      [file],
      async () => mailbox,
      ({ outcome }) => {
        lines += 1;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (outcome === 'received') keep(number, 'has no outcome');
      },
    );
    if (lines === 0) keep(number, 'is not there');
  } catch (error) {
    keep(number, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const ms = monotonic() - begun;
  if (ms > slowest.ms) slowest = { ms, number };
}

/** To be looked at afterwards. */
function keep(number: number, why: string): void {
  mkdirSync(troubles, { recursive: true });
  const name = path.join(troubles, `${seed}-${number}.eml`);
  copyFileSync(file, name);
  wrong.push(`${name}: ${why}`);
}
