import { expect, it } from 'vitest';
import { crm, mailStory } from '../support/mail-story.ts';
import type { Story } from '../support/story.ts';

const riha = 'Petr Říha <riha@mostni-stavby.example>';
const evasMail = 'Eva Dvořáková <eva@ocel-vir.example>';

const reads = (person: Story['eva'], words: string) =>
  person.inbox().filter((message) => person.reads(message).includes(words));

it('what customers write in the evening and at night comes to the owner in one message in the morning', async () => {
  const { eva, zuzana, post, decided, until, slack } = await mailStory({}, '2027-03-08T17:30:00.000Z');
  await post({
    from: riha,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Termín předání',
    text: 'Stihnete to?',
  });
  await post({
    from: riha,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Barva zábradlí',
    text: 'RAL 7016.',
  });
  await decided(2);
  await until('2027-03-09T06:55:00.000Z');
  expect(reads(eva, 'Termín předání')).toEqual([]);
  await until('2027-03-09T07:01:00.000Z');
  const [news, ...more] = reads(eva, 'Termín předání');
  expect(more).toEqual([]);
  expect(eva.reads(news!)).toContain('2 nové e-maily od zákazníků');
  expect(eva.reads(news!)).toContain('Barva zábradlí');
  expect(reads(zuzana, 'Termín předání')).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('what a colleague sends to a customer with a blind copy tells nobody', async () => {
  const { eva, zuzana, post, decided, passes } = await mailStory();
  await post({
    from: 'Zuzana Hrušková <zuzana@ocel-vir.example>',
    to: riha,
    bcc: crm,
    subject: 'Nabídka zábradlí',
    text: 'V příloze.',
  });
  await decided(1);
  await passes({ minutes: 30 });
  expect([...reads(eva, 'Nabídka zábradlí'), ...reads(zuzana, 'Nabídka zábradlí')]).toEqual([]);
});

it('a colleague hears why mails that they sent in were not logged, in one message, and what to do', async () => {
  const { eva, zuzana, post, decided, passes, slack, server } = await mailStory();
  await post({ from: evasMail, to: crm, subject: 'Porada ve čtvrtek', text: 'Prosím o podklady.' });
  await post({
    from: evasMail,
    to: 'robot@system.example',
    cc: crm,
    subject: 'Odhlášení',
    text: 'x',
  });
  await decided(2);
  expect(reads(eva, 'Porada ve čtvrtek')).toEqual([]);
  await passes({ minutes: 6 });
  const [notice, ...more] = reads(eva, 'Porada ve čtvrtek');
  expect(more).toEqual([]);
  expect(eva.reads(notice!)).toContain('se nezapsal tak, jak měl');
  expect(eva.reads(notice!)).toContain('Psali si jen kolegové mezi sebou.');
  expect(eva.reads(notice!)).toContain('přepošli přímo jeho e-mail');
  expect(reads(zuzana, 'Porada')).toEqual([]);
  expect(await server.crm.ctx.db('mail_notices').whereNull('told_at')).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('Eva makes a mail her own, the thread in the channel forgets it, and she opens it up again', async () => {
  const { eva, zuzana, post, decided, passes, slack, server } = await mailStory();
  await server.crm.ctx.database.writer('deals').where({ id: 1 }).update({ channel: 'C0OBCHOD01' });
  await post({
    from: riha,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Naše výpověď z nájmu',
    text: 'Prosím, nikomu to neříkejte.',
  });
  await decided(1);
  await passes({ minutes: 6 });
  const channel = () => JSON.stringify(zuzana.sees('C0OBCHOD01'));
  expect(channel()).toContain('nikomu to neříkejte');
  const news = reads(eva, 'Naše výpověď z nájmu').at(-1)!;
  await eva.click(news, 'Celý e-mail');
  expect(eva.reads(await eva.modal())).toContain('Tento e-mail je tvůj');
  await eva.select(await eva.modal(), 'email.privacy', 'Jen to, že proběhl');
  await passes({ minutes: 1 });
  expect(channel()).not.toContain('neříkejte');
  expect(channel()).not.toContain('výpověď');
  expect(eva.reads(await eva.modal())).toContain('nikomu to neříkejte');
  expect(eva.reads(reads(eva, 'Naše výpověď z nájmu').at(-1)!)).toContain('🔒');

  await zuzana.command('/deal', 'D-1');
  expect(JSON.stringify(zuzana.lastEphemeral())).toContain('Lávka');
  expect(JSON.stringify(zuzana.lastEphemeral())).not.toContain('výpověď');
  await eva.select(await eva.modal(), 'email.privacy', 'Všechno');
  await passes({ minutes: 1 });
  expect(channel()).toContain('nikomu to neříkejte');
  expect(slack.troubles).toEqual([]);
});

it('one click on a mail stops logging its sender, and the list in /crm mail logs them again', async () => {
  const { eva, zuzana, post, decided, passes, slack, server } = await mailStory();
  const statuses = () => server.crm.ctx.db('inbound_emails').orderBy('id').pluck('status');
  await post({ from: riha, to: 'eva@ocel-vir.example', cc: crm, subject: 'První', text: 'Dobrý den.' });
  await decided(1);
  await passes({ minutes: 6 });
  await eva.click(reads(eva, 'První').at(-1)!, 'Celý e-mail');
  await eva.click(await eva.modal(), 'Nezapisovat…');
  expect(eva.reads(await eva.modal())).toContain('mostni-stavby.example');
  await eva.submit();
  expect(eva.reads(eva.lastEphemeral() ?? eva.inbox().at(-1)!)).toContain('se od teď nezapisuje');
  await post({ from: riha, to: 'eva@ocel-vir.example', cc: crm, subject: 'Druhý', text: 'Dobrý den.' });
  await decided(2);
  expect(await statuses()).toEqual(['logged', 'ignored']);

  await zuzana.command('/crm', 'mail');
  await zuzana.click(zuzana.lastEphemeral()!, 'Nikdy nezapisovat…');
  expect(zuzana.reads(await zuzana.modal())).toContain('mostni-stavby.example');
  expect(zuzana.buttons(await zuzana.modal())).not.toContain('Zase zapisovat');
  await zuzana.click(await zuzana.modal(), 'Přidat');
  await zuzana.fill({ Co: 'Celá doména', 'Adresa, doména nebo slova': 'gmail.com' });
  await expect(zuzana.submit()).resolves.toMatchObject({
    errors: { 'Adresa, doména nebo slova': expect.stringContaining('gmail.com') },
  });
  await zuzana.fill({ 'Adresa, doména nebo slova': 'advokat.example' });
  await zuzana.submit();
  expect(zuzana.reads(await zuzana.modal())).toContain('advokat.example');

  await eva.command('/crm', 'mail');
  await eva.click(eva.lastEphemeral()!, 'Nikdy nezapisovat…');
  expect(eva.reads(await eva.modal())).not.toContain('advokat.example');
  await eva.click(await eva.modal(), 'Zase zapisovat');
  expect(eva.reads(await eva.modal())).toContain('se zase zapisuje');
  await post({ from: riha, to: 'eva@ocel-vir.example', cc: crm, subject: 'Třetí', text: 'Dobrý den.' });
  await decided(3);
  expect(await statuses()).toEqual(['logged', 'ignored', 'logged']);
  await eva.click(await eva.modal(), 'Vrátit zpět');
  await post({ from: riha, to: 'eva@ocel-vir.example', cc: crm, subject: 'Čtvrtý', text: 'Dobrý den.' });
  await decided(4);
  expect((await statuses()).at(-1)).toBe('ignored');
  expect([slack.unknownMethods, slack.troubles]).toEqual([[], []]);
});
