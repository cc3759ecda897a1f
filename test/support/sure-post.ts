/** Mail that is brought to a mailbox whatever happens to it, and the count of what became of each in the end. */
import { createHash } from 'node:crypto';
import type { Database } from '../../src/db/connect.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { monotonic, sleep } from '../../src/lib/time.ts';

export interface Tally {
  sent: number;
  /** mails with exactly one logged row and exactly one entry on a deal */
  once: number;
  /** of these: those whose source is kept byte by byte */
  exact: number;
  /** rows that were seen to be the same mail again */
  again: number;
  /** rows that are neither: quarantined, ignored, waiting */
  other: string[];
}

export interface SurePost {
  /** Brings so many more, each until the server has it. @param attached bytes of an attachment; without it each has from 2 to 20 kB */
  bring(count: number, attached?: number): Promise<void>;
  /** Does it while nothing is being brought. */
  meanwhile(work: () => Promise<unknown>): Promise<void>;
  untilKept(seconds: number): Promise<boolean>;
  /** Tries what failed at once, instead of after the minutes it would wait. */
  untilDecided(seconds: number): Promise<boolean>;
  tally(): Promise<Tally>;
}

/**
 * @param where.append throws while the server is away
 * @param where.blobs the folder of the raw messages
 * @param where.now the reader's clock, which stands still
 */
export function surePost(where: {
  append(raw: Buffer): Promise<unknown>;
  database: Database;
  blobs: string;
  now: string;
}): SurePost {
  const { append, database, blobs, now } = where;
  const sent: Buffer[] = [];
  let busy: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>): Promise<void> => {
    const done = busy.then(work);
    busy = done.catch(() => {});
    return done.then(() => {});
  };
  const db = database.reader;
  const kept = folderBlobs(blobs);
  /** What each is, by its name. */
  const read = new Map<string, string>();
  const subjects = async () =>
    new Set((await db('inbound_emails').pluck('subject')).filter((one) => one !== null));

  async function until(isSo: () => Promise<boolean>, seconds: number): Promise<boolean> {
    for (const patience = monotonic() + seconds * 1000; monotonic() < patience; await sleep(100)) {
      if (await isSo()) return true;
    }
    return false;
  }

  const firstRows = async () => db('inbound_emails').whereNot({ status: 'duplicate' }).where({ part: '' });

  return {
    async bring(count, attached) {
      for (let n = 0; n < count; n += 1) {
        await inTurn(async () => {
          const raw = letter(sent.length, attached);
          await untilTaken(() => append(raw));
          sent.push(raw);
        });
      }
    },
    meanwhile: (work) => inTurn(work),
    untilKept: (seconds) =>
      until(async () => {
        for (const name of await db('inbound_emails').pluck('blob'))
          if (name && !read.has(name)) read.set(name, hashOf(await kept.get(name)));
        const there = new Set(read.values());
        return sent.every((raw) => there.has(hashOf(raw)));
      }, seconds),
    untilDecided: (seconds) =>
      until(async () => {
        const known = await subjects();
        const waiting = db('inbound_emails').where({ status: 'received' });
        if (sent.every((_, n) => known.has(`dopis ${n}`)) && (await waiting).length === 0) return true;
        await database
          .writer('inbound_emails')
          .where({ status: 'received' })
          .where('attempts', '>', 0)
          .update({ run_at: now, claimed_until: null });
        await sleep(1000);
        return false;
      }, seconds),
    async tally() {
      const rows = await firstRows();
      const entries = await db('activities').where({ kind: 'email' }).pluck('id');
      const logged = sent.map((_, n) =>
        rows.filter(({ subject, status }) => subject === `dopis ${n}` && status === 'logged'),
      );
      const once = logged.filter(
        (found) => found.length === 1 && entries.includes(found[0]?.activity_id ?? 0),
      );
      return {
        sent: sent.length,
        once: entries.length === sent.length ? once.length : -entries.length,
        exact: (await Promise.all(logged.map(([row], n) => isKept(row?.blob ?? '', sent[n])))).filter(Boolean)
          .length,
        again: (await db('inbound_emails').where({ status: 'duplicate' })).length,
        other: rows
          .filter(({ status }) => status !== 'logged')
          .map(({ status, reason, subject }) => `${status} (${reason}) ${subject}`),
      };
    },
  };

  async function isKept(name: string, raw: Buffer | undefined): Promise<boolean> {
    const there = await kept.get(name).catch(() => null);
    return there !== null && raw?.equals(there) === true;
  }
}

const hashOf = (raw: Buffer): string => createHash('sha256').update(raw).digest('hex');

/** A mail server keeps what it cannot hand over, and tries again. */
async function untilTaken(hand: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      return void (await hand());
    } catch {
      await sleep(100);
    }
  }
}

/** With bytes that are no UTF-8, and an attachment when it is to be long. */
function letter(number: number, attached = 0): Buffer {
  const text = 'Content-Type: text/plain; charset=windows-1250\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';
  const bytes = Buffer.from(Array.from({ length: 50 }, (_, n) => 0xa1 + ((n * 7 + number) % 90)));
  const line = `\r\n${number} `.padEnd(72, 'x');
  const rest = line.repeat(28 + ((number * 37) % 250));
  const head =
    `From: Petr <riha@mostni-stavby.example>\r\nTo: crm@firma.example\r\nSubject: dopis ${number}\r\n` +
    `Message-ID: <dopis-${number}@posta.example>\r\nDate: Mon, 8 Mar 2027 08:00:00 +0100\r\nMIME-Version: 1.0\r\n`;
  if (attached === 0) return Buffer.concat([Buffer.from(head + text), bytes, Buffer.from(`${rest}\r\n`)]);
  const drawing = `${'Vykres'.repeat(12)}\r\n`.repeat(Math.ceil(attached / 74));
  return Buffer.concat([
    Buffer.from(`${head}Content-Type: multipart/mixed; boundary=dily\r\n\r\n--dily\r\n${text}`),
    bytes,
    Buffer.from(
      `${rest}\r\n--dily\r\nContent-Type: application/octet-stream; name=vykres-${number}.dwg\r\n` +
        'Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n' +
        `${drawing}--dily--\r\n`,
    ),
  ]);
}
