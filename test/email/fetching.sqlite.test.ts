import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connectMailbox } from '../../src/features/email/mailboxes/mailbox.ts';
import type { Instant } from '../../src/lib/time.ts';
import { withoutDovecot } from '../support/dovecot.ts';
import { type FaultyLine, faultyLine } from '../support/faulty-line.ts';
import { type Firm, letter, onDovecot, riha } from './dovecot-firm.ts';

const hashOf = (raw: string | Buffer): string => createHash('sha256').update(raw).digest('hex');

const title = `many mails that wait on a server${withoutDovecot ? ` (${withoutDovecot})` : ''}`;

describe.skipIf(withoutDovecot)(title, { timeout: 60_000 }, () => {
  const { server, firm } = onDovecot();
  let line: FaultyLine;
  let asked: string[];
  /** a server that was emptied counts on */
  let before: number;

  beforeEach(async () => {
    asked = [];
    before = 0;
    line = await faultyLine(server().plainPort);
    onTestFinished(() => line.close());
    overHears((command) => command);
  });

  function overHears(change: (command: string) => string): void {
    line.rewrite((command) => {
      asked.push(command);
      return change(command);
    });
  }

  const reader = (more: object = {}): Promise<Firm> => firm({ port: line.port, secure: false, ...more });

  async function fetchNew({ system }: Firm, since: Instant | null = null): Promise<void> {
    const [mailbox] = system.ports.mailboxes;
    if (!mailbox) throw new Error('no mailbox');
    const connection = await connectMailbox(system, mailbox);
    try {
      await connection.fetchNew(system, { since, compare: true, onStored() {} });
    } finally {
      connection.close();
    }
  }

  /** @param bytes of the text of each, in their order */
  async function arrive(
    bytes: number[],
    { date, came }: { date?: string; came?: Date } = {},
  ): Promise<string[]> {
    const letters = bytes.map((most, number) => {
      const text = 'výkres\r\n'.repeat(Math.ceil(most / 9));
      return letter({ from: riha, subject: `Výkres ${number}`, text, ...(date ? { date } : {}) });
    });
    await server().asClient(async (client) => {
      before ||= (await client.mailboxOpen('INBOX')).uidNext - 1;
      for (const raw of letters) await client.append('INBOX', Buffer.from(raw), [], came);
    });
    return letters.map((one) => hashOf(one));
  }

  const stored = async ({ system }: Firm) =>
    Promise.all(
      (await system.db('inbound_emails').orderBy('uid')).map(async ({ blob }) =>
        hashOf(await system.ports.mailBlobs.get(blob ?? '')),
      ),
    );
  const cursorOf = async ({ system }: Firm) =>
    Number((await system.db('mail_cursors').first())?.last_uid ?? 0) - before;
  /** Which mails were fetched in such a way, by their places in the mailbox. */
  const fetched = (of: RegExp): string[] =>
    asked
      .filter((command) => command.startsWith('UID FETCH') && of.test(command))
      .map((command) => (command.split(' ')[2] ?? '').replace(/\d+/g, (uid) => `${Number(uid) - before}`));

  const small = (count: number): number[] => Array.from({ length: count }, () => 200);
  const oneLarge = [...small(30), 9_000_000, ...small(30), 400_000, ...small(40)];

  it('are fetched without a question about each, the few large ones by their sizes', async () => {
    const at = await reader();
    const letters = await arrive(oneLarge);
    await fetchNew(at);
    expect(await stored(at)).toEqual(letters);
    expect(await cursorOf(at)).toBe(letters.length);
    // Beside the large ones, of the first in each batch but the first: since when it waits is told meanwhile.
    expect(fetched(/RFC822\.SIZE/)).toEqual(['31,62', '32,80']);
    expect(new Set(fetched(/BODY\.PEEK\[\]</))).toEqual(new Set(['31']));
  });

  it.each<[string, (command: string) => string]>([
    ['leaves sizes out of a search', (command) => command.replace(/(LARGER|SMALLER) \d+/, 'ALL')],
    ['refuses a search for large ones', (command) => command.replace(/LARGER \d+/, 'HOWLARGE 1')],
  ])('are fetched by their sizes from a server that %s', async (_what, change) => {
    const at = await reader();
    const letters = await arrive(oneLarge);
    overHears(change);
    await fetchNew(at);
    expect(await stored(at)).toEqual(letters);
    expect(fetched(/RFC822\.SIZE/)).toEqual(['1:102']);
    expect(new Set(fetched(/BODY\.PEEK\[\]</))).toEqual(new Set(['31']));
  });

  it('are not even fetched where they came before the day from which mail is read', async () => {
    const at = await reader();
    const old = { date: 'Sun, 5 Jan 2025 08:00:00 +0100', came: new Date('2025-01-05T08:00:00Z') };
    await arrive(small(60), old);
    // Its server's day is too near to tell by a search.
    const near = await arrive(small(1), { came: new Date('2026-06-01T00:30:00Z') });
    const late = await arrive(small(60), { came: new Date('2026-06-20T08:00:00Z') });
    await fetchNew(at, '2026-06-01T00:00:00.000Z' as Instant);
    expect(await stored(at)).toEqual([...near, ...late]);
    expect(await cursorOf(at)).toBe(121);
    expect(fetched(/RFC822\.SIZE/)[0]).toBe('1:61');
    expect(fetched(/BODY/)).toEqual(['61:110', '111:121']);
  });

  it('are stored each once when the line is lost while more of them come', async () => {
    const at = await reader();
    const letters = await arrive(small(180));
    const cut = line.cutAt(new RegExp(`^UID FETCH ${before + 101}:\\d+ .*BODY`), 5000);
    await expect(fetchNew(at)).rejects.toThrow();
    expect(await cut).toBe(true);
    // What was being kept meanwhile is kept, and the cursor stands behind it.
    expect(await stored(at)).toEqual(letters.slice(0, 100));
    expect(await cursorOf(at)).toBe(100);
    await fetchNew(at);
    expect(await stored(at)).toEqual(letters);
  });
});
