import { expect, it } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { crm, mailStory } from '../support/mail-story.ts';

const riha = 'Petr Říha <riha@mostni-stavby.example>';

it('a customer’s mail logs itself to the company’s only deal, and its owner hears of it within minutes', async () => {
  const { eva, zuzana, post, decided, passes } = await mailStory();
  await post({
    from: riha,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Termín předání',
    text: 'Dobrý den,\nmůžeme prosím posunout předání na duben?\n\nS pozdravem\nPetr Říha',
    attachments: [
      {
        name: 'harmonogram.pdf',
        type: 'application/pdf',
        content: Buffer.from('%PDF-1.4').toString('base64'),
      },
    ],
  });
  await decided(1);
  await passes({ minutes: 6 });
  const news = eva.inbox().at(-1)!;
  expect(eva.reads(news)).toContain('Termín předání');
  expect(eva.reads(news)).toContain('můžeme prosím posunout předání na duben?');
  expect(eva.reads(news)).toContain('1 📎');
  await eva.click(news, 'Proč zrovna sem?');
  expect(eva.reads(await eva.modal())).toContain(
    'jediná otevřená příležitost firmy, která píše z domény mostni-stavby.example',
  );
  expect(zuzana.inbox().filter((message) => zuzana.reads(message).includes('Termín předání'))).toEqual([]);
});

it('a forwarded inquiry of a stranger asks the colleague who forwarded it, and the answer is remembered', async () => {
  const { eva, post, decided, passes, server } = await mailStory();
  await post({
    from: 'Eva Dvořáková <eva@ocel-vir.example>',
    to: crm,
    subject: 'Fwd: Poptávka zámečnických prací',
    text: 'Z veletrhu.\n\n---------- Forwarded message ---------\nOd: Jan Dvořák <dvorak@kovovyroba-h.example>\nDate: ne 7. 3. 2027 v 8:05\nSubject: Poptávka zámečnických prací\nTo: <eva@ocel-vir.example>\n\nDobrý den, sháníme zábradlí.\n\n--\nJan Dvořák\njednatel\n+420 601 000 456',
  });
  await decided(1);
  const question = eva.inbox().at(-1)!;
  expect(eva.reads(question)).toContain('Kam s tímto e-mailem? „Poptávka zámečnických prací“');
  expect(eva.reads(question)).toContain('přeposláno: Eva Dvořáková');
  expect(eva.reads(question)).toContain('+420 601 000 456 · jednatel');
  await eva.click(question, 'K firmě / příležitosti…');
  await eva.fill({ 'Příležitost nebo firma': { query: 'lávka', pick: /Lávka/ } });
  expect(eva.form()).toMatchObject({
    'Založit jako kontakt': 'Jan Dvořák',
    Telefon: '+420 601 000 456',
  });
  await eva.submit();
  await passes({ minutes: 1 });
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('je u D-1');

  await post({
    from: 'Jan Dvořák <dvorak@kovovyroba-h.example>',
    to: crm,
    subject: 'Ještě barva',
    text: 'RAL 7016.',
  });
  await decided(2);
  const rows = await server.crm.ctx.db('inbound_emails').orderBy('id').select('status', 'reason', 'deal_id');
  expect(rows).toEqual([
    { status: 'logged', reason: 'byHand', deal_id: 1 },
    { status: 'logged', reason: 'contactsOnlyDeal', deal_id: 1 },
  ]);
});

it('a mail becomes a new deal from its card, and lies in it', async () => {
  const { eva, post, decided, settles, server } = await mailStory();
  await post({
    from: 'Eva Dvořáková <eva@ocel-vir.example>',
    to: 'Jitka Malá <mala@pekarna.example>',
    bcc: 'crm+new@ocel-vir.example',
    subject: 'Nabídka vrat',
    text: 'Dobrý den, posíláme nabídku vrat.',
  });
  await decided(1);
  const question = eva.inbox().at(-1)!;
  const opened = async () => {
    await eva.command('/crm', 'pošta');
    const list = eva.lastEphemeral()!;
    await eva.click(list, 'Otevřít');
    return eva.until(() => {
      const card = eva.lastEphemeral()!;
      return card !== list && card;
    });
  };
  const [card, other] = [await opened(), await opened()];
  await eva.click(card, 'Nová příležitost');
  await eva.submit();
  const [deal] = await server.crm.ctx.db('deals').where({ name: 'Nabídka vrat' });
  const [email] = await server.crm.ctx.db('inbound_emails');
  expect(email).toMatchObject({ status: 'logged', deal_id: deal?.id });

  // The card asks no more, and another that she was shown says at once where the mail is.
  const answer = `✅ ✉️ „Nabídka vrat“ je u D-${deal?.id} · Nabídka vrat`;
  expect(eva.reads(card)).toContain(answer);
  await eva.click(other, 'Nová příležitost');
  expect(eva.modals()).toEqual([]);
  expect(eva.reads(other)).toContain(answer);

  // Decided while the form was open: it says so and keeps what she typed.
  await eva.click(other, 'Vrátit zpět');
  await settles();
  await eva.click(other, 'Nová příležitost');
  await eva.fill({ Název: 'Druhá vrata' });
  await eva.select(question, '⋯', 'Ignorovat: Jen tento e-mail');
  const { view } = await eva.submit();
  expect(eva.reads(view!)).toContain('se už ignoruje. Nic se zatím neuložilo.');
  expect(eva.form()).toMatchObject({ Název: 'Druhá vrata' });
  expect(eva.reads(other)).toContain('„Nabídka vrat“ se ignoruje');
  await eva.submit();
  expect(await server.crm.ctx.db('deals').where({ name: 'Druhá vrata' })).toHaveLength(1);
  expect(await server.crm.ctx.db('inbound_emails').pluck('status')).toEqual(['ignored']);

  await eva.click(other, 'Vrátit zpět');
  await eva.click(other, 'K firmě / příležitosti…');
  await eva.fill({ 'Příležitost nebo firma': { query: 'lávka', pick: /Lávka/ } });
  await eva.submit();
  expect(eva.reads(other)).toContain('„Nabídka vrat“ je u D-1 · Lávka přes Svratku');

  await eva.click(other, 'Vrátit zpět');
  await eva.click(other, 'Nová příležitost');
  await eva.fill({ Název: 'Třetí vrata' });
  const { ctx } = server.crm;
  const person = (await findPersonBySlackId(ctx.db, eva.id)) as Person;
  await fileToDeal(asPerson(ctx, person), email?.id as EmailId, 1 as DealId);
  const refused = await eva.submit();
  expect(eva.reads(refused.view!)).toContain('je už u D-1. Nic se zatím neuložilo.');
  expect(eva.form()).toMatchObject({ Název: 'Třetí vrata' });
  expect(await ctx.db('deals').where({ name: 'Třetí vrata' })).toEqual([]);
});

it('an ignored sender is not asked about again, and ignoring can be taken back', async () => {
  const { eva, post, decided, server } = await mailStory();
  const statuses = () => server.crm.ctx.db('inbound_emails').orderBy('id').pluck('status');
  await post({ from: 'Sleva <info@naradi.example>', to: crm, subject: 'Jarní slevy', text: 'Vrtáky!' });
  await decided(1);
  const question = eva.inbox().at(-1)!;
  await eva.select(question, '⋯', 'Ignorovat: Vždy info@naradi.example');
  expect(eva.reads(question)).toContain('se ignoruje');
  await post({ from: 'Sleva <info@naradi.example>', to: crm, subject: 'Letní slevy', text: 'Pily!' });
  await decided(2);
  expect(await statuses()).toEqual(['ignored', 'ignored']);
  await eva.click(question, 'Vrátit zpět');
  await post({ from: 'Sleva <info@naradi.example>', to: crm, subject: 'Zimní slevy', text: 'Lopaty!' });
  await decided(3);
  expect(await statuses()).toEqual(['triage', 'ignored', 'triage']);
});
