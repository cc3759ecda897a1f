/**
 * A process that reads mail is killed at random moments while mail comes in. Each message is one row and one activity, its
 * source kept byte by byte. node test/proof/kill-mail.ts [messages] [postgres]
 */
import path from 'node:path';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { monotonic, sleep } from '../../src/lib/time.ts';
import { customers } from '../support/customers.ts';
import { startMailServer } from '../support/mail-server.ts';
import { worldOn } from '../support/world.ts';
import { amount, ground, victim } from './proving.ts';

const now = '2027-03-08T08:00:00.000Z';
const count = amount(300);
const proof = await ground();
const { database } = proof;
const firm = worldOn(database, { now });
await customers(firm);
const server = await startMailServer(now);
const blobs = path.join(proof.folder, 'blobs');
const reader = victim('../support/mail-worker.ts', {
  env: {
    WORKER: JSON.stringify({
      database: proof.url,
      blobs,
      now,
      mailbox: { name: 'crm', mode: 'dropbox', pollSeconds: 5, ...server.login },
    }),
  },
  // The lease of a process that died is not waited for.
  async between() {
    await database.writer('mailbox_states').update({ claim: null, claimed_until: null });
    await database.writer('inbound_emails').update({ claimed_until: null });
  },
});

const sent: Buffer[] = [];
try {
  while (sent.length < count) {
    for (let n = Math.random() * 12; n > 0 && sent.length < count; n -= 1) {
      const raw = letter(sent.length);
      sent.push(raw);
      await server.append(raw);
    }
    await sleep(200 + Math.random() * 1800);
    await reader.kill();
  }
  const patience = monotonic() + 30_000 + count * 200;
  while ((await decided()) < sent.length && monotonic() < patience) await sleep(200);
  await report();
} finally {
  await reader.end();
  await server.stop();
  await proof.remove();
}

/** Short and long, some with bytes that are no text. */
function letter(number: number): Buffer {
  const head =
    `From: Petr <riha@mostni-stavby.example>\r\nTo: crm@firma.example\r\nSubject: dopis ${number}\r\n` +
    `Message-ID: <dopis-${number}@posta.example>\r\nDate: Mon, 8 Mar 2027 08:00:00 +0100\r\n` +
    'Content-Type: text/plain; charset=windows-1250\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';
  const body = Buffer.from(Array.from({ length: 50 }, (_, n) => 0xa1 + ((n * 7 + number) % 90)));
  return Buffer.concat([
    Buffer.from(head),
    body,
    Buffer.from(`\r\n${'x'.repeat((number * 977) % 20_000)}\r\n`),
  ]);
}

async function decided(): Promise<number> {
  return (await database.reader('inbound_emails').whereNot({ status: 'received' })).length;
}

async function report(): Promise<void> {
  const rows = await database.reader('inbound_emails').orderBy('uid');
  const activities = (await database.reader('activities').where({ kind: 'email' })).length;
  const logged = rows.filter((row, n) => row.status === 'logged' && row.subject === `dopis ${n}`).length;
  const kept = await Promise.all(rows.map(({ blob }) => folderBlobs(blobs).get(blob ?? '')));
  const exact = kept.filter((raw, n) => sent[n] && raw.equals(sent[n])).length;
  console.log(
    `${server.name}: ${sent.length} mails, ${reader.kills} kills: ${rows.length} rows, ${logged} logged in order, ` +
      `${activities} activities, ${exact} byte by byte`,
  );
  const isFine = [rows.length, logged, activities, exact].every((number) => number === sent.length);
  if (!isFine) process.exitCode = 1;
}
