import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { askForCheck } from '../../src/features/email/mailboxes/cursors.ts';
import { withoutDovecot } from '../support/dovecot.ts';
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
  },
);
