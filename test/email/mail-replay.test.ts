import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ReplayLine } from '../../src/features/email/replay.ts';

const root = path.join(import.meta.dirname, '../..');
const fixture = (name: string) => path.join(root, `fixtures/emails/${name}.eml`);

/** `npm run mail:replay -- ...`, as somebody types it. */
async function replays(args: string[], environment: Record<string, string> = {}) {
  const run = promisify(execFile)(process.execPath, [path.join(root, 'src/cli/mail-replay.ts'), ...args], {
    cwd: folder(),
    env: { PATH: process.env.PATH, ...environment },
  });
  const { stdout, stderr, code } = await run.then(
    (done) => ({ ...done, code: 0 }),
    (failed: { stdout: string; stderr: string; code: number }) => failed,
  );
  return {
    code,
    stderr,
    lines: stdout
      .split('\n')
      .filter(Boolean)
      .map((line): ReplayLine => JSON.parse(line)),
  };
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'vizitka-replayed-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const team = JSON.stringify([
  { name: 'obchod', host: 'mail.firma.example', user: 'obchod@firma.example', pass: 'x', mode: 'team' },
]);

describe('mail:replay', { timeout: 60_000 }, () => {
  let place = '';
  beforeAll(() => {
    place = mkdtempSync(path.join(tmpdir(), 'vizitka-replay-'));
    return () => rmSync(place, { recursive: true, force: true });
  });

  it('stops without a word when whoever reads its lines has seen enough', async () => {
    const tool = path.join(root, 'src/cli/mail-replay.ts');
    const piped = `"${process.execPath}" "${tool}" "${path.join(root, 'fixtures/emails')}" | head -n 1`;
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', piped], {
      cwd: folder(),
      env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
    });
    expect([stdout.trim().split('\n').length, stderr]).toEqual([1, '']);
  });

  it('prints one line for each message in a folder, whatever it is, and is content when all have an outcome', async () => {
    copyFileSync(fixture('question_from_a_known_contact'), path.join(place, 'question.eml'));
    mkdirSync(path.join(place, 'older'));
    copyFileSync(fixture('two_mails_forwarded_as_attachments'), path.join(place, 'older', 'two.eml'));
    writeFileSync(path.join(place, 'empty.eml'), '');
    writeFileSync(
      path.join(place, 'noise.eml'),
      Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919) % 251)),
    );
    writeFileSync(
      path.join(place, 'mbox'),
      ['Ahoj', 'From here on it is raining.\n\nFrom now on: 10:15 is late']
        .map(
          (words) =>
            `From x Tue Mar  3 10:15:00 2026\nFrom: a@b.example\nDate: Tue, 3 Mar 2026 10:15:00 +0100\n\n${words}`,
        )
        .join('\n\n'),
    );
    writeFileSync(path.join(place, 'notes.txt'), 'No message at all.');
    symlinkSync('/nowhere/at/all', path.join(place, 'lost.eml'));
    symlinkSync(path.join(place, 'empty.eml'), path.join(place, 'LINKED.EML'));
    const { code, lines } = await replays([place]);
    expect(code).toBe(0);
    expect(lines.map(({ file, outcome }) => [path.relative(place, file), outcome])).toEqual([
      ['LINKED.EML', 'quarantined'],
      ['empty.eml', 'duplicate'],
      ['mbox', 'triage'],
      ['mbox', 'triage'],
      ['noise.eml', 'quarantined'],
      ['older/two.eml', 'triage'],
      ['older/two.eml', 'triage'],
      ['question.eml', 'triage'],
    ]);
    expect(Object.keys(lines.at(-1) ?? {})).toEqual(
      'file messageId from to subject date direction outcome reason deal company contact forwardedBy attachments text quoted note'.split(
        ' ',
      ),
    );
  });

  it('reads as a mailbox of MAILBOXES does, and into a database that stays', async () => {
    const database = `sqlite:${path.join(folder(), 'kept.sqlite')}`;
    const args = [fixture('question_from_a_known_contact'), '--mailbox', 'obchod', '--database', database];
    const first = await replays(args, { MAILBOXES: team });
    expect(first.lines).toMatchObject([{ outcome: 'ignored', reason: 'notKnownHere', text: '' }]);
    const second = await replays(args, { MAILBOXES: team });
    expect(second.lines).toMatchObject([{ outcome: 'duplicate', reason: 'sameMail' }]);
  });

  it('says what it does not understand', async () => {
    expect(await replays([])).toMatchObject({ code: 2, lines: [] });
    expect(await replays(['/nowhere/at/all'])).toMatchObject({
      code: 2,
      stderr: '/nowhere/at/all: no such file or folder\n',
    });
    expect(await replays([place, '--mailbox', 'nobody'])).toMatchObject({
      code: 2,
      stderr: 'MAILBOXES has no mailbox nobody\n',
    });
  });
});
