import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MailboxConfig, ownSideOf } from '../../src/features/email/mailboxes/config.ts';
import { openLane } from '../../src/features/email/reading/lane.ts';
import { type ReadAnswer, readMail, type StoredMail } from '../../src/features/email/reading/reader.ts';
import { type Instant, sleep } from '../../src/lib/time.ts';
import { freshFolder } from '../support/storage.ts';

const around = {
  own: ownSideOf(
    MailboxConfig.parse({
      name: 'crm',
      host: 'mail.firma.example',
      user: 'crm@firma.example',
      pass: 'secret',
      mode: 'dropbox',
    }),
  ),
  zone: 'Europe/Prague',
  receivedAt: '2026-03-03T10:00:00.000Z' as Instant,
};

const head = (type: string): string =>
  'From: Petr Říha <riha@mostni-stavby.example>\r\nTo: eva@firma.example\r\nSubject: Velká zpráva\r\n' +
  `Date: Tue, 3 Mar 2026 10:15:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n`;

const html = (body: string): Buffer => Buffer.from(`${head('text/html; charset=utf-8')}\r\n${body}`);

/** Four texts in one mail: on a quick machine too it is read for seconds. */
const slowMail = (): Buffer => {
  const text = '<p>Posílám <b>výkres</b>.</p>'.repeat(60_000);
  const parts = `--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${text}\r\n`.repeat(4);
  return Buffer.from(`${head('multipart/mixed; boundary=x')}\r\n${parts}--x--\r\n`);
};

/** Small enough that another thread may read beside it, and more work than much larger ones. */
const ofManyMessages = (): Buffer => {
  const message = `${head('text/html; charset=utf-8')}\r\n<p>Posílám <b>výkres</b>.</p>\r\n`;
  const parts = `--x\r\nContent-Type: message/rfc822\r\n\r\n${message}`.repeat(12_000);
  return Buffer.from(`${head('multipart/mixed; boundary=x')}\r\n${parts}--x--\r\n`);
};

/** A mail of so many megabytes, nearly all of them one file. */
function withFile(megabytes: number): Buffer {
  const content = Buffer.alloc(megabytes * 740_000, 'výkres ')
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `${head('multipart/mixed; boundary=x')}\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nV příloze.\r\n` +
      `--x\r\nContent-Type: application/octet-stream; name=velky.dwg\r\nContent-Disposition: attachment\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${content}\r\n--x--\r\n`,
  );
}

const read = (raw: Buffer): Promise<ReadAnswer> =>
  readMail({ want: 'understanding', raw, around, passedOn: null }, { handOver: true });

const textOf = (answer: ReadAnswer): string | undefined =>
  answer.kind === 'understood' && answer.understood.kind === 'mail' ? answer.understood.mail.full : undefined;

const request = (raw: Buffer) => ({
  want: 'understanding' as const,
  source: new Uint8Array(raw),
  around,
  passedOn: null,
});

describe('a mail of any size or shape is read', () => {
  it.each<[string, () => Buffer, RegExp]>([
    ['of five thousand nested tables', () => html(`${'<table><tr><td>'.repeat(5000)}Ahoj`), /^Ahoj$/],
    ['of twenty thousand nested quotes', () => html(`Ahoj${'<blockquote>'.repeat(20_000)}starší`), /^Ahoj/],
    [
      'of five megabytes of HTML',
      () => html('<p>Posílám <b>výkres</b>.</p>'.repeat(170_000)),
      /^(Posílám výkres\.\s*)+$/,
    ],
    [
      'of five megabytes of styles',
      () => html(`<style>${'p{color:red}'.repeat(420_000)}</style><p>Ahoj`),
      /^Ahoj$/,
    ],
    ['with a file of twenty-five megabytes', () => withFile(25), /^V příloze\.$/],
  ])('%s', { timeout: 60_000 }, async (_what, make, text) => {
    const raw = make();
    const before = process.threadCpuUsage();
    const answer = await read(raw);
    const { user, system } = process.threadCpuUsage(before);
    expect(textOf(answer)).toMatch(text);
    // All that this thread did meanwhile, so no single step of it took longer.
    expect((user + system) / 1000).toBeLessThan(80);
  });

  it('and the answer holds no bytes of files, only what they are', async () => {
    const answer = await read(withFile(1));
    if (answer.kind !== 'understood' || answer.understood.kind !== 'mail') throw new Error(answer.kind);
    expect(answer.understood.mail.files).toMatchObject([{ name: 'velky.dwg', size: 740_000 }]);
    expect(answer.understood.mail.files[0]?.content).toHaveLength(0);
  });
});

describe('a thread that reads mail', () => {
  it('is ended when a mail takes too long, and the next mail gets a new one', async () => {
    const hasty = openLane({ patienceMs: 1 });
    expect(await hasty.read(request(withFile(2)))).toEqual({ kind: 'timedOut', seconds: 0.001 });
    expect(hasty.isWarm()).toBe(false);
    expect(textOf(await read(withFile(1)))).toBe('V příloze.');
  });

  it('that is started ahead reads what comes, and ends when nothing does', { timeout: 60_000 }, async () => {
    const lane = openLane({ idleMs: 200 });
    lane.warm();
    expect(lane.isWarm()).toBe(true);
    expect(textOf(await lane.read(request(html('<p>Před'))))).toBe('Před');
    const unused = openLane({ idleMs: 10 });
    unused.warm();
    while (unused.isWarm() || lane.isWarm()) await sleep(20);
  });

  it('is ended when a mail takes too much memory, and says so', { timeout: 60_000 }, async () => {
    const small = openLane({ memoryMb: 24 });
    const answer = await small.read(request(html('<p>Posílám <b>výkres</b>.</p>'.repeat(250_000))));
    expect(answer).toEqual({ kind: 'unreadable', problem: 'ERR_WORKER_OUT_OF_MEMORY' });
    expect(small.isWarm()).toBe(false);
  });

  it('reads the others of a group when one of them takes too long', { timeout: 60_000 }, async () => {
    const hasty = openLane({ patienceMs: 500 });
    const answers = await hasty.readAll(
      [html('<p>Před'), slowMail(), html('<p>Za ní'), html('<p>Na konci')].map(request),
    );
    expect(answers[1]).toEqual({ kind: 'timedOut', seconds: 0.5 });
    expect(answers.map(textOf)).toEqual(['Před', undefined, 'Za ní', 'Na konci']);
  });

  it('leaves its bytes to whoever asked for the other one of two when the first ends the thread', {
    timeout: 60_000,
  }, async () => {
    const small = openLane({ memoryMb: 24 });
    const greedy = html('<p>Posílám <b>výkres</b>.</p>'.repeat(250_000));
    const whole = request(html('<p>Za ní'));
    const pooled = html('<p>Za ní') as Uint8Array<ArrayBuffer>;
    for (const source of [pooled, whole.source]) {
      const before = source.toString();
      const answers = await small.readAll([request(greedy), { ...whole, source }]);
      expect(answers.map(textOf)).toEqual([undefined, 'Za ní']);
      expect(source.toString()).toBe(before);
    }
  });

  it('that cannot be given a mail says so to whoever asked, and the next one is read', async () => {
    const unsendable = { ...around, zone: (() => '') as never };
    await expect(
      readMail({ want: 'understanding', raw: html('<p>Ahoj'), around: unsendable, passedOn: null }),
    ).rejects.toThrow('could not be cloned');
    expect(textOf(await read(html('<p>Ahoj')))).toBe('Ahoj');
  });

  it('reads the others of a group when one of them takes too much memory', { timeout: 60_000 }, async () => {
    const small = openLane({ memoryMb: 24 });
    const greedy = html('<p>Posílám <b>výkres</b>.</p>'.repeat(250_000));
    const answers = await small.readAll([html('<p>Před'), greedy, html('<p>Za ní')].map(request));
    expect(answers[1]).toEqual({ kind: 'unreadable', problem: 'ERR_WORKER_OUT_OF_MEMORY' });
    expect(answers.map(textOf)).toEqual(['Před', undefined, 'Za ní']);
  });

  it('does not keep the others waiting for one that takes long', { timeout: 60_000 }, async () => {
    const order: string[] = [];
    const slow = read(ofManyMessages()).then(() => order.push('long'));
    await sleep(50);
    const quick = Array.from({ length: 3 }, () => read(html('<p>Ahoj')).then(() => order.push('short')));
    await Promise.all([slow, ...quick]);
    expect(order).toEqual(['short', 'short', 'short', 'long']);
  });

  it('ends by itself when there is nothing to read', async () => {
    const lane = openLane({ idleMs: 20 });
    expect(textOf(await lane.read(request(html('<p>Ahoj'))))).toBe('Ahoj');
    expect(lane.isWarm()).toBe(true);
    for (let waited = 0; lane.isWarm() && waited < 5000; waited += 20) await sleep(20);
    expect(lane.isWarm()).toBe(false);
  });

  it('takes several at once and gives each its own answer', async () => {
    const texts = Array.from({ length: 20 }, (_, n) => `Zpráva číslo ${n}.`);
    const answers = await Promise.all(texts.map((text) => read(html(`<p>${text}`))));
    expect(answers.map(textOf)).toEqual(texts);
  });

  it.each([false, true])(
    'reads a kept mail where it lies, or where it was set aside (large: %s)',
    async (isLarge) => {
      const folder = freshFolder();
      const stored = (text: string, at: 'place' | 'aside' | null) => {
        const files: [string, string] = [
          path.join(folder, `${text}.eml`),
          path.join(folder, `${text}.aside`),
        ];
        if (at) writeFileSync(files[at === 'place' ? 0 : 1], html(`<p>${text}`));
        return { files, slice: null, length: 200, isLarge };
      };
      const sources = [
        stored('Most', 'place'),
        stored('Lávka', 'aside'),
        stored('Pryč', null),
        stored('Silo', 'place'),
      ];
      const answers = await Promise.all(
        sources.map((raw) => readMail({ want: 'understanding', raw, around, passedOn: null })),
      );
      expect(answers.map(textOf)).toEqual(['Most', 'Lávka', undefined, 'Silo']);
      expect(answers[2]).toEqual({ kind: 'unreadable', problem: 'ENOENT' });
    },
  );

  it('blames the disk, and no mail, when a file does not come', { timeout: 60_000 }, async () => {
    const folder = freshFolder();
    const [late, there] = ['pozdě', 'hned'].map((name) => path.join(folder, name)) as [string, string];
    execFileSync('mkfifo', [late]);
    writeFileSync(there, html('<p>Hned'));
    const hasty = openLane({ patienceMs: 500 });
    expect(textOf(await hasty.read(request(html('<p>Ahoj'))))).toBe('Ahoj');
    const sources = [late, there].map(
      (file): StoredMail => ({ files: [file], slice: null, length: 200, isLarge: false }),
    );
    const reading = hasty.readAll(sources.map((source) => ({ ...request(html('')), source })));
    await sleep(1500);
    writeFileSync(late, '');
    const answers = await reading;
    expect(answers[0]).toEqual({ kind: 'unreadable', problem: 'EIO' });
    expect(answers.map(textOf)).toEqual([undefined, 'Hned']);
  });

  it('leaves the bytes alone that were not handed over', async () => {
    const raw = withFile(1);
    const size = raw.length;
    await readMail({ want: 'understanding', raw, around, passedOn: null });
    expect(raw.length).toBe(size);
    expect(raw.toString('latin1', 0, 5)).toBe('From:');
  });
});
