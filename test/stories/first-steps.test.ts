import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('Eva creates a deal and finds it among hers', async () => {
  const { eva, slack } = await story();
  await eva.command('/deal', 'new', { channel: '#obchod' });
  await eva.fill({ Název: 'Lávka přes Svratku', 'Hodnota bez DPH': '1 250 000 Kč' });
  await eva.submit();
  await eva.command('/deal', '', { channel: '#obchod' });
  expect(eva.reads(eva.lastEphemeral()!)).toContain('D-1 · Lávka přes Svratku');
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});
