import { expect, it } from 'vitest';
import { eva as evaId } from '../../fixtures/workspace.ts';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import type { CompanyId } from '../../src/lib/ids.ts';
import { crm, type MailStory, mailStory } from '../support/mail-story.ts';

const riha = 'Petr Říha <riha@mostni-stavby.example>';
const lukes = 'Karel Lukeš <lukes@zamky.example>';

/** Mostní stavby have a second open deal of Eva's: D-3. */
async function secondDeal({ server }: MailStory, more: { channel?: string } = {}): Promise<void> {
  const { ctx } = server.crm;
  const person = (await findPersonBySlackId(ctx.db, evaId)) as Person;
  const companyId = 1 as CompanyId;
  await createDeal(asPerson(ctx, person), {
    name: 'Zábradlí lávky',
    companyId,
    offerNumber: 'NAB-2027/015',
    ...more,
  });
}

const rows = ({ server }: MailStory) =>
  server.crm.ctx.db('inbound_emails').orderBy('id').select('status', 'reason', 'deal_id');

const contacts = ({ server }: MailStory) =>
  server.crm.ctx
    .db('contacts')
    .where({ email: 'riha@mostni-stavby.example', deleted_at: null })
    .pluck('name');

it('one card asks about several mails of a customer with two deals, and the answer holds for all and for later ones', async () => {
  const it = await mailStory();
  const { eva, post, decided, settles } = it;
  await secondDeal(it);
  await post({ from: riha, to: 'eva@ocel-vir.example', cc: crm, subject: 'Dotaz na termín', text: 'Kdy?' });
  await decided(1);
  const card = eva.inbox().at(-1)!;
  expect(eva.reads(card)).toContain('V úvahu přicházejí 2 otevřené příležitosti: Mostní stavby Brno, a.s.');
  const before = eva.inbox().length;
  await post({ from: riha, to: 'eva@ocel-vir.example', cc: crm, subject: 'Ještě kotvení', text: 'Jak?' });
  await decided(2);
  expect(eva.inbox()).toHaveLength(before);
  const edited = eva.inbox().at(-1)!;
  expect(eva.reads(edited)).toContain('A 1 další e-mail od téhož odesílatele: „Ještě kotvení“');
  await eva.click(edited, 'K D-3 · Zábradlí lávky (všechny 2)');
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('2 e-maily jsou u D-3 · Zábradlí lávky');
  expect(await rows(it)).toMatchObject([{ deal_id: 3 }, { deal_id: 3 }]);
  expect(await contacts(it)).toEqual(['Petr Říha']);

  await eva.click(eva.inbox().at(-1)!, 'Vrátit zpět');
  await settles();
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('Kam s tímto e-mailem? „Dotaz na termín“');
  expect(await rows(it)).toMatchObject([{ status: 'triage' }, { status: 'triage' }]);
  expect(await contacts(it)).toEqual([]);

  await eva.click(eva.inbox().at(-1)!, 'Každý zvlášť');
  await settles();
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('Kam s tímto e-mailem? „Ještě kotvení“');
  expect(it.slack.troubles).toEqual([]);
});

it('a mail in the wrong deal moves by one click from „Proč zrovna sem?“, both threads say so, and it can go back', async () => {
  const it = await mailStory();
  const { eva, post, decided, settles } = it;
  await secondDeal(it, { channel: 'C0OBCHOD01' });
  await settles();
  await post({
    from: riha,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Re: nabídka NAB-2027/015',
    text: 'Prosíme o slevu.',
  });
  await decided(1);
  const inThread = () => eva.sees('obchod').filter(({ ts, thread_ts }) => thread_ts && thread_ts !== ts);
  expect(eva.reads(inThread()[0]!)).toContain('Prosíme o slevu.');
  await eva.click(inThread()[0]!, 'Proč zrovna sem?');
  expect(eva.reads(await eva.modal())).toContain('V předmětu je NAB-2027/015, číslo naší nabídky k D-3.');
  expect(eva.reads(await eva.modal())).toContain(
    'V úvahu přicházela i D-1 · Lávka přes Svratku (stejná firma), rozhodlo číslo v předmětu.',
  );
  await eva.click(await eva.modal(), 'Přesunout');
  await eva.click(await eva.modal('Přesunout e-mail'), 'K D-1 · Lávka přes Svratku');
  await settles();
  expect(eva.reads(await eva.modal())).toContain('1 e-mail je přesunutý k D-1 · Lávka přes Svratku');
  expect(eva.reads(inThread()[0]!)).toContain('„Re: nabídka NAB-2027/015“ je přesunutý k D-1');
  expect(eva.reads(inThread()[0]!)).not.toContain('Prosíme o slevu.');
  expect(await rows(it)).toMatchObject([{ deal_id: 1, reason: 'movedByHand' }]);

  await eva.click(await eva.modal(), 'Vrátit zpět');
  await settles();
  expect(eva.reads(inThread()[0]!)).toContain('Prosíme o slevu.');
  expect(await rows(it)).toMatchObject([{ deal_id: 3, reason: 'offerNumber' }]);
  expect(it.slack.unknownMethods).toEqual([]);
  expect(it.slack.troubles).toEqual([]);
});

it('a filed mail offers any other deal by its name', async () => {
  const it = await mailStory();
  const { eva, post, decided, settles, passes } = it;
  await post({ from: riha, to: 'eva@ocel-vir.example', cc: crm, subject: 'Dotaz', text: 'Kdy?' });
  await decided(1);
  await passes({ minutes: 6 });
  await eva.click(eva.inbox().at(-1)!, 'Přesunout');
  await eva.fill({ 'Jiná příležitost': { query: 'hala', pick: /Žilina/ } });
  await eva.submit();
  await settles();
  expect(await rows(it)).toMatchObject([{ deal_id: 2 }]);
});

it('an unknown sender becomes a contact with what the signature says, and the mail lies with the company', async () => {
  const it = await mailStory();
  const { eva, post, decided, settles, server } = it;
  await post({
    from: lukes,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Poptávka zámků',
    text: 'Dobrý den, prosíme o nabídku.\n\n--\nKarel Lukeš\njednatel\n+420 601 000 789\nIČO 00000019',
  });
  await decided(1);
  const card = eva.inbox().at(-1)!;
  expect(eva.reads(card)).toContain(
    '+420 601 000 789 · jednatel · IČO 00000019 (Mostní stavby Brno, a.s.; už v evidenci)',
  );
  await eva.click(card, 'Jen kontakt');
  expect(eva.form()).toMatchObject({
    'Založit jako kontakt': 'Karel Lukeš',
    Telefon: '+420 601 000 789',
    Pozice: 'jednatel',
    Firma: 'Mostní stavby Brno, a.s.',
  });
  await eva.submit();
  await settles();
  const [contact] = await server.crm.ctx.db('contacts').where({ email: 'lukes@zamky.example' });
  expect(contact).toMatchObject({ company_id: 1, position: 'jednatel' });
  await eva.click(eva.inbox().at(-1)!, 'Vrátit zpět');
  await settles();
  expect(await rows(it)).toMatchObject([{ status: 'triage' }]);

  await eva.click(eva.inbox().at(-1)!, 'K firmě / příležitosti…');
  await eva.fill({ 'Příležitost nebo firma': { query: 'mostní', pick: /Mostní stavby/ } });
  await eva.submit();
  await settles();
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('„Poptávka zámků“');
  expect(await rows(it)).toMatchObject([{ status: 'logged', deal_id: null }]);
});

it('a guess takes the mail that it is about, the others are asked about; a sender goes where they went before with one click', async () => {
  const it = await mailStory();
  const { eva, post, decided, settles, server } = it;
  const paints = { from: 'Jan Malý <maly@natery.example>', to: 'eva@ocel-vir.example', cc: crm };
  await post({ ...paints, subject: 'Lávka přes Svratku: nátěr', text: 'Jaký?' });
  await post({ ...paints, subject: 'Parkování', text: 'Kde?' });
  await decided(2);
  const card = eva.inbox().at(-1)!;
  expect(eva.reads(card)).toContain('D-1: uvedena v předmětu');
  await eva.click(card, 'K D-1 · Lávka přes Svratku (jen tento)');
  await settles();
  const rest = eva.inbox().at(-1)!;
  expect(eva.reads(rest)).toContain('Kam s tímto e-mailem? „Parkování“');
  expect(eva.reads(rest)).toContain('D-1 je jediná otevřená příležitost tohoto kontaktu: Jan Malý.');
  expect(await rows(it)).toMatchObject([{ deal_id: 1 }, { status: 'triage' }]);

  const wished = { pattern: 'lukes@zamky.example', company_id: 1, chosen_at: '2027-03-01T08:00:00.000Z' };
  await server.crm.ctx.database.writer('mail_choices').insert(wished);
  await post({ from: lukes, to: 'eva@ocel-vir.example', cc: crm, subject: 'Zámky', text: 'Kdy?' });
  await decided(3);
  await eva.click(eva.inbox().at(-1)!, 'K firmě: Mostní stavby Brno, a.s.');
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('„Zámky“ je zapsaný. Firma: Mostní stavby Brno, a.s.');
  expect(it.slack.unknownMethods).toEqual([]);
  expect(it.slack.troubles).toEqual([]);
});

it('what waits is put away by sender or domain at once, and comes back at once', async () => {
  const it = await mailStory();
  const { eva, post, decided, settles } = it;
  const from = (name: string) => `${name} <${name.toLowerCase()}@katalogy.example>`;
  await post({ from: from('Iva'), to: crm, subject: 'Katalog', text: 'Nový katalog.' });
  await post({ from: from('Ota'), to: crm, subject: 'Slevy', text: 'Slevy.' });
  await post({ from: lukes, to: crm, subject: 'Poptávka', text: 'Prosíme o nabídku.' });
  await decided(3);
  await eva.command('/crm', 'pošta');
  await eva.click(eva.lastEphemeral()!, 'Několik najednou');
  await eva.fill({
    'Čí e-maily': ['Všichni z katalogy.example (2)'],
    'Co s nimi': 'Ignorovat tyto i všechny další',
  });
  await eva.submit();
  expect(eva.reads(await eva.modal())).toContain('2 e-maily se ignorují');
  await post({ from: from('Eda'), to: crm, subject: 'Zas katalog', text: 'Katalog.' });
  await decided(4);
  const statuses = async () => (await rows(it)).map(({ status }) => status);
  expect(await statuses()).toEqual(['ignored', 'ignored', 'triage', 'ignored']);
  await eva.click(await eva.modal(), 'Vrátit zpět');
  await settles();
  expect(await statuses()).toEqual(['triage', 'triage', 'triage', 'ignored']);

  await eva.close({ all: true });
  await eva.command('/crm', 'pošta');
  await eva.click(eva.lastEphemeral()!, 'Několik najednou');
  await eva.fill({
    'Čí e-maily': ['Všichni z katalogy.example (2)', 'lukes@zamky.example (1)'],
    'Co s nimi': 'Zapsat k příležitosti nebo firmě',
    'Příležitost nebo firma': { query: 'lávka', pick: /Lávka/ },
  });
  await eva.submit();
  expect(eva.reads(await eva.modal())).toContain('3 e-maily jsou u D-1 · Lávka přes Svratku');
  expect(await statuses()).toEqual(['logged', 'logged', 'logged', 'ignored']);
});

it('the link on a deal’s card begins a mail that finds it again', async () => {
  const { eva } = await mailStory();
  await eva.command('/deal', '1');
  const card = eva.lastEphemeral()!;
  expect(eva.reads(card)).toContain('Napsat e-mail');
  expect(JSON.stringify(card.blocks)).toContain(
    'mailto:?bcc=crm%2Bd1%40ocel-vir.example&amp;subject=%5BD-1%5D',
  );
});
