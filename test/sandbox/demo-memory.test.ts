import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { millis, movableTime, systemTime } from '../../src/lib/time.ts';
import { type Demo, startDemo } from '../../src/sandbox/demo-stage.ts';

const hour = 3_600_000;

/** A folder in which a demo is started again and again, each time by a clock of the machine. */
function demoFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-demo-'));
  let running: Demo | null = null;
  onTestFinished(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    async starts() {
      const time = movableTime();
      running = await startDemo({ folder, port: 0, time, logLevel: 'error' });
      return { ...running, time };
    },
  };
}

it('a demo that was stopped goes on: messages, cards that can be clicked, files, mails and the moved clock', async () => {
  const { starts } = demoFolder();
  const first = await starts();
  const eva = first.slack.as('eva');
  await eva.command('/deal', 'new', { channel: '#obchod' });
  await eva.fill({ Název: 'Lávka přes Svratku' });
  await eva.submit();
  await first.server.crm.settle();
  await first.slack.quiet();
  const said = await eva.message('#obchod', 'Viz příloha', {
    files: [{ name: 'výkres.pdf', content: 'mostovka', type: 'application/pdf' }],
  });
  const card = eva.inbox().find((message) => eva.reads(message).includes('Lávka přes Svratku'))!;
  first.time.advance(50 * hour);
  await first.server.crm.settle();
  const stoppedAt = first.time.now();
  await first.stop();

  const again = await starts();
  expect(millis(again.time.now())).toBeGreaterThanOrEqual(millis(stoppedAt));
  expect(millis(again.time.now()) - millis(systemTime.now())).toBeGreaterThan(49 * hour);
  const back = again.slack.as('eva');
  expect(back.sees('#obchod').map((message) => message.text)).toContain('Viz příloha');
  const kept = back.sees('#obchod').find((message) => message.ts === said.ts)!;
  expect(Buffer.from(back.download(kept.files![0]!)).toString()).toBe('mostovka');
  const same = back.inbox().find((message) => message.ts === card.ts)!;
  await back.click(same, 'Zapsat');
  await back.fill({ 'Zápis z jednání': 'Po přestávce' });
  await back.submit();
  await again.server.crm.settle();
  await again.slack.quiet();
  expect(back.reads(back.inbox().find((message) => message.ts === card.ts)!)).toContain('Po přestávce');
  expect(again.slack.troubles).toEqual([]);
  expect(again.slack.unknownMethods).toEqual([]);
});

it('ids and timestamps go on where they stopped: nothing new takes the place of something old', async () => {
  const { starts } = demoFolder();
  const first = await starts();
  const before = await first.slack.as('eva').message('#obchod', 'Před přestávkou');
  await first.stop();
  const again = await starts();
  const after = await again.slack.as('eva').message('#obchod', 'Po přestávce');
  expect(after.ts > before.ts).toBe(true);
  const ids = [...again.slack.workspace.channels.keys(), ...again.slack.workspace.files.keys()];
  expect(new Set(ids).size).toBe(ids.length);
});

it('without its database the story begins anew, whatever the Slack remembers', async () => {
  const { folder, starts } = demoFolder();
  const first = await starts();
  await first.slack.as('eva').message('#obchod', 'Před přestávkou');
  await first.stop();
  for (const name of ['vizitka.sqlite', 'vizitka.sqlite-wal', 'vizitka.sqlite-shm'])
    rmSync(path.join(folder, name), { force: true });
  const anew = await starts();
  expect(
    anew.slack
      .as('eva')
      .sees('#obchod')
      .map((message) => message.text),
  ).not.toContain('Před přestávkou');
});
