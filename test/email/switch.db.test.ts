import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { readOwnMailboxes } from '../../src/features/email/mailboxes/health.ts';
import { switchQuestion } from '../../src/features/email/mailboxes/mailbox-effects.ts';
import { getSwitchCard, switchMailbox } from '../../src/features/email/mailboxes/switch.ts';
import { sleep, systemTime } from '../../src/lib/time.ts';
import { withoutDovecot } from '../support/dovecot.ts';
import { letter, onDovecot, riha, until } from './dovecot-firm.ts';

const evas = { name: 'eva', mode: 'team', person: 'eva@firma.example', addresses: ['eva@firma.example'] };

describe.skipIf(withoutDovecot)(
  `a mailbox in a person’s name${withoutDovecot ? ` (${withoutDovecot})` : ''}`,
  () => {
    const { server, firm } = onDovecot();
    const toEva = { from: riha, to: 'eva@firma.example' };
    const now = () => systemTime.now();
    /** The server dates mail by whole seconds. */
    const nextSecond = () => sleep(1100);

    it('is read only while that person has switched it on, and only what comes meanwhile', async () => {
      const at = await firm(evas, { now: now() });
      const eva = await at.as('Eva');
      await server().append(
        letter({ ...toEva, subject: 'Před souhlasem', date: 'Sun, 1 Feb 2026 08:00:00 +0100' }),
        {
          date: new Date('2026-02-01T08:00:00Z'),
        },
      );
      at.reading();
      await until(async () => (await at.system.db('outbox').where({ kind: 'email.switch' })).length === 1);
      await sleep(500);
      expect(await at.system.db('inbound_emails')).toEqual([]);

      at.time.set(now());
      await switchMailbox(eva, 'eva', true);
      await nextSecond();
      const today = (subject: string) =>
        server().append(letter({ ...toEva, subject, date: new Date(now()).toUTCString() }));
      await today('Po souhlasu');
      await at.untilDecided(1);

      at.time.set(now());
      await switchMailbox(eva, 'eva', false);
      await sleep(6500);
      await today('Mezitím');
      await nextSecond();
      at.time.set(now());
      await switchMailbox(eva, 'eva', true);
      await nextSecond();
      await today('Zase zapnuto');
      await at.untilDecided(2);
      expect((await at.decided()).map(({ subject, status }) => `${status} ${subject}`)).toEqual([
        'logged Po souhlasu',
        'logged Zase zapnuto',
      ]);
    });

    it('is nobody else’s to switch on, an admin’s neither', async () => {
      const at = await firm(evas);
      await at.as('Eva');
      for (const other of [await at.as('Anna', { isAdmin: true }), await at.as('Tomas'), at.system]) {
        await expect(switchMailbox(other, 'eva', true)).rejects.toMatchObject({ code: 'notFound' });
        await expect(getSwitchCard(other, 'eva')).rejects.toMatchObject({ code: 'notFound' });
      }
      expect(await at.system.db('mailbox_switches')).toEqual([]);
    });

    it('asks that person once, and says what is logged and who sees it', async () => {
      const at = await firm({ ...evas, for: ['tomas@firma.example'], privacy: 'subject' });
      const eva = await at.as('Eva');
      await at.as('Tomas');
      at.reading();
      const asked = () => at.system.db('outbox').where({ kind: 'email.switch' });
      await until(async () => (await asked()).length === 1);
      await sleep(6000);
      expect(await asked()).toHaveLength(1);
      const payload = { mailbox: 'eva', personId: (await at.person('Eva')).id } as never;
      const card = await transaction(at.system, (tx) => switchQuestion.deliver(tx, payload, {} as never));
      const said = JSON.stringify(card);
      expect(said).toContain('Může Vizitka číst tvou schránku (eva)?');
      expect(said).toContain('Zapisuje se: pošta s kontakty a firmami');
      expect(said).toContain('vidí, kdo psal, kdy a předmět');
      expect(said).toContain('vidíš ty a: Tomas');
      expect(await readOwnMailboxes(eva)).toMatchObject([
        { name: 'eva', isTheirs: true, switchedOffBy: 'Eva' },
      ]);
    });
  },
);
