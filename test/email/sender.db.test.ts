/** Forged senders and what becomes of their mail. */
import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { trustChecks } from '../../src/features/email/mailboxes/trust-doctor.ts';
import { findSeenEmail } from '../../src/features/email/privacy/sight.ts';
import { actorId } from '../../src/lib/context.ts';
import { examine } from '../../src/operations/doctor.ts';
import { office } from './office.ts';

const passed = (domain: string) =>
  `Authentication-Results: mx.firma.example; dmarc=pass header.from=${domain}`;
const failed = (domain: string) =>
  `Authentication-Results: mx.firma.example; dmarc=fail header.from=${domain}`;

const strict = { trust: 'auth-results', authservId: 'mx.firma.example', folders: ['INBOX', '\\Sent'] };

describe('with auth-results', () => {
  it('logs a customer whom the firm’s server knows for who they say they are', async () => {
    const firm = await office(strict);
    const id = await firm.receives({ head: [passed('mostni-stavby.example')] });
    expect(await firm.row(id)).toMatchObject({ status: 'logged', deal_id: 42, sender_doubt: null });
  });

  it.each([
    ['nothing about it', []],
    ['a failure above a forged pass', [failed('mostni-stavby.example'), passed('mostni-stavby.example')]],
    ['somebody else’s word', ['Authentication-Results: mx.attacker.example; dmarc=pass']],
  ])('asks a person about a known contact’s name with %s, and guesses where it belongs', async (_, head) => {
    const firm = await office(strict);
    const id = await firm.receives({ head });
    expect(await firm.row(id)).toMatchObject({
      status: 'triage',
      reason: 'senderNotVerified',
      deal_id: null,
      considered: '[42]',
    });
    expect(await firm.system.db('activities')).toEqual([]);
  });

  it('lets no forged colleague write into a deal, by tag, by number, or by an answer', async () => {
    const firm = await office(strict);
    const first = await firm.receives({
      head: ['Message-ID: <real@posta.example>', passed('mostni-stavby.example')],
    });
    expect(await firm.row(first)).toMatchObject({ status: 'logged' });
    for (const letter of [
      { to: 'crm+d42@firma.example, riha@mostni-stavby.example' },
      { subject: '[D-42] Cena', to: 'riha@mostni-stavby.example', cc: 'crm@firma.example' },
      { head: ['In-Reply-To: <real@posta.example>'], to: 'riha@mostni-stavby.example' },
    ]) {
      const id = await firm.receives({ from: 'Eva <eva@firma.example>', ...letter });
      expect(await firm.row(id)).toMatchObject({ status: 'triage', reason: 'senderNotVerified' });
    }
  });

  it('asks about a mail that only claims to be among colleagues, and leaves it where only customers’ mail is kept', async () => {
    const among = { from: 'Eva <eva@firma.example>', to: 'tomas@firma.example', cc: 'crm@firma.example' };
    const firm = await office(strict);
    expect(await firm.row(await firm.receives(among))).toMatchObject({
      status: 'triage',
      reason: 'senderNotVerified',
      sender_doubt: 'noResults',
      colleague_id: null,
    });
    const real = await firm.receives({ ...among, head: [passed('firma.example')] });
    expect(await firm.row(real)).toMatchObject({ status: 'ignored', reason: 'internal' });
    const team = await office({ ...strict, mode: 'team' });
    expect(await team.row(await team.receives(among))).toMatchObject({
      status: 'ignored',
      reason: 'internal',
      blob: null,
    });
  });

  it('of what was not kept nobody knows once its mailbox is gone', async () => {
    const team = await office({ ...strict, mode: 'team', for: ['tomas@firma.example'] });
    const tomas = await team.as('Tomas');
    await transaction(team.system, (tx) =>
      tx
        .db('people')
        .where('id', Number(actorId(tomas)))
        .update({ email: 'tomas@firma.example' }),
    );
    const id = await team.receives({ from: 'Eva <eva@firma.example>', to: 'tomas@firma.example' });
    expect(await findSeenEmail(tomas, id)).not.toBeNull();
    const without = { ...tomas, ports: { ...tomas.ports, mailboxes: [] } };
    expect(await findSeenEmail(without, id)).toBeNull();
  });

  it('believes a stranger’s delivery report only about a mail that we know or sent', async () => {
    const firm = await office(strict);
    const report = (below: string) => ({
      from: 'mailer-daemon@jinde.example',
      subject: 'Undeliverable',
      text: `Delivery failed: riha@mostni-stavby.example\n550 5.1.1 user unknown\n\n${below}`,
    });
    const bounce = async () =>
      (await firm.system.db('contact_emails').where({ address: 'riha@mostni-stavby.example' }).first())
        ?.bounced_at ?? null;
    await firm.receives(report('From: nekdo@jinde.example\nMessage-ID: <cizi@jinde.example>'));
    expect(await bounce()).toBeNull();
    const out = { from: 'eva@firma.example', to: 'riha@mostni-stavby.example', cc: 'crm@firma.example' };
    await firm.receives({ ...out, head: ['Message-ID: <nabidka@firma.example>', passed('firma.example')] });
    await firm.receives(report('Message-ID: <nabidka@firma.example>'));
    expect(await bounce()).not.toBeNull();
    const other = await office(strict);
    await other.receives(report('From: Eva <eva@firma.example>'));
    const row = await other.system
      .db('contact_emails')
      .where({ address: 'riha@mostni-stavby.example' })
      .first();
    expect(row?.bounced_at).not.toBeNull();
  });

  it('doubts what is attached to a forward as it doubts the forward', async () => {
    const firm = await office(strict);
    const inner = (n: number) =>
      `--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <in${n}@posta.example>\r\n${passed('mostni-stavby.example')}\r\nFrom: riha@mostni-stavby.example\r\nTo: eva@firma.example\r\nSubject: Cena ${n}\r\nDate: Mon, 8 Mar 2027 07:0${n}:00 +0000\r\n\r\nText ${n}.\r\n`;
    await firm.receives(
      `Message-ID: <wrap@posta.example>\r\nFrom: eva@firma.example\r\nTo: crm@firma.example\r\nSubject: Fwd\r\nDate: Mon, 8 Mar 2027 07:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${inner(1)}${inner(2)}--b--\r\n`,
    );
    const rows = await firm.system
      .db('inbound_emails')
      .orderBy('id')
      .select('part', 'status', 'sender_doubt');
    expect(rows).toEqual([
      { part: '', status: 'triage', sender_doubt: 'noResults' },
      { part: '2', status: 'triage', sender_doubt: 'noResults' },
    ]);
  });

  it('believes what lies in the folder of sent mail', async () => {
    const firm = await office(strict);
    const id = await firm.receives(
      { from: 'eva@firma.example', to: 'riha@mostni-stavby.example' },
      { folder: 'Odeslaná pošta' },
    );
    expect(await firm.row(id)).toMatchObject({ status: 'logged', direction: 'out' });
  });

  it('logs the same mail when its verified copy comes', async () => {
    const firm = await office(strict);
    const raw =
      'Message-ID: <one@posta.example>\r\nFrom: riha@mostni-stavby.example\r\nTo: eva@firma.example\r\nSubject: Cena\r\nDate: Mon, 8 Mar 2027 07:00:00 +0000\r\n\r\nText.\r\n';
    const first = await firm.receives(raw);
    const second = await firm.receives(`${passed('mostni-stavby.example')}\r\n${raw}`);
    expect(await firm.row(first)).toMatchObject({ status: 'duplicate' });
    expect(await firm.row(second)).toMatchObject({ status: 'logged', deal_id: 42 });
  });

  it('doubts no more whoever wrote a mail that waits when its verified copy comes', async () => {
    const firm = await office(strict);
    const raw =
      'Message-ID: <two@posta.example>\r\nFrom: karel@kovovyroba-h.example\r\nTo: eva@firma.example\r\nSubject: Cena\r\nDate: Mon, 8 Mar 2027 07:00:00 +0000\r\n\r\nText.\r\n';
    const first = await firm.receives(raw);
    // Another mailbox, which believes everybody, proves nothing.
    firm.mailbox.trust = 'all';
    await firm.receives(`X-Way: 2\r\n${raw}`);
    expect(await firm.row(first)).toMatchObject({ status: 'triage', sender_doubt: 'noResults' });
    firm.mailbox.trust = 'auth-results';
    const second = await firm.receives(`${passed('kovovyroba-h.example')}\r\n${raw}`);
    expect(await firm.row(first)).toMatchObject({ status: 'duplicate' });
    expect(await firm.row(second)).toMatchObject({
      status: 'triage',
      sender_doubt: null,
      reason: 'severalDeals',
    });
    const third = await firm.receives(`${passed('kovovyroba-h.example')}\r\nX-Way: 3\r\n${raw}`);
    expect(await firm.row(third)).toMatchObject({ status: 'duplicate' });
  });
});

describe('with internal-relay', () => {
  const relay = { trust: 'internal-relay' };
  const submitted =
    'Received: from pc (unknown [203.0.113.5]) by mx.firma.example with ESMTPSA id 1; Mon, 8 Mar 2027 08:00:00 +0100';
  const outside =
    'Received: from mx.firma.example (evil.attacker.example [192.0.2.9]) by mx.firma.example with ESMTP id 1; Mon, 8 Mar 2027 08:00:00 +0100';

  it('takes a colleague’s mail from inside, and asks about one that came from outside', async () => {
    const firm = await office(relay);
    const copy = { from: 'eva@firma.example', to: 'riha@mostni-stavby.example', cc: 'crm@firma.example' };
    const real = await firm.receives({ ...copy, head: [submitted] });
    const forged = await firm.receives({ ...copy, head: [outside, submitted] });
    expect(await firm.row(real)).toMatchObject({ status: 'logged' });
    expect(await firm.row(forged)).toMatchObject({ status: 'triage', reason: 'senderNotVerified' });
    expect(await firm.row(await firm.receives({ head: [outside] }))).toMatchObject({ status: 'logged' });
  });
});

describe('the doctor', () => {
  const look = async (firm: Awaited<ReturnType<typeof office>>) =>
    (await examine(trustChecks(firm.system, [firm.mailbox])))[0];

  it('names the colleagues whose mail would fail, by what came lately', async () => {
    const firm = await office({ authservId: 'mx.firma.example' });
    await firm.as('Eva');
    const to = 'riha@mostni-stavby.example';
    await firm.receives({ from: 'eva@firma.example', to, head: [passed('firma.example')] });
    expect(await look(firm)).toMatchObject({ ok: true });
    await firm.receives({ from: 'Tomáš <tomas@firma.example>', to });
    await firm.receives({ from: 'eva@firma.example', to, head: [failed('firma.example')] });
    const finding = await look(firm);
    expect(finding?.ok).toBe(false);
    expect(finding?.says).toContain('tomas@firma.example (1 of 1)');
    expect(finding?.says).toContain('eva@firma.example (1 of 2)');
  });

  it('says when everybody is believed', async () => {
    expect((await look(await office()))?.says).toContain('everybody is believed');
  });
});
