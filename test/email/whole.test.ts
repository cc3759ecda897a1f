import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEmail } from '../../src/features/email/reading/parse.ts';
import { mailFilesIn } from '../../src/features/email/replay.ts';
import { chanceOf, mutated } from '../proof/mutations.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-whole-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixtures = (await mailFilesIn(path.join(import.meta.dirname, '../../fixtures/emails')))
  .map((file) => ({ name: path.basename(file), raw: readFileSync(file) }))
  .filter(({ raw }) => raw.length < 200_000);

/** A small message is read in one go; the same one in a file by mailparser's streams, as a large one is. */
async function readBoth(raw: Buffer): Promise<[unknown, unknown]> {
  const file = path.join(folder, 'mail.eml');
  writeFileSync(file, raw);
  const outcome = (reading: Promise<unknown>) => reading.catch(({ code, message }) => ({ code, message }));
  return [await outcome(parseEmail(raw)), await outcome(parseEmail(file))];
}

describe('a message read in one go is read as by the streams', () => {
  it('whatever it holds', async () => {
    expect(fixtures.length).toBeGreaterThan(100);
    for (const { name, raw } of fixtures) {
      const [whole, streamed] = await readBoth(raw);
      expect(whole, name).toEqual(streamed);
    }
  });

  it.each([
    ['with LF alone', (raw: Buffer) => raw.toString('latin1').replaceAll('\r\n', '\n')],
    [
      'with a delimiter behind a lone CR',
      (raw: Buffer) => raw.toString('latin1').replaceAll('\n--', '\n\r--'),
    ],
    ['cut off', (raw: Buffer) => raw.toString('latin1', 0, Math.floor(raw.length * 0.8))],
  ])('%s', async (_what, change) => {
    for (const { name, raw } of fixtures) {
      const [whole, streamed] = await readBoth(Buffer.from(change(raw), 'latin1'));
      expect(whole, name).toEqual(streamed);
    }
  });

  it('however broken', { timeout: 60_000 }, async () => {
    const chance = chanceOf(5);
    const mails = fixtures.map(({ raw }) => raw);
    for (let number = 0; number < 300; number += 1) {
      const [whole, streamed] = await readBoth(mutated(mails, chance, number));
      expect(whole, `mutation ${number}`).toEqual(streamed);
    }
  });
});
