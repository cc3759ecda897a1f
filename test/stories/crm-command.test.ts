import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('/crm alone is a page of help in one’s own language', async () => {
  const { eva, oliver } = await story();
  await eva.command('/crm', '');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('S čím ti Vizitka pomůže');
  await oliver.command('/crm', '');
  expect(oliver.reads(oliver.lastEphemeral()!)).toContain('S čím ti Vizitka pomůže');
});

it('an unknown word is answered by the closest one and the help', async () => {
  const { eva } = await story();
  await eva.command('/crm', 'nastavemi');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Mělo to být /crm nastavení?');
  // Near to Slovak words, and answered in hers.
  await eva.command('/crm', 'suhrnn');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Mělo to být /crm souhrn?');
});

it('Zuzana, whose Slack is in English, is asked once which language she wants and is spoken to in it from then on', async () => {
  const { zuzana, settles } = await story();
  await zuzana.command('/crm', '');
  await zuzana.command('/crm', '');
  await settles();
  const questions = zuzana.inbox().filter((message) => !message.ephemeralTo);
  expect(questions).toHaveLength(1);
  await zuzana.click(questions[0]!, 'Slovenčina');
  const answered = zuzana.inbox()[0]!;
  expect(zuzana.reads(answered)).toContain('Budem s tebou hovoriť po slovensky');
  // By this mark the message is found again when the answer to its post was lost.
  expect(answered.blocks?.[0]?.block_id).toMatch(/^fx:/);
  await zuzana.command('/crm', 'NAPOVEDA');
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('S čím ti Vizitka pomôže');
});

it('a guest is told that Vizitka is for members', async () => {
  const { slack } = await story();
  const radim = slack.as('radim');
  await radim.command('/crm', '', { channel: '#projekce' });
  expect(radim.reads(radim.lastEphemeral()!)).toContain('jen pro plné členy');
});

it('Eva appoints Zuzana as sales lead, Zuzana cannot appoint anybody', async () => {
  const { eva, zuzana } = await story();
  await zuzana.command('/crm', 'lidé');
  expect(zuzana.buttons(zuzana.lastEphemeral()!)).toEqual([]);
  await eva.command('/crm', 'lide');
  await eva.click(eva.lastEphemeral()!, 'Upravit');
  await eva.fill({ 'Vedení obchodu': ['zuzana'] });
  await eva.submit();
  await eva.until(() =>
    eva.inbox().some((message) => eva.reads(message).includes('Vedení obchodu: Zuzana Hrušková')),
  );
});

it('what follows a command is taken as it was typed', async () => {
  const { eva } = await story();
  await eva.command('/deal', 'nová Novák & syn <hala> s @oliver', { channel: '#obchod' });
  expect(eva.form()).toMatchObject({ Název: 'Novák & syn <hala> s @oliver' });
});
