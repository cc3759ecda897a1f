import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { withoutDovecot } from '../support/dovecot.ts';
import { letter, onDovecot, riha } from './dovecot-firm.ts';

describe.skipIf(withoutDovecot)(`an outage${withoutDovecot ? ` (${withoutDovecot})` : ''}`, () => {
  const { server, firm } = onDovecot();

  it('keeps no news from Eva: what came in its nine days is told, what lay there before it is not', async () => {
    const at = await firm({}, { now: '2026-03-08T08:00:00.000Z' });
    await at.person('Eva');
    const append = (subject: string, day: string) =>
      server().append(letter({ from: riha, subject, date: new Date(day).toUTCString() }), {
        date: new Date(day),
      });
    await append('Objednávka', '2026-02-28T09:00:00Z');
    await append('Starý dopis', '2026-02-20T09:00:00Z');
    await transaction(at.system, (tx) =>
      tx.db('mailbox_states').insert({ mailbox: 'crm', last_success_at: '2026-02-27T08:00:00.000Z' }),
    );
    at.reading();
    await at.untilDecided(2);
    const untold = at.system.db('inbound_emails').where({ status: 'logged' }).whereNull('told_at');
    expect(await untold.pluck('subject')).toEqual(['Objednávka']);
    expect(await at.system.db('outbox').where({ kind: 'email.ownerNews' })).toHaveLength(1);
  });
});
