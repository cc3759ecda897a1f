import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('an admin adds a kind of the firm’s own; everybody logs with it, also by its name after /log', async () => {
  const { eva, zuzana, slack, settles } = await story();
  await eva.command('/deal', 'new', { channel: '#obchod' });
  await eva.fill({ Název: 'Lávka přes Svratku' });
  await eva.submit();
  await settles();
  await eva.command('/crm', 'DRUHY', { channel: '#obchod' });
  await eva.click(await eva.modal('Druhy aktivit'), 'Nový druh');
  await eva.fill({ 'Název česky': 'schůzka', Emoji: 'stavba' });
  expect((await eva.submit()).errors).toEqual({
    'Název česky': expect.stringContaining('už jiný druh'),
    Emoji: expect.stringContaining('Jedno emoji'),
  });
  await eva.fill({ 'Název česky': 'Prohlídka stavby', 'Název slovensky': 'Obhliadka stavby', Emoji: '🏗️' });
  await eva.submit();
  await slack.quiet();
  expect(eva.reads(await eva.modal('Druhy aktivit'))).toContain('🏗️ Prohlídka stavby');
  await eva.close();

  await zuzana.command('/log', 'prohlidka stavby 1', { channel: '#obchod' });
  await zuzana.submit();
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('🏗️ Prohlídka stavby · D-1');

  await eva.command('/crm', 'druhy', { channel: '#obchod' });
  await eva.click(await eva.modal(), 'Smazat');
  expect(eva.reads(await eva.modal())).toContain('proto zůstává');
  await eva.close();
  await eva.click(await eva.modal('Druhy aktivit'), 'Upravit');
  await eva.fill({ 'Název česky': 'Obhlídka' });
  await eva.submit();
  await slack.quiet();
  expect(eva.reads(await eva.modal('Druhy aktivit'))).toContain('🏗️ Obhlídka');
  expect(slack.troubles).toEqual([]);
});

it('who is no admin is told who may', async () => {
  const { zuzana } = await story();
  await zuzana.command('/crm', 'druhy', { channel: '#obchod' });
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('jen správci');
});
