import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { askForCheck, findMailboxState } from '../../src/features/email/mailboxes/cursors.ts';
import { sleep } from '../../src/lib/time.ts';
import { withoutDovecot } from '../support/dovecot.ts';
import { type Firm, letter, onDovecot, riha, until } from './dovecot-firm.ts';

describe.skipIf(withoutDovecot)(
  `what a server does to a mailbox${withoutDovecot ? ` (${withoutDovecot})` : ''}`,
  () => {
    const { server, firm } = onDovecot();
    const append = (subject: string, options = {}) =>
      server().append(letter({ from: riha, subject }), options);

    const logged = async ({ decided }: Firm) =>
      (await decided())
        .filter(({ status }) => status === 'logged')
        .map(({ subject }) => subject)
        .sort();
    const entries = async ({ system }: Firm) =>
      (await system.db('activities').where({ kind: 'email' })).length;
    const checked = async ({ system }: Firm) => {
      await transaction(system, askForCheck);
      await until(async () => {
        const row = await system.db('mailbox_states').first('check_due_at');
        return row?.check_due_at === null;
      });
    };

    it('brings back by night what has no row, whatever became of it', async () => {
      const at = await firm();
      await append('jedna');
      await append('dva');
      at.reading();
      await at.untilDecided(2);
      await transaction(at.system, async (tx) => {
        await tx.db('inbound_emails').where({ subject: 'jedna' }).del();
        await tx.db('activities').where({ kind: 'email' }).where('text', 'like', 'jedna%').del();
      });
      await checked(at);
      await at.untilDecided(2);
      expect(await logged(at)).toEqual(['dva', 'jedna']);
      expect(await entries(at)).toBe(2);
      expect((await findMailboxState(at.system, 'crm')).checkedAt).not.toBeNull();
    });

    it('takes a mail that was moved to another folder for the same one', async () => {
      const at = await firm({ folders: ['INBOX', 'Vyřízeno'] });
      await server().asClient(async (client) => {
        await client.mailboxCreate('Vyřízeno').catch(() => {});
      });
      await append('stěhovaný');
      at.reading();
      await at.untilDecided(1);
      await server().asClient(async (client) => {
        await client.mailboxOpen('INBOX');
        await client.messageMove('1', 'Vyřízeno');
      });
      await at.untilDecided(2);
      await checked(at);
      expect((await at.decided()).map(({ status }) => status)).toEqual(['logged', 'duplicate']);
      expect(await entries(at)).toBe(1);
    });

    it('goes on after the mailbox was emptied', async () => {
      const at = await firm();
      await append('před');
      at.reading();
      await at.untilDecided(1);
      await server().empty();
      await sleep(300);
      await append('po');
      await at.untilDecided(2);
      await checked(at);
      expect(await logged(at)).toEqual(['po', 'před']);
    });

    it('reads a mailbox anew that was brought back from a copy and counts on from there', async () => {
      const at = await firm();
      for (const subject of ['jedna', 'dva', 'tři']) await append(subject);
      const pollers = at.reading();
      await at.untilDecided(3);
      await pollers.stop();
      // The server has the same UIDVALIDITY, and its numbers stand for other mails than before.
      await transaction(at.system, async (tx) => {
        const rows = await tx.db('inbound_emails').orderBy('uid');
        const uids = rows.map(({ uid }) => Number(uid)).reverse();
        const put = (id: number, uid: number, server_at: string) =>
          tx.db('inbound_emails').where({ id }).update({ uid, server_at });
        for (const { id } of rows) await put(id, 1000 + id, '2020-01-01T00:00:00.000Z');
        for (const [index, { id }] of rows.entries())
          await put(id, uids[index] ?? 0, '2020-01-01T00:00:00.000Z');
      });
      await append('čtyři');
      at.reading();
      await until(async () => (await logged(at)).includes('čtyři'));
      expect(await logged(at)).toEqual(['dva', 'jedna', 'tři', 'čtyři'].sort());
      expect(await entries(at)).toBe(4);
      // What came again is kept once.
      const rows = await at.system.db('inbound_emails');
      expect(rows.length).toBe(7);
      expect(new Set(rows.map(({ blob }) => blob)).size).toBe(4);
      const [cursor] = await at.system.db('mail_cursors');
      expect(cursor?.uid_validity).toMatch(/\.1$/);
    });

    it('believes neither a server that dates mail years back nor one that says nothing', async () => {
      const at = await firm({ since: '2026-06-01' }, { now: '2027-03-08T08:00:00.000Z' });
      await append('hodiny od výrobce', { date: new Date('1980-01-01T00:00:00Z') });
      await append('hodiny o rok', { date: new Date('2025-03-08T07:00:00Z') });
      at.reading();
      await at.untilDecided(2);
      const rows = await at.system.db('inbound_emails').orderBy('uid');
      expect(
        rows.map(({ subject, status, server_at, sent_at }) => [subject, status, server_at, sent_at]),
      ).toEqual([
        ['hodiny od výrobce', 'logged', '2027-03-08T08:00:00.000Z', '2027-03-08T07:00:00.000Z'],
        ['hodiny o rok', 'logged', '2025-03-08T07:00:00.000Z', expect.anything()],
      ]);
      await checked(at);
      expect(await at.decided()).toHaveLength(2);
    });
  },
);
