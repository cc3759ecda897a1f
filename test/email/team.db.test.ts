import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { askForCheck, findMailboxState } from '../../src/features/email/mailboxes/cursors.ts';
import { logAnyway, readNotLogged } from '../../src/features/email/mailboxes/not-logged.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { sleep, systemTime } from '../../src/lib/time.ts';
import { withoutDovecot } from '../support/dovecot.ts';
import { everythingKept, type Firm, letter, onDovecot, riha, until } from './dovecot-firm.ts';

const obchod = {
  name: 'obchod',
  mode: 'team',
  addresses: ['obchod@firma.example'],
  for: ['eva@firma.example'],
};
const toObchod = { to: 'obchod@firma.example' };
const doctor = 'MUDr. Alena Malá <ordinace@klinika.example>';

describe.skipIf(withoutDovecot)(`a team’s mailbox${withoutDovecot ? ` (${withoutDovecot})` : ''}`, () => {
  const { server, firm } = onDovecot();

  const byReason = async ({ system }: Firm) =>
    Object.fromEntries(
      (await system.db('inbound_emails')).map(({ from_address, status, reason }) => [
        from_address,
        `${status} ${reason}`,
      ]),
    );

  it('logs customers’ mail and keeps nothing of what the rest says', async () => {
    const at = await firm(obchod);
    await server().append(letter({ from: riha, ...toObchod, subject: 'Termín předání' }));
    await server().append(
      letter({ from: doctor, ...toObchod, subject: 'Výsledky krve', text: 'Tajná diagnóza.' }),
    );
    await server().append(
      letter({
        from: 'Akce <akce@letaky.example>',
        ...toObchod,
        subject: 'Slevy týdne',
        text: 'Tajná sleva.',
        more: ['List-Unsubscribe: <https://letaky.example/x>'],
      }),
    );
    await server().append(
      letter({
        from: 'Tomáš <tomas@firma.example>',
        ...toObchod,
        subject: 'Porada o platech',
        text: 'Tajný plat.',
      }),
    );
    at.reading();
    await at.untilDecided(4);
    expect(await byReason(at)).toEqual({
      'riha@mostni-stavby.example': 'logged contactsOnlyDeal',
      'ordinace@klinika.example': 'ignored notKnownHere',
      'akce@letaky.example': 'ignored mailingList',
      'tomas@firma.example': 'ignored internal',
    });
    expect(at.kept()).toHaveLength(1);
    const kept = await everythingKept(at);
    expect(kept).toContain('Termín předání');
    for (const secret of ['Tajn', 'Výsledky', 'Slevy', 'platech']) expect(kept).not.toContain(secret);
    const [row] = await at.system.db('inbound_emails').where({ from_address: 'ordinace@klinika.example' });
    expect(row).toMatchObject({
      message_id: expect.stringContaining('@posta.example>'),
      subject: null,
      blob: null,
      folder: 'INBOX',
    });
  });

  it('logs what a colleague wrote to a customer from it, and what was passed on to it', async () => {
    const at = await firm(obchod);
    const eva = 'Eva <eva@firma.example>';
    await server().append(letter({ from: eva, to: riha, subject: 'Nabídka' }), { folder: 'Odeslana' });
    await server().append(letter({ from: eva, to: doctor, subject: 'Objednání' }), { folder: 'Odeslana' });
    await server().append(
      letter({
        from: eva,
        ...toObchod,
        subject: 'Fwd: Poptávka',
        text: `Prosím podívej se.\r\n\r\n---------- Forwarded message ---------\r\nOd: ${riha}\r\nDatum: po 8. 3. 2027 v 7:00\r\nPředmět: Poptávka\r\nKomu: <eva@firma.example>\r\n\r\nPotřebujeme zábradlí.\r\n`,
      }),
    );
    at.reading();
    await at.untilDecided(3);
    const logged = await at.system.db('inbound_emails').where({ status: 'logged' }).orderBy('subject');
    expect(logged.map(({ subject, direction, deal_id }) => [subject, direction, deal_id])).toEqual([
      ['Nabídka', 'out', 42],
      ['Poptávka', 'in', 42],
    ]);
    expect(at.kept()).toHaveLength(2);
    expect(await everythingKept(at)).not.toContain('Objednání');
  });

  it('shows what was not logged to its people alone, and logs it for them all the same', async () => {
    const at = await firm(obchod);
    await at.as('Eva');
    await server().append(letter({ from: doctor, ...toObchod, subject: 'Rekonstrukce ordinace' }));
    at.reading();
    await at.untilDecided(1);
    for (const other of [await at.as('Tomas'), await at.as('Anna', { isAdmin: true })]) {
      await expect(readNotLogged(other, 'obchod', 0)).rejects.toMatchObject({ code: 'notFound' });
      await expect(logAnyway(other, 1 as EmailId)).rejects.toMatchObject({ code: 'notFound' });
    }
    const eva = await at.as('Eva');
    const { mails, counts } = await readNotLogged(eva, 'obchod', 0);
    expect(counts).toEqual([{ reason: 'notKnownHere', count: 1 }]);
    expect(await logAnyway(eva, mails[0]?.id as EmailId)).toEqual({ outcome: 'coming' });
    await until(async () => (await at.decided())[0]?.status === 'triage');
    expect(await at.decided()).toMatchObject([{ subject: 'Rekonstrukce ordinace', reason: 'unknownSender' }]);
    expect(await at.system.db('outbox').where({ kind: 'email.asked' })).toHaveLength(1);
    await expect(logAnyway(eva, mails[0]?.id as EmailId)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('finds a mail again by its Message-ID when the server numbered anew, and says when it is gone', async () => {
    const at = await firm(obchod);
    const eva = await at.as('Eva');
    await server().append(letter({ from: doctor, ...toObchod, subject: 'Rekonstrukce' }));
    await server().append(letter({ from: doctor, ...toObchod, subject: 'Smazaná' }));
    const pollers = at.reading();
    await at.untilDecided(2);
    await pollers.stop();
    await server().asClient(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageDelete('2');
    });
    await server().renumber();
    const { mails } = await readNotLogged(eva, 'obchod', 0);
    const [deleted, there] = mails.map(({ id }) => id);
    expect(await logAnyway(eva, deleted as EmailId)).toEqual({ outcome: 'gone' });
    expect(await logAnyway(eva, there as EmailId)).toEqual({ outcome: 'coming' });
  });

  it('fetches nothing behind anybody’s back when a sender becomes known, not even when numbered anew', async () => {
    const at = await firm(obchod);
    await server().append(letter({ from: doctor, ...toObchod, subject: 'Dřívější' }));
    const first = at.reading();
    await at.untilDecided(1);
    await first.stop();
    await createContact(await at.as('Eva'), { name: 'Alena Malá', email: 'ordinace@klinika.example' });
    await server().renumber();
    await server().append(letter({ from: doctor, ...toObchod, subject: 'Pozdější' }));
    at.reading();
    await at.untilDecided(3);
    expect((await at.decided()).map(({ subject, status }) => `${status} ${subject}`).sort()).toEqual([
      'duplicate null',
      'ignored null',
      'triage Pozdější',
    ]);
    expect(at.kept()).toHaveLength(1);
    // A night's comparison finds nothing to do.
    await transaction(at.system, askForCheck);
    await until(async () => (await findMailboxState(at.system, 'obchod')).checkedAt !== null);
    await sleep(500);
    expect(await at.decided()).toHaveLength(3);
  });

  it('looks at what came back undelivered, and minds only what went to customers', async () => {
    const at = await firm(obchod, { now: systemTime.now() });
    const report = (recipient: string, subject: string) =>
      [
        'From: MAILER-DAEMON@posta.example',
        'To: obchod@firma.example',
        'Subject: Undelivered Mail Returned to Sender',
        'Date: Mon, 8 Mar 2027 08:00:00 +0100',
        `Message-ID: <zpet-${recipient.length}@posta.example>`,
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        `${recipient}: host mx said: 550 5.1.1 User unknown`,
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; posta.example',
        '',
        `Final-Recipient: rfc822; ${recipient}`,
        'Action: failed',
        'Status: 5.1.1',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `To: ${recipient}`,
        `Subject: ${subject}`,
        '--b--',
        '',
      ].join('\r\n');
    await server().append(report('riha@mostni-stavby.example', 'Nabídka'));
    await server().append(report('soukromy@klinika.example', 'Tajná prohlídka'));
    at.reading();
    await at.untilDecided(2);
    expect((await at.decided()).map(({ status, reason }) => `${status} ${reason}`)).toEqual([
      'ignored bounce',
      'ignored bounce',
    ]);
    const returned = await at.system
      .db('contact_emails')
      .where({ address: 'riha@mostni-stavby.example' })
      .first();
    expect(JSON.stringify(returned)).toContain('5.1.1');
    expect(await everythingKept(at)).not.toContain('Tajn');
    expect(await everythingKept(at)).not.toContain('soukromy@');
    // What told of the customer goes too: in a day, should the same come again meanwhile.
    await until(async () => at.kept().every((name) => name.startsWith('aside')));
  });
});
