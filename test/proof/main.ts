/** All proofs, one after another: npm run proof [-- quick] */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { monotonic } from '../../src/lib/time.ts';

const isQuick = process.argv.includes('quick');
const proofs: [script: string, amount: number, quick: number, databases: string[]][] = [
  ['kill-delivery.ts', 60, 15, ['sqlite', 'postgres']],
  ['kill-nudges.ts', 120, 20, ['sqlite', 'postgres']],
  ['kill-mail.ts', 400, 40, ['sqlite', 'postgres']],
  ['fuzz-mail.ts', 20_000, 300, ['sqlite']],
];

interface Ran {
  name: string;
  seconds: number;
  /** the last line it said */
  said: string;
  isFine: boolean;
}

const ran: Ran[] = [];
for (const [script, amount, quick, databases] of proofs) {
  for (const database of databases) ran.push(await run(script, isQuick ? quick : amount, database));
}
for (const { name, seconds, said, isFine } of ran) {
  console.log(`${isFine ? 'ok   ' : 'WRONG'}  ${name.padEnd(26)}  ${String(seconds).padStart(5)} s  ${said}`);
}
process.exitCode = ran.every(({ isFine }) => isFine) ? 0 : 1;

function run(script: string, amount: number, database: string): Promise<Ran> {
  const name = `${script.replace('.ts', '')} on ${database}`;
  console.log(`— ${name}`);
  const begun = monotonic();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, script), String(amount), database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
