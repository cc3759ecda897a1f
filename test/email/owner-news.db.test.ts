/** What the owner of a deal hears of mail that others write, send in or sort. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { deleteDeal, handOverDeal, restoreDeal } from '../../src/features/deals/sharing-service.ts';
import { logAnyway } from '../../src/features/email/mailboxes/not-logged.ts';
import { ownerNews } from '../../src/features/email/notices/owner-news.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { fileToDeal, undoDecision } from '../../src/features/email/service.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import { createLead, handLeadOver } from '../../src/features/leads/service.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { toEffect } from '../../src/outbox/store.ts';
import { type Office, office, written } from './office.ts';

const d42 = 42 as DealId;
const d50 = 50 as DealId;

/** What leaves for a person in the next minutes. */
async function told(firm: Office, name = 'Eva', minutes = 6): Promise<string> {
  const { system } = firm;
  firm.time.advance(minutes * 60_000);
  const { id } = await firm.person(name);
  let text = '';
  for (;;) {
    const row = await system
      .db('outbox')
      .where({ kind: 'email.ownerNews', payload: JSON.stringify({ personId: id }), sent_at: null })
      .where('run_at', '<=', system.time.now())
      .first();
    if (!row) return text;
    const delivery = await ownerNews.deliver(system, { personId: id } as never, toEffect(row));
    await transaction(system, async (tx) => {
      await tx.db('outbox').where({ id: row.id }).update({ sent_at: system.time.now() });
      if (delivery.do === 'post') await delivery.sent?.(tx, { channel: 'D1', ts: `${row.id}.1` });
    });
    if (delivery.do === 'post') text += JSON.stringify(delivery.blocks);
  }
}

const attached = (subject: string, at: string) =>
  [
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: riha@mostni-stavby.example',
    'To: tomas@firma.example',
    `Subject: ${subject}`,
    `Date: ${at}`,
    `Message-ID: <${subject.replace(' ', '.')}@mostni-stavby.example>`,
    '',
    `Text: ${subject}.`,
  ].join('\r\n');

const forwarded = (raw: string, from: string, to: string) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    'Subject: Fwd',
    'Date: Mon, 8 Mar 2027 08:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=f',
    '',
    '--f',
    'Content-Type: message/rfc822',
    '',
    raw,
    '--f--',
    '',
  ].join('\r\n');

const forward = (at: string) =>
  [
    'From: Tomáš <tomas@firma.example>',
    'To: crm@firma.example',
    'Subject: Starší',
    `Date: ${at}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    attached('Historie 1', at),
    attached('Historie 2', at),
    '--b--',
    '',
  ].join('\r\n');

it('is never old: neither what a rescan found nor what is attached to a forward of the history', async () => {
  const firm = await office();
  await firm.person('Eva');
  const january = '2027-01-05T09:00:00.000Z';
  await firm.receives({ subject: 'Starý dopis' }, { serverAt: january });
  await firm.receives(forward(new Date(january).toUTCString()), { serverAt: january, history: true });
  await firm.receives({ subject: 'Nový dopis' });
  const rows = await firm.system.db('inbound_emails').orderBy('id').select('subject', 'status', 'history');
  expect(rows.map((row) => [row.subject, row.status, Boolean(row.history)])).toEqual([
    ['Starý dopis', 'logged', false],
    ['Historie 1', 'logged', true],
    ['Historie 2', 'logged', true],
    ['Nový dopis', 'logged', false],
  ]);
  const text = await told(firm);
  expect(text).toContain('Nový dopis');
  expect(text).not.toMatch(/Starý|Historie/);
});

it('comes when another sorts a customer’s mail into the deal, and changes when that is taken back', async () => {
  const firm = await office({ for: ['tomas@firma.example'] });
  const eva = await firm.as('Eva');
  const tomas = await firm.as('Tomas');
  const id = await firm.receives({ from: 'nova@neznama.example', subject: 'Odpověď zákaznice' });
  const { decisionId } = await fileToDeal(tomas, id, d42);
  expect(await told(firm)).toContain('Odpověď zákaznice');
  await undoDecision(tomas, decisionId as never);
  expect(await firm.system.db('outbox').where({ kind: 'email.ownerNewsEdit' })).toHaveLength(1);
  // What she sorted herself she knows, also when there is other news.
  await fileToDeal(eva, await firm.receives({ from: 'x@jina.example', subject: 'Sama' }), d42);
  await firm.receives({ subject: 'Od Říhy' });
  const text = await told(firm);
  expect(text).toContain('Od Říhy');
  expect(text).not.toContain('Sama');
});

it('comes of what a customer answered, also when the card began with a mail of ours', async () => {
  const firm = await office({ for: ['tomas@firma.example'] });
  await firm.person('Eva');
  const tomas = await firm.as('Tomas');
  const nova = 'nova@neznama.example';
  const ours = { from: 'tomas@firma.example', to: nova, cc: 'crm@firma.example', subject: 'Nabídka' };
  const first = await firm.receives(ours);
  await firm.receives({ from: nova, subject: 'Bereme to' });
  await firm.receives({ from: nova, subject: 'A ještě výkres' });
  await fileToDeal(tomas, first, d42);
  expect(await firm.system.db('outbox').where({ kind: 'email.ownerNews' })).toHaveLength(1);
  const text = await told(firm);
  expect(text).toContain('Bereme to');
  expect(text).toContain('A ještě výkres');
});

it('comes with the next message when its transaction ends after this one left', async () => {
  const firm = await office({}, { now: '2027-03-08T09:03:00.000Z' });
  await firm.person('Eva');
  await firm.receives({ subject: 'První' });
  firm.time.advance(119_000);
  await firm.receives({ subject: 'Druhý' });
  const due = await firm.system.db('outbox').where({ kind: 'email.ownerNews' }).orderBy('id').pluck('run_at');
  expect(due).toEqual(['2027-03-08T09:05:00.000Z', '2027-03-08T09:10:00.000Z']);
});

it('comes once, though a mail was moved by mistake and moved back', async () => {
  const firm = await office();
  const eva = await firm.as('Eva');
  const anna = await firm.as('Anna');
  const tomas = await firm.as('Tomas');
  const known = await firm.receives({ subject: 'Známý dopis' });
  expect(await told(firm)).toContain('Známý dopis');
  const early = await firm.receives({ subject: 'Čerstvý dopis' });
  for (const id of [known, early]) {
    const there = await moveEmail(anna, id, d50, { thread: false });
    await moveEmail(tomas, id, 51 as DealId, { thread: false });
    await undoDecision(tomas, (await firm.row(id)).decision_id as never);
    await undoDecision(anna, there.decision);
  }
  // Of the one that she had not heard of she hears now, and of nothing that she does herself.
  const text = await told(firm);
  expect(text).toContain('Čerstvý dopis');
  expect(text).not.toContain('Známý dopis');
  const mine = await firm.receives({ subject: 'Sama přesunu' });
  await undoDecision(eva, (await moveEmail(eva, mine, d50, { thread: false })).decision);
  await moveEmail(anna, known, 60 as DealId, { thread: false });
  expect(await told(firm)).toBe('');
});

it('comes neither of what one logged by hand though it was not to be, nor of an old mail that is moved', async () => {
  const firm = await office({ for: ['eva@firma.example'] });
  const eva = await firm.as('Eva');
  const reply = { subject: 'Automatická odpověď', head: ['Auto-Submitted: auto-replied'] };
  const automatic = await firm.receives(reply);
  await logAnyway(eva, automatic);
  while ((await processWaiting(firm.system, [firm.mailbox])) > 0);
  expect(await firm.row(automatic)).toMatchObject({ status: 'logged', deal_id: 42 });
  const old = await firm.receives({ subject: 'Starý' }, { serverAt: '2027-01-05T09:00:00.000Z' });
  await moveEmail(eva, old, d50, { thread: false });
  expect(await told(firm)).toBe('');
  expect(await told(firm, 'Tomas')).toBe('');
});

it('comes of a mail to whose deal a colleague’s tag puts it, and not to whoever wrote the tag', async () => {
  const firm = await office();
  for (const name of ['Eva', 'Anna', 'Tomas']) await firm.person(name);
  for (const [from, subject] of [
    ['anna@firma.example', 'Zábradlí'],
    ['tomas@firma.example', 'Vrata'],
  ]) {
    const raw = written({ subject, head: [`Message-ID: <${from}>`] }, firm.time.now());
    const id = await firm.receives(raw);
    await told(firm);
    await firm.receives(forwarded(raw, `${from}`, 'crm+d50@firma.example'));
    expect(await firm.row(id)).toMatchObject({ status: 'logged', deal_id: 50 });
  }
  const text = await told(firm, 'Tomas');
  expect(text).toContain('Zábradlí');
  expect(text).not.toContain('Vrata');
});

it('is not held up by mails whose deal was deleted meanwhile', async () => {
  const firm = await office();
  await firm.person('Eva');
  for (let at = 1; at <= 20; at += 1) await firm.receives({ subject: `Zrušená ${at}` });
  const gone = firm.time.now();
  await firm.database.writer('deals').where({ id: 42 }).update({ deleted_at: gone });
  expect(await told(firm)).toBe('');
  await firm.receives({ from: 'weber@stahlbau.example', subject: 'Živá' });
  expect(await told(firm)).toContain('Živá');
});

it('goes to whoever has the deal or the lead by the morning', async () => {
  const firm = await office({}, { now: '2027-03-08T21:00:00.000Z' });
  const eva = await firm.as('Eva');
  const tomas = await firm.person('Tomas');
  const lead = await createLead(eva, { name: 'Jana Nová', email: 'jana@nova-firma.example' });
  await firm.receives({ subject: 'Večerní dotaz' });
  await firm.receives({ from: 'jana@nova-firma.example', subject: 'Zájem o vrata' });
  firm.time.set('2027-03-09T06:30:00.000Z' as Instant);
  await handOverDeal(eva, d42, tomas.id, null);
  await handLeadOver(eva, lead.id, tomas.id);
  expect(await told(firm, 'Tomas', 0)).toBe('');
  firm.time.set('2027-03-09T07:00:00.000Z' as Instant);
  const text = await told(firm, 'Tomas');
  expect(text).toContain('Večerní dotaz');
  expect(text).toContain('Zájem o vrata');
  expect(await told(firm)).toBe('');
});

it('comes of a mail whose deal was deleted over the night and brought back', async () => {
  const firm = await office({}, { now: '2027-03-08T21:00:00.000Z' });
  const eva = await firm.as('Eva');
  await firm.receives({ subject: 'Večerní dotaz' });
  await deleteDeal(eva, d42);
  firm.time.set('2027-03-09T07:00:00.000Z' as Instant);
  expect(await told(firm)).toBe('');
  await restoreDeal(eva, d42);
  expect(await told(firm)).toContain('Večerní dotaz');
});

it('comes of a portal’s notice to whoever gets the deal of a colleague who has left', async () => {
  const firm = await office({ portals: ['zakazky.hodonin.example'] });
  const admin = await firm.as('Adam', { isAdmin: true });
  const tomas = await firm.person('Tomas');
  const { writer } = firm.database;
  await writer('deals').where({ id: 42 }).update({ customer_reference: 'VZ-2027-0815' });
  await writer('people').where({ name: 'Eva' }).update({ deactivated_at: firm.time.now() });
  const letter = { from: 'info@zakazky.hodonin.example', subject: 'Změna termínu VZ-2027-0815' };
  expect(await firm.row(await firm.receives(letter))).toMatchObject({ status: 'logged', deal_id: 42 });
  await handOverDeal(admin, d42, tomas.id, null);
  expect(await told(firm, 'Tomas')).toContain('VZ-2027-0815');
});
