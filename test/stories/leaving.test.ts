import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('a colleague leaves: admins get one card, the successor the deals and one message', async () => {
  const { eva, zuzana, oliver, slack, settles } = await story();
  await settles();
  await oliver.command('/deal', 'new', { channel: '#obchod' });
  await oliver.fill({ Název: 'Bridge in Dover' });
  await oliver.submit();
  slack.admin.deactivateUser('oliver');
  await slack.quiet();
  await settles();
  const card = eva.inbox().find((message) => eva.reads(message).includes('Oliver Grant už ve Slacku není'))!;
  expect(eva.reads(card)).toContain('Zůstala 1 otevřená příležitost.');
  expect(zuzana.inbox()).toEqual([]);

  await eva.select(card, 'Kdo to převezme?', 'zuzana');
  await settles();
  expect(zuzana.inbox().map((message) => zuzana.reads(message))).toEqual([
    expect.stringContaining('Přebíráš agendu: Oliver Grant'),
  ]);
  await zuzana.command('/deal', '', { channel: '#obchod' });
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('Bridge in Dover');
  expect(slack.troubles).toEqual([]);
});

it('a colleague who came back is not handed over by an old card', async () => {
  const { eva, slack, settles } = await story();
  await settles();
  slack.admin.deactivateUser('oliver');
  await slack.quiet();
  await settles();
  const card = eva.inbox().find((message) => eva.reads(message).includes('Oliver Grant už ve Slacku není'))!;
  slack.admin.changeUser('oliver', { deleted: false });
  await slack.quiet();
  await eva.select(card, 'Kdo to převezme?', 'oliver');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Oliver Grant je zpátky ve Slacku');
});
