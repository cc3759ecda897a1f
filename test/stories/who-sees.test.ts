import { expect, it } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import type { Ctx } from '../../src/lib/context.ts';
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

it('on the card of a closed deal too', async () => {
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
  expect(slack.troubles).toEqual([]);
});

it('on the card of a mail that waits, and on it once it is put to a deal', async () => {
  const { zuzana, server, slack, settles } = await story();
  const { ctx } = server.crm;
  await seedStory(ctx);
  await zuzanaForwards(ctx);
  await settles();
  const question = zuzana.inbox().at(-1)!;
  expect(zuzana.reads(question)).toContain('Kam s tímto e-mailem?');
  await zuzana.click(question, 'Kdo to vidí?');
  const waits = zuzana.reads(await zuzana.modal('Kdo to vidí'));
  expect(waits).toContain('čeká na zařazení');
  expect(waits).toContain('Ptáme se: Zuzana Hrušková');
  await zuzana.close();
  await zuzana.click(question, /^K (firmě|příležitosti)/);
  await zuzana.fill({ 'Příležitost nebo firma': { query: 'Oce', pick: /Oceľová hala/ } });
  await zuzana.submit();
  await settles();
  await zuzana.click(question, 'Kdo to vidí?');
  const logged = zuzana.reads(await zuzana.modal('Kdo to vidí'));
  expect(logged).toContain('Tento e-mail vidí ti, kdo vidí příležitost D-2 · Oceľová hala Žilina.');
  expect(logged).toContain('Má na starosti: Zuzana Hrušková');
  expect(slack.troubles).toEqual([]);
});

async function zuzanaForwards(ctx: Ctx): Promise<void> {
  const crm = 'crm@ocel-vir.example';
  const mailbox = { name: 'crm', host: 'mail.example', user: crm, pass: 'secret', mode: 'dropbox' };
  const raw = Buffer.from(
    [
      'From: Zuzana Hrušková <zuzana@ocel-vir.example>',
      `To: ${crm}`,
      'Date: Mon, 8 Mar 2027 07:30:00 +0100',
      'Message-ID: <poptavka@ocel-vir.example>',
      'Subject: Fwd: Poptavka',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '---------- Forwarded message ---------',
      'Od: Jan Dvořák <dvorak@kovovyroba-h.example>',
      'Date: ne 7. 3. 2027 v 8:05',
      'Subject: Poptavka',
      'To: <zuzana@ocel-vir.example>',
      '',
      'Dobrý den, sháníme zábradlí.',
    ].join('\r\n'),
  );
  const message = { uid: 1, raw, size: raw.length, serverAt: ctx.time.now() };
  const place = { mailbox: 'crm', folder: 'INBOX', uidValidity: '1' };
  await keepBatch(ctx, { ...place, messages: [message], upTo: 1 });
  while ((await processWaiting(ctx, [MailboxConfig.parse(mailbox)])) > 0);
}
