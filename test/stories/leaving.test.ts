import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { queueTriageCard } from '../../src/features/email/effects.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { type Story, story } from '../support/story.ts';

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

/** A mail that waits for a person to say where it belongs. */
async function waitsFor({ server }: Story, name: string, subject: string): Promise<EmailId> {
  const { ctx } = server.crm;
  const sorter = await ctx.db('people').where('name', 'like', `${name}%`).first();
  return transaction(ctx, async (tx) => {
    const [row] = await tx
      .db('inbound_emails')
      .insert({
        mailbox: 'crm',
        folder: 'INBOX',
        uid_validity: '1',
        uid: subject.length,
        size: 100,
        blob: 'none',
        server_at: tx.time.now(),
        received_at: tx.time.now(),
        sent_at: tx.time.now(),
        status: 'triage',
        reason: 'unknownSender',
        reason_details: JSON.stringify({ address: 'dvorak@kovovyroba-h.example' }),
        subject,
        from_address: 'dvorak@kovovyroba-h.example',
        direction: 'in',
        triage_person_id: sorter?.id ?? null,
      } as never)
      .returning('id');
    return (row as { id: EmailId }).id;
  });
}

it('mails that waited for a colleague wait for the sales lead, told once, and then for the successor', async () => {
  const told = await story();
  const { eva, zuzana, oliver, slack, settles, server } = told;
  await settles();
  await oliver.command('/crm', 'help', { channel: '#obchod' });
  await transaction(server.crm.ctx, async (tx) => {
    await tx.db('people').where('name', 'like', 'Zuzana%').update({ is_sales_lead: true });
  });
  await waitsFor(told, 'Oliver', 'Poptávka zámečnických prací');
  await waitsFor(told, 'Oliver', 'Dotaz na zábradlí');
  slack.admin.deactivateUser('oliver');
  await slack.quiet();
  await settles();
  await settles();
  const handOver = eva.inbox().find((message) => eva.reads(message).includes('už ve Slacku není'))!;
  expect(eva.reads(handOver)).toContain('K zařazení čekají 2 e-maily');
  // Slack may have asked her for her language by now too.
  const ofOliver = () =>
    zuzana.inbox().filter((message) => zuzana.reads(message).includes('Oliver Grant už ve Slacku není'));
  expect(ofOliver().map((message) => zuzana.reads(message))).toEqual([
    expect.stringContaining('K zařazení čekají 2 e-maily'),
  ]);
  await zuzana.click(ofOliver()[0]!, 'Zařadit e-maily');
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('Dotaz na zábradlí');

  await eva.select(handOver, 'Kdo to převezme?', 'eva');
  await settles();
  const tookOver = eva.inbox().at(-1)!;
  expect(eva.reads(tookOver)).toContain('K zařazení čekají 2 e-maily');
  await eva.command('/crm', 'mail', { channel: '#obchod' });
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Poptávka zámečnických prací');
  await zuzana.command('/crm', 'mail', { channel: '#obchod' });
  expect(zuzana.reads(zuzana.lastEphemeral()!)).not.toContain('Poptávka');
  expect(ofOliver()).toHaveLength(1);
  expect(slack.troubles).toEqual([]);
});

it('a question about a mail that was on its way to who left reaches who stands in', async () => {
  const told = await story();
  const { eva, slack, settles, server } = told;
  await settles();
  slack.admin.deactivateUser('oliver');
  await slack.quiet();
  await settles();
  const email = await waitsFor(told, 'Oliver', 'Poptávka zámečnických prací');
  const { ctx } = server.crm;
  const oliver = await ctx.db('people').where('name', 'like', 'Oliver%').first();
  await transaction(ctx, (tx) =>
    queueTriageCard(tx, email, oliver?.id as PersonId, 1 as Parameters<typeof queueTriageCard>[3]),
  );
  await settles();
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('Poptávka zámečnických prací');
  expect(slack.troubles).toEqual([]);
});

const asksAbout = ({ server }: Story, email: EmailId, name: string) =>
  transaction(server.crm.ctx, async (tx) => {
    const asked = await tx.db('people').where('name', 'like', `${name}%`).first();
    await queueTriageCard(tx, email, asked!.id as PersonId, email as never);
  });

it('a colleague is away: who stands in is told, gets what is asked and nudged meanwhile, and it comes back by itself', async () => {
  const told = await story();
  const { eva, zuzana, slack, settles, passes } = told;
  await settles();
  await eva.command('/crm', 'lead nový Kovo Dub');
  await eva.submit();
  await eva.close({ all: true });
  await eva.command('/crm', 'pryč');
  await eva.fill({ 'Pryč do (včetně)': '2027-03-12', Zastupuje: 'zuzana' });
  await eva.submit();
  await settles();
  const saidTo = (who: typeof eva) =>
    who.inbox().map((message) => who.reads(message).replace(/\u00a0/g, ' '));
  await slack.until(
    () => saidTo(eva).join().includes('Pryč do 12. 3. 2027, zastupuje: Zuzana'),
    'what was saved',
  );
  expect(saidTo(zuzana)).toEqual([
    expect.stringContaining('Eva Dvořáková je do 12. 3. 2027 pryč a zastupuješ ty'),
  ]);
  await eva.command('/crm', 'lidé');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Pryč: Eva Dvořáková');

  await asksAbout(told, await waitsFor(told, 'Eva', 'Poptávka zábradlí'), 'Eva');
  await passes({ days: 4 });
  expect(saidTo(zuzana).join()).toContain('Poptávka zábradlí');
  expect(saidTo(zuzana).join()).toContain('Kovo Dub');
  expect(saidTo(eva).join()).not.toContain('Poptávka zábradlí');

  // It is Monday again.
  await passes({ days: 3 });
  await asksAbout(told, await waitsFor(told, 'Eva', 'Poptávka schodiště'), 'Eva');
  await settles();
  expect(saidTo(eva).join()).toContain('Poptávka schodiště');
  expect(slack.troubles).toEqual([]);
});

it('Eva, an admin, sorts what waits for Oliver, who is ill and said nothing', async () => {
  const told = await story();
  const { eva, zuzana, oliver, slack, settles } = told;
  await settles();
  await oliver.command('/crm', 'help', { channel: '#obchod' });
  await waitsFor(told, 'Oliver', 'Poptávka zámečnických prací');
  await waitsFor(told, 'Oliver', 'Dotaz na zábradlí');
  await zuzana.command('/crm', 'pošta', { channel: '#obchod' });
  expect(zuzana.reads(zuzana.lastEphemeral()!)).not.toMatch(/koleg|Oliver/);

  await eva.command('/crm', 'pošta', { channel: '#obchod' });
  const own = eva.lastEphemeral()!;
  expect(eva.reads(own)).toContain('2 čekají na kolegy.');
  expect(eva.reads(own)).toContain('Oliver Grant: 2');
  await eva.click(own, 'Ukázat');
  const his = await eva.until(() => eva.lastEphemeral() !== own && eva.lastEphemeral());
  expect(eva.reads(his)).toContain('Oliver Grant: čekají 2 e-maily');
  expect(eva.reads(his)).toContain('Poptávka zámečnických prací');
  await eva.click(his, 'Otevřít');
  const card = await eva.until(() => eva.lastEphemeral() !== his && eva.lastEphemeral());
  await eva.select(card, '⋯', 'Ignorovat: Jen tento e-mail');
  await eva.until(() => eva.reads(card).includes('„Dotaz na zábradlí“ se ignoruje'));
  await eva.command('/crm', 'pošta', { channel: '#obchod' });
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Oliver Grant: 1');
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});
