/** All proofs, one after another: npm run proof [-- quick] */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { monotonic } from '../../src/lib/time.ts';

const isQuick = process.argv.includes('quick');
/** `blind`: with the look-up of lost answers taken out the proof must fail, else it proves nothing. */
const proofs: [script: string, amount: number, quick: number, runs: string[]][] = [
  ['kill-delivery.ts', 60, 15, ['sqlite', 'postgres', 'sqlite blind']],
  ['kill-nudges.ts', 120, 20, ['sqlite', 'postgres', 'sqlite blind']],
  ['kill-mail.ts', 500, 40, ['sqlite', 'postgres']],
  ['fault-mail.ts', 400, 60, ['sqlite', 'postgres']],
  ['fuzz-mail.ts', 100_000, 300, ['sqlite']],
];

interface Ran {
  name: string;
  seconds: number;
  /** the last line it said */
  said: string;
  isFine: boolean;
}

const ran: Ran[] = [];
for (const [script, amount, quick, runs] of proofs) {
  for (const on of runs) ran.push(await run(script, isQuick ? quick : amount, on));
}
for (const { name, seconds, said, isFine } of ran) {
  console.log(`${isFine ? 'ok   ' : 'WRONG'}  ${name.padEnd(26)}  ${String(seconds).padStart(5)} s  ${said}`);
}
process.exitCode = ran.every(({ isFine }) => isFine) ? 0 : 1;

function run(script: string, amount: number, on: string): Promise<Ran> {
  const name = `${script.replace('.ts', '')} on ${on}`;
  console.log(`— ${name}`);
  const begun = monotonic();
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, script), String(amount), ...on.split(' ')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    process.stdout.write(data);
    said = data.toString().trim().split('\n').at(-1) ?? said;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ name, seconds: Math.round((monotonic() - begun) / 1000), said, isFine: code === 0 });
    });
  });
}
