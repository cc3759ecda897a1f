import { describe, expect, it, vi } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { askForCheck } from '../../src/features/email/mailboxes/cursors.ts';
import { archive, withoutDovecot } from '../support/dovecot.ts';
import { type Firm, letter, onDovecot, riha, until } from './dovecot-firm.ts';

describe.skipIf(withoutDovecot)(
  `a folder for what is done${withoutDovecot ? ` (${withoutDovecot})` : ''}`,
  () => {
    const { server, firm } = onDovecot();
    const inFolder = (folder: string): Promise<{ subject: string; flags: string[] }[]> =>
      server().asClient(async (client) => {
        const opened = await client.mailboxOpen(folder, { readOnly: true }).catch(() => null);
        if (!opened?.exists) return [];
        const all = await client.fetchAll('1:*', { envelope: true, flags: true });
        return all.map(({ envelope, flags }) => ({
          subject: envelope?.subject ?? '',
          flags: [...(flags ?? [])].filter((flag) => flag !== '\\Recent').sort(),
        }));
      });
    const unchanged = async (at: Firm) => {
      await transaction(at.system, askForCheck);
      await until(
        async () => (await at.system.db('mailbox_states').first('check_due_at'))?.check_due_at === null,
      );
    };

    it('takes what was logged, and leaves what waits and what is in quarantine; flags stay as people set them', async () => {
      const at = await firm({ moveDoneTo: 'Hotovo' });
      await server().append(letter({ from: riha, subject: 'zapsaný' }));
      await server().append(letter({ from: 'cizi@nekde.example', subject: 'k zařazení' }));
      await server().append(letter({ from: 'a@nekde.example, b@nekde.example', subject: 'dva odesílatelé' }));
      await server().asClient(async (client) => {
        await client.mailboxOpen('INBOX');
        await client.messageFlagsAdd('1', ['\\Flagged']);
      });
      at.reading();
      await at.untilDecided(3);
      await until(async () => (await inFolder('Hotovo')).length === 1);
      expect(await inFolder('Hotovo')).toEqual([{ subject: 'zapsaný', flags: ['\\Flagged'] }]);
      expect((await inFolder('INBOX')).map(({ subject }) => subject)).toEqual([
        'k zařazení',
        'dva odesílatelé',
      ]);
      await until(
        async () => (await at.system.db('inbound_emails').where({ folder: 'Hotovo' })).length === 1,
      );
      await unchanged(at);
      expect((await at.decided()).map(({ status }) => status)).toEqual(['logged', 'triage', 'quarantined']);
    });

    it('lets a mail be that somebody took back out of it', async () => {
      const at = await firm({ moveDoneTo: 'Hotovo' });
      await server().append(letter({ from: riha, subject: 'vrácený' }));
      at.reading();
      await until(
        async () => (await at.system.db('inbound_emails').where({ folder: 'Hotovo' })).length === 1,
      );
      await server().asClient(async (client) => {
        await client.mailboxOpen('Hotovo');
        await client.messageCopy('1:*', 'INBOX');
      });
      await at.untilDecided(2);
      await unchanged(at);
      await unchanged(at);
      expect(await inFolder('INBOX')).toMatchObject([{ subject: 'vrácený' }]);
      expect(await inFolder('Hotovo')).toHaveLength(1);
      expect((await at.decided()).map(({ status }) => status)).toEqual(['logged', 'duplicate']);
    });

    it('goes on reading while the folder takes no more, and moves what waited when there is room', async () => {
      await server().fill('archive');
      const at = await firm({ moveDoneTo: `${archive}/Hotovo` });
      const warned = vi.spyOn(at.system.log, 'warn');
      const pollers = at.reading();
      for (const [n, subject] of ['první', 'druhý', 'třetí'].entries()) {
        await server().append(letter({ from: riha, subject }));
        await at.untilDecided(n + 1);
      }
      await until(async () => warned.mock.calls.length > 0);
      // The connection has not been given up: what came was heard at once.
      expect([...new Set(warned.mock.calls.map(([, said]) => said))]).toEqual([
        'the server did not move mail',
      ]);
      expect(await inFolder(`${archive}/Hotovo`)).toEqual([]);
      await pollers.stop();
      await server().fill(null);
      at.reading();
      await until(async () => (await inFolder(`${archive}/Hotovo`)).length === 3);
    });
  },
);
