/** What a colleague is told of mail that they sent in. */
import { expect, it } from 'vitest';
import { notices, queueUnreadable, unreadable } from '../../src/features/email/notices/sent-in-effects.ts';
import { stopLogging } from '../../src/features/email/privacy/never-log-service.ts';
import { ignoreEmail } from '../../src/features/email/service.ts';
import { findText } from '../../src/features/email/text-store.ts';
import type { Delivery } from '../../src/outbox/effects.ts';
import { toEffect } from '../../src/outbox/store.ts';
import { type Office, office, written } from './office.ts';

/** What leaves for Eva when all that is due by then was performed. */
async function told(firm: Office, name = 'Eva'): Promise<string | null> {
  const { system } = firm;
  for (const row of await system.db('outbox').where({ kind: 'email.unreadable' }))
    await unreadable.deliver(system, JSON.parse(row.payload) as never, toEffect(row));
  firm.time.advance(6 * 60_000);
  const { id } = await firm.person(name);
  const [row] = (await system.db('outbox').where({ kind: 'email.notices' })).filter(
    ({ payload }) => JSON.parse(payload).personId === id,
  );
  if (!row) return null;
  const delivery: Delivery = await notices.deliver(system, { personId: id } as never, toEffect(row));
  return delivery.do === 'post' ? JSON.stringify(delivery.blocks) : delivery.do;
}

const evas = 'Eva <eva@firma.example>';

it('names nothing of what is never logged but whom it was with', async () => {
  const firm = await office();
  const admin = await firm.as('Anna', { isAdmin: true });
  await stopLogging(admin, { kind: 'domain', pattern: 'advokat.example', whose: 'everybody' });
  await firm.receives({ from: evas, to: 'jana@advokat.example', subject: 'Rozvod', text: 'Tajné.' });
  const text = await told(firm);
  expect(text).toContain('advokat.example');
  expect(text).toContain('/crm');
  expect(text).not.toContain('Rozvod');
});

it('says that a mail was too large for its attachments', async () => {
  const firm = await office();
  await firm.person('Eva');
  await firm.receives(
    { from: evas, to: 'riha@mostni-stavby.example', subject: 'Výkresy', text: 'V příloze.' },
    { truncated: true },
  );
  const text = await told(firm);
  expect(text).toContain('Výkresy');
  expect(text).toContain('přílohy ne');
});

it('finds who sent in a message that cannot be read', async () => {
  const firm = await office();
  await firm.person('Eva');
  await firm.receives(`From: ${evas}\r\nFrom: jiny@x.example\r\nTo: crm@firma.example\r\n\r\nx\r\n`);
  expect(await told(firm)).toBe(null);
  const id = await firm.receives({ from: evas, to: 'riha@mostni-stavby.example', subject: 'Poškozený' });
  await firm.system.database.writer('inbound_emails').where({ id }).update({ status: 'quarantined' });
  await queueUnreadable({ ...firm.system, db: firm.database.writer }, id);
  expect(await told(firm)).toContain('Správci o něm vědí');
});

it('is silent about robots, copies, what was logged, strangers, and a team’s mailbox', async () => {
  const firm = await office();
  await firm.person('Eva');
  const copy = { from: evas, to: 'riha@mostni-stavby.example', cc: 'crm@firma.example' };
  await firm.receives(copy);
  await firm.receives({ ...copy, head: ['Auto-Submitted: auto-replied'], subject: 'Automatická odpověď' });
  await firm.receives({ from: 'nekdo@neznamy.example' });
  expect(await told(firm)).toBe(null);
  const team = await office({ mode: 'team', name: 'obchod' });
  await team.person('Eva');
  await team.receives({ from: evas, to: 'tomas@firma.example' });
  expect(await told(team)).toBe(null);
});

it('waits for the morning', async () => {
  const firm = await office({}, { now: '2027-03-08T20:00:00.000Z' });
  await firm.person('Eva');
  await firm.receives({ from: evas, to: 'crm@firma.example', subject: 'Porada' });
  const [row] = await firm.system.db('outbox').where({ kind: 'email.notices' });
  expect(row?.run_at).toBe('2027-03-09T07:00:00.000Z');
  expect(await told(firm)).toBe('drop');
});

it('is not kept from Eva by ten others that were sorted before she was told', async () => {
  const firm = await office();
  await firm.person('Eva');
  for (let at = 1; at <= 10; at += 1) await firm.receives({ from: evas, subject: `Porada ${at}` });
  await firm.database.writer('inbound_emails').where({ status: 'ignored' }).update({ status: 'logged' });
  expect(await told(firm)).toBe('drop');
  await firm.receives({ from: evas, to: 'crm@firma.example', subject: 'Nová porada' });
  expect(await told(firm)).toContain('Nová porada');
});

it('says who is asked about a mail that is here already, and who put it away meanwhile', async () => {
  const firm = await office();
  const tomas = await firm.as('Tomas');
  await firm.person('Eva');
  const { inquiry, passedOn } = inquiryPassedOn();
  const first = await firm.receives(inquiry);
  await firm.receives(passedOn(1));
  expect((await findText(firm.system, first))?.note).toBe('Prosím zapsat 1.');
  expect(await told(firm)).toContain('Čeká na zařazení');
  await ignoreEmail(tomas, first, 'mail');
  expect(await told(firm)).toContain('Kdo tak rozhodl: Tomas');
});

it('has a mail that somebody put away asked about anew when a colleague sends it in since, with their words', async () => {
  const firm = await office();
  const tomas = await firm.as('Tomas');
  const eva = await firm.person('Eva');
  const { inquiry, passedOn } = inquiryPassedOn();
  const first = await firm.receives(inquiry);
  const before = firm.time.now();
  firm.time.advance(60_000);
  await ignoreEmail(tomas, first, 'mail');
  await firm.receives(passedOn(1), { serverAt: before });
  expect(await firm.row(first)).toMatchObject({ status: 'ignored' });
  firm.time.advance(60_000);
  const again = await firm.receives(passedOn(2));
  expect(await firm.row(again)).toMatchObject({ status: 'triage', triage_person_id: eva.id });
  expect(await firm.row(first)).toMatchObject({ status: 'duplicate' });
  expect((await findText(firm.system, again))?.note).toContain('Prosím zapsat 2.');
});

/** A stranger's inquiry, and Eva's forwards of it as an attachment. */
function inquiryPassedOn() {
  const inquiry = written(
    { from: 'Karel <karel@kovovyroba-h.example>', subject: 'Poptávka', text: 'Poptáváme.' },
    '2027-03-08T07:00:00.000Z',
  );
  const passedOn = (time: number) =>
    [
      `Message-ID: <forward.${time}@firma.example>`,
      `From: ${evas}`,
      'To: crm@firma.example',
      'Subject: Fwd: Poptávka',
      'Date: Mon, 8 Mar 2027 09:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=z',
      '',
      '--z',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Prosím zapsat ${time}.`,
      '--z',
      'Content-Type: message/rfc822',
      '',
      inquiry,
      '--z--',
      '',
    ].join('\r\n');
  return { inquiry, passedOn };
}
