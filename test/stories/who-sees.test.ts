import { expect, it } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { story } from '../support/story.ts';

it('on a company’s card three dots say that everybody sees it, and that restricted deals keep to their people', async () => {
  const { zuzana, server, slack } = await story();
  await seedStory(server.crm.ctx);
  await zuzana.command('/company', '00000019');
  const card = zuzana.lastEphemeral()!;
  await zuzana.click(card, 'Kdo to vidí?');
  const said = zuzana.reads(await zuzana.modal('Kdo to vidí'));
  expect(said).toContain('Mostní stavby Brno, a.s.');
  expect(said).toContain('Tuto firmu vidí všichni plní členové workspacu.');
  expect(said).toContain('příležitost s omezeným přístupem se ukazuje jen svým lidem');
  await zuzana.close();
  await zuzana.click(card, 'Otevřít');
  await zuzana.click(await zuzana.modal('Firma'), 'Kdo to vidí?');
  expect(zuzana.reads(await zuzana.modal('Kdo to vidí'))).toContain('Tuto firmu vidí');
  expect(slack.troubles).toEqual([]);
});

it('on the card of a closed deal too, and whoever edits it reopens it from there', async () => {
  const { eva, zuzana, server, slack, settles } = await story();
  await seedStory(server.crm.ctx);
  await eva.command('/deal', '1');
  await eva.click(eva.lastEphemeral()!, 'Vyhraná');
  await eva.submit();
  await settles();
  await zuzana.command('/deal', '1');
  const card = zuzana.lastEphemeral()!;
  expect(zuzana.buttons(card)).toEqual(['Otevřít', 'Kdo to vidí?']);
  await zuzana.click(card, 'Kdo to vidí?');
  expect(zuzana.reads(await zuzana.modal('Kdo to vidí'))).toContain('Má na starosti: Eva Dvořáková');
  await eva.command('/deal', '1');
  expect(eva.buttons(eva.lastEphemeral()!)).toEqual(['Otevřít', 'Znovu otevřít', 'Kdo to vidí?']);
  await eva.click(eva.lastEphemeral()!, 'Znovu otevřít');
  expect(eva.buttons(eva.lastEphemeral()!)).toContain('Vyhraná');
  expect(slack.troubles).toEqual([]);
});
