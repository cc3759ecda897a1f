/**
 * Mail comes in while one fault after another befalls its reader, its server, its database and its disk. Each message is
 * one row and one entry, its source kept byte by byte. node test/proof/fault-mail.ts [messages] [postgres]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monotonic, sleep } from '../../src/lib/time.ts';
import { customers } from '../support/customers.ts';
import { archive, startDovecot, withoutDovecot } from '../support/dovecot.ts';
import { faultyLine } from '../support/faulty-line.ts';
import { smallDisk } from '../support/small-disk.ts';
import { surePost } from '../support/sure-post.ts';
import { worldOn } from '../support/world.ts';
import { amount, ground, victim } from './proving.ts';

if (withoutDovecot) {
  console.log(withoutDovecot);
  process.exit(1);
}
const now = '2027-03-08T08:00:00.000Z';
const count = amount(400);
const root = mkdtempSync(path.join(tmpdir(), 'vizitka-faults-'));
const disk = smallDisk(root, 512);
const proof = await ground(path.join(root, 'data'));
const { database, postgres } = proof;
const firm = worldOn(database, { now });
await customers(firm);
const server = await startDovecot();
const line = await faultyLine(server.plainPort);
const blobs = path.join(proof.folder, 'blobs');
mkdirSync(blobs, { recursive: true });
/** how often the server refused a mail because the mailbox was full */
let overQuota = 0;
const post = surePost({ append: bringIn, database, blobs, now });
const env = { WORKER: '' };
setMoving(false);
const reader = victim('../support/mail-worker.ts', {
  env,
  // The lease of a process that died is not waited for.
  async between() {
    await database.writer('mailbox_states').update({ claim: null, claimed_until: null });
    await database.writer('inbound_emails').update({ claimed_until: null });
  },
});

/** @returns false when it did not come to it */
type Fault = [name: string, happen: () => Promise<unknown>];
const largeBytes = 8_600_000;
let outages = 0;

/** These are met with mail coming in; after a few commands the connection is a new one. */
const cuts: Fault[] = [
  ...atLogin('AUTHENTICATE', 'ID', 'NAMESPACE', 'LIST', 'EXAMINE'),
  ['cut at SEARCH', () => line.cutAt(/^UID SEARCH/)],
  ['cut at FETCH of sizes', () => line.cutAt(/^UID FETCH .*RFC822\.SIZE/)],
  ['cut in the sizes', () => line.cutAt(/^UID FETCH .*RFC822\.SIZE/, 1 + random(60))],
  ['cut at FETCH of mails', () => line.cutAt(/^UID FETCH .*BODY/)],
  ['cut half-way in a mail', () => line.cutAt(/^UID FETCH .*BODY/, 1 + random(2000))],
  [
    'cut half-way in a large mail',
    () => together(line.cutAt(/BODY.*<3072000\./, 1 + random(500_000)), large()),
  ],
  ['cut at IDLE', () => line.cutAt(/^IDLE/)],
  ['cut at NOOP', () => line.cutAt(/^NOOP/)],
];
const others: Fault[] = [
  ['server restarted', restarted],
  ['slow line', slowLine],
  ['numbers forgotten', () => post.meanwhile(server.renumber)],
  ['mailbox emptied', emptied],
  ['quota full', quotaFull],
  ['killed', () => reader.kill()],
  ...(postgres ? [['database away', databaseAway] as Fault] : []),
  ...(disk ? [['disk full', diskFull] as Fault] : []),
];
/** with the mail that is done moved away */
const moving: Fault[] = [
  ['cut at SELECT', () => line.cutAt(/^SELECT/)],
  ['cut at MOVE', () => line.cutAt(/^UID MOVE/)],
  ['cut in the answer to MOVE', () => line.cutAt(/^UID MOVE/, 1 + random(40))],
  ['killed while moving', killedAtMove],
  ['no room for what is done', archiveFull],
];

const happened = new Map<string, number>();
const missed: string[] = [];
const begun = monotonic();
try {
  const perFault = Math.max(
    1,
    Math.min(8, Math.floor(count / (cuts.length + others.length + moving.length))),
  );
  for (let brought = 0; brought < count; ) {
    for (const faults of [shuffled([...cuts, ...others]), shuffled(moving)]) {
      setMoving(faults.length === moving.length);
      await reader.kill();
      for (const fault of faults) {
        if (brought < count) await meet(fault, perFault);
        brought += perFault;
      }
    }
  }
  if (!(await post.untilKept(120))) missed.push('not all mail was fetched');
  if (!(await post.untilDecided(120))) missed.push('not all mail was decided');
  await report();
} finally {
  await reader.end();
  await line.close();
  await server.remove();
  await proof.remove();
  disk?.unmount();
  rmSync(root, { recursive: true, force: true });
}

/** Mail comes while it happens; mostly all of it is fetched before the next one, at times they come on top of each other. */
async function meet([name, happen]: Fault, mails: number): Promise<void> {
  console.log(name);
  const [isMet] = await Promise.all([happen(), post.bring(mails)]);
  if (isMet === false) missed.push(name);
  else happened.set(name, (happened.get(name) ?? 0) + 1);
  if (Math.random() < 0.75 && !(await post.untilKept(150))) missed.push(`fetching again after: ${name}`);
}

async function report(): Promise<void> {
  const { sent, once, exact, again, other } = await post.tally();
  const faults = [...happened].map(([name, times]) => `${name} ${times}`).join(', ');
  const total = [...happened.values()].reduce((sum, times) => sum + times, 0);
  for (const one of [...missed.map((name) => `did not happen: ${name}`), ...other]) console.log(one);
  console.log(
    `Dovecot: ${sent} mails, ${total} faults in ${Math.round((monotonic() - begun) / 1000)} s (${faults}` +
      `${disk ? '' : '; no disk to fill: it cannot be mounted here'}): ${once} logged once, ${exact} byte by byte, ` +
      `${again} known again, ${other.length} otherwise`,
  );
  if (once !== sent || exact !== sent || other.length > 0 || missed.length > 0) process.exitCode = 1;
}

function atLogin(...commands: string[]): Fault[] {
  return commands.map((command) => [
    `cut at ${command}`,
    () => {
      const met = line.cutAt(new RegExp(`^${command}`));
      line.cutAll();
      return met;
    },
  ]);
}

async function large(): Promise<void> {
  await post.bring(1, largeBytes);
}

async function killedAtMove(): Promise<boolean> {
  const isMet = await line.cutAt(/^UID MOVE/);
  await reader.kill();
  return isMet;
}

async function together<T>(first: Promise<T>, second: Promise<unknown>): Promise<T> {
  const [answer] = await Promise.all([first, second]);
  return answer;
}

async function restarted(): Promise<void> {
  await post.meanwhile(async () => {
    await server.stop();
    await sleep(1000);
    await server.start();
  });
}

async function slowLine(): Promise<void> {
  line.trickle(64);
  await sleep(4000);
  line.trickle(null);
}

/** What nobody has read yet would be gone for good. */
async function emptied(): Promise<boolean> {
  let isKept = false;
  await post.meanwhile(async () => {
    isKept = await post.untilKept(150);
    if (isKept) await server.empty();
  });
  return isKept;
}

async function bringIn(raw: Buffer): Promise<number> {
  try {
    return await server.append(raw);
  } catch (error) {
    if ((error as { serverResponseCode?: string }).serverResponseCode === 'OVERQUOTA') overQuota += 1;
    throw error;
  }
}

/** The mail that comes is refused and comes again until there is room; the reader logs in to the full mailbox. */
async function quotaFull(): Promise<boolean> {
  const before = overQuota;
  await post.meanwhile(() => server.fill('mailbox'));
  line.cutAll();
  await sleep(3000);
  await server.fill(null);
  return overQuota > before;
}

/** The server refuses our MOVE; what comes meanwhile is read all the same, and moved when there is room again. */
async function archiveFull(): Promise<boolean> {
  await server.fill('archive');
  line.cutAll();
  const isRefused = await line.hears(/ NO \[OVERQUOTA\]/);
  await post.bring(1);
  const isRead = await post.untilKept(30);
  const isMoved = line.hears(/ OK \[COPYUID /);
  await server.fill(null);
  line.cutAll();
  return isRefused && isRead && (await isMoved);
}

async function databaseAway(): Promise<void> {
  outages += 1;
  await postgres?.halt();
  // Once for a minute.
  await sleep(outages === 1 && count >= 200 ? 60_000 : 4000);
  await postgres?.start();
}

async function diskFull(): Promise<void> {
  disk?.fill();
  await sleep(3000);
  disk?.free();
}

function setMoving(isOn: boolean): void {
  env.WORKER = JSON.stringify({
    database: proof.url,
    blobs,
    files: path.join(proof.folder, 'files'),
    now,
    mailbox: {
      name: 'crm',
      mode: 'dropbox',
      pollSeconds: 5,
      host: '127.0.0.1',
      port: line.port,
      secure: false,
      user: server.user,
      pass: server.pass,
      ...(isOn ? { moveDoneTo: `${archive}/Hotovo` } : {}),
    },
  });
}

function random(below: number): number {
  return Math.floor(Math.random() * below);
}

function shuffled<T>(all: T[]): T[] {
  return all
    .map((one) => ({ one, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
