import { expect, it } from 'vitest';
import { crm, mailStory } from '../support/mail-story.ts';

const horak = 'Milan Horák <horak@zamecnictvi-horak.example>';
const inquiry = {
  from: 'Eva Dvořáková <eva@ocel-vir.example>',
  to: crm,
  subject: 'Fwd: Točitá schodiště',
  text: [
    'Z veletrhu.',
    '',
    '---------- Forwarded message ---------',
    `Od: ${horak}`,
    'Date: ne 7. 3. 2027 v 8:05',
    'Subject: Točitá schodiště',
    'To: <eva@ocel-vir.example>',
    '',
    'Dobrý den, sháníme tři točitá schodiště.',
    '',
    '--',
    'Milan Horák',
    'stavbyvedoucí',
    '+420 601 000 321',
  ].join('\n'),
};

const plainly = (text: string) => text.replace(/\u00a0/g, ' ').replace(/\u2060/g, '');

it('a stranger’s mail becomes a lead, which is worked on, nudged once when nobody touches it, and converted with all of it', async () => {
  const told = await mailStory();
  const { eva, slack, post, decided, until } = told;
  const said = (words: string) =>
    slack.until(
      () => eva.inbox().findLast((message) => plainly(eva.reads(message)).includes(words)),
      words,
      10_000,
    );
  await post(inquiry);
  await decided(1);
  await eva.click(await said('Kam s tímto e-mailem?'), 'Nový lead');
  expect(eva.form()).toMatchObject({
    Jméno: 'Milan Horák',
    'E-mail': 'horak@zamecnictvi-horak.example',
    Telefon: '+420 601 000 321',
  });
  await eva.fill({ Odkud: 'veletrh' });
  await eva.submit();
  expect(plainly(eva.reads(await eva.modal('L-1')))).toContain('L-1 · Milan Horák');
  await eva.close();

  // The next mail of theirs asks nobody.
  const more = { from: horak, to: 'eva@ocel-vir.example', cc: crm };
  await post({ ...more, subject: 'Ještě jedno', text: 'A jedno rovné.' });
  await decided(2);
  expect(await told.server.crm.ctx.db('inbound_emails').orderBy('id').pluck('reason')).toEqual([
    'byHand',
    'leadsAddress',
  ]);

  // Three working days later its owner is told once, although the server was stopped before and after.
  await told.restarts();
  await until('2027-03-11T08:00:30.000Z');
  const nudge = await said('L-1 · Milan Horák si 3 pracovní dny nikdo nevšiml.');
  await told.restarts();
  await until('2027-03-12T08:00:30.000Z');
  expect(eva.inbox().filter((message) => eva.reads(message).includes('nikdo nevšiml'))).toHaveLength(1);

  await eva.click(nudge, 'Zapsat');
  await eva.fill({ 'Zápis z jednání': 'Chce je do dubna.' });
  await eva.submit();
  await until('2027-03-12T08:05:00.000Z');
  await said('L-1 · Milan Horák: někdo se mu věnoval');

  await eva.command('/crm', 'lead Horák', { channel: '#obchod' });
  const card = await slack.until(() => eva.lastEphemeral('#obchod'), 'the card of the lead');
  await eva.click(card, 'Převést na zákazníka');
  expect(eva.form()).toMatchObject({ Kontakt: 'Milan Horák', 'Název příležitosti': 'Točitá schodiště' });
  await eva.submit();
  expect(plainly(eva.reads(await eva.modal('L-1')))).toContain('Převedeno: D-3 · Točitá schodiště');
  const { db } = told.server.crm.ctx;
  expect(await db('activities').where({ lead_id: 1 }).orderBy('id').select('kind', 'deal_id')).toEqual([
    { kind: 'email', deal_id: 3 },
    { kind: 'email', deal_id: 3 },
    { kind: 'call', deal_id: 3 },
  ]);
  // From now on they write to the deal.
  await post({ ...more, subject: 'Barva', text: 'RAL 7016.' });
  await decided(3);
  expect(await db('inbound_emails').orderBy('id').pluck('deal_id')).toEqual([3, 3, 3]);
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('a lead whose domain is a customer’s joins the customer, and can be taken back', async () => {
  const { eva, slack, server, settles } = await mailStory();
  await eva.shortcut('leads.new');
  await eva.fill({ Jméno: 'Karel Nový', 'E-mail': 'novy@mostni-stavby.example', Poznámka: 'Druhá lávka.' });
  await eva.submit();
  const lead = await eva.modal('L-1');
  expect(plainly(eva.reads(lead))).toContain(
    'Už ji známe: Mostní stavby Brno, a.s. (stejná e-mailová doména)',
  );
  await eva.click(lead, 'Převést na zákazníka');
  const form = await eva.modal('Převést na zákazníka');
  expect(plainly(eva.reads(form))).toContain('Lead se k tomu připojí, nic nevznikne dvakrát.');
  expect(eva.form()).toMatchObject({ 'Název příležitosti': 'Druhá lávka' });
  await eva.submit();
  await settles();
  const { db } = server.crm.ctx;
  expect(await db('companies').pluck('name')).toEqual(['Mostní stavby Brno, a.s.']);
  expect(await db('deals').where({ id: 3 }).first('name', 'company_id')).toEqual({
    name: 'Druhá lávka',
    company_id: 1,
  });
  await eva.click(await eva.modal('L-1'), 'Vzít převod zpět');
  await slack.until(() => eva.reads(eva.modals().at(-1)!).includes('lead je zase leadem'), 'the undoing');
  expect(await db('deals').where({ id: 3 }).first('deleted_at')).not.toEqual({ deleted_at: null });
  expect(await db('leads').pluck('state')).toEqual(['working']);
  expect(slack.troubles).toEqual([]);
});

it('a company almost like one we have is asked about when a lead names it, and before the lead makes it', async () => {
  const { eva, slack, server, settles } = await mailStory();
  const slip = 'Mostní stavby Brmo';
  await eva.shortcut('leads.new');
  await eva.fill({ Jméno: 'Karel Nový', Firma: { query: slip, pick: `Založit bez IČO: ${slip}` } });
  const { errors } = await eva.submit();
  expect(errors).toEqual({ Firma: expect.stringContaining('Mostní stavby Brno, a.s.') });
  await eva.submit();
  await eva.click(await eva.modal('L-1'), 'Převést na zákazníka');
  await eva.modal('Převést na zákazníka');
  await eva.fill({ 'Název příležitosti': 'Zábradlí' });
  await eva.submit();
  const asked = plainly(eva.reads(await eva.modal('Převést na zákazníka')));
  expect(asked).toContain('Firma skoro stejného jména už tu je');
  expect(asked).toContain('Mostní stavby Brno, a.s.');
  expect(eva.form()).toMatchObject({ 'Název příležitosti': 'Zábradlí' });
  await eva.submit();
  await settles();
  expect(await server.crm.ctx.db('companies').orderBy('id').pluck('name')).toEqual([
    'Mostní stavby Brno, a.s.',
    slip,
  ]);
  expect(slack.troubles).toEqual([]);
});
