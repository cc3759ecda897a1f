import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { findMailboxState } from '../../src/features/email/mailboxes/cursors.ts';
import { tooLarge } from '../../src/features/email/mailboxes/mailbox-effects.ts';
import { startMailPollers } from '../../src/features/email/mailboxes/poller.ts';
import { withoutDovecot } from '../support/dovecot.ts';
import { letter, onDovecot, riha, until } from './dovecot-firm.ts';

const drawings = (bytes: number): string =>
  `${'výkres mostovky, list '.repeat(3)}\r\n`.repeat(Math.ceil(bytes / 70));

describe.skipIf(withoutDovecot)(`large mail${withoutDovecot ? ` (${withoutDovecot})` : ''}`, () => {
  const { server, firm } = onDovecot();

  it('is fetched in pieces, and kept to the byte', async () => {
    const at = await firm();
    const raw = letter({ from: riha, subject: 'Výkresy', text: drawings(9_500_000) });
    await server().append(raw);
    await server().append(letter({ from: riha, subject: 'Malý' }));
    at.reading();
    await at.untilDecided(2);
    const [row] = await at.system.db('inbound_emails').where({ subject: 'Výkresy' });
    expect(row).toMatchObject({ status: 'logged', size: Buffer.byteLength(raw), blob: hashOf(raw) });
    expect(Boolean(row?.truncated)).toBe(false);
    expect(hashOf(await at.system.ports.mailBlobs.get(row?.blob ?? ''))).toBe(hashOf(raw));
  });

  it('over the limit is logged from its beginning, says so in the deal and to its owner', async () => {
    const at = await firm({ sizeLimitMb: 1.5 });
    await server().append(
      letter({ from: riha, subject: 'Celá dokumentace', text: `Posílám výkresy.\r\n${drawings(2_400_000)}` }),
    );
    at.reading();
    await at.untilDecided(1);
    const [activity] = await at.system.db('activities').where({ kind: 'email' });
    expect(activity?.text).toContain('Posílám výkresy.');
    expect(activity?.text.slice(0, 300)).toMatch(/⚠️ Celý e-mail má \d MB\. Převzal se jen jeho začátek/);
    const [told, ...more] = await at.system.db('outbox').where({ kind: 'email.tooLarge' });
    expect(more).toEqual([]);
    const delivery = await tooLarge.deliver(at.system, JSON.parse(told?.payload ?? '') as never, {} as never);
    expect(delivery).toMatchObject({ do: 'post', to: { person: (await at.person('Eva')).id } });
    expect(JSON.stringify(delivery)).toContain('„Celá dokumentace“ má');
  });

  it('tells the admins once that a login is refused, and once that it works again', async () => {
    const at = await firm();
    await at.as('Anna', { isAdmin: true });
    const { host, port, certificate, user, pass } = server();
    const read = (password: string) => {
      const config = { name: 'crm', host, port, ca: certificate, user, pass: password, mode: 'dropbox' };
      const pollers = startMailPollers(at.system, [MailboxConfig.parse(config)]);
      pollers.start();
      return pollers;
    };
    const old = read('stare-heslo');
    await until(async () => (await findMailboxState(at.system, 'crm')).refusedAt !== null);
    expect(await findMailboxState(at.system, 'crm')).toMatchObject({ errorCode: 'refused' });
    await old.stop();
    const renewed = read(pass);
    await at.untilRead('crm');
    await until(async () => (await findMailboxState(at.system, 'crm')).refusedAt === null);
    await renewed.stop();
    const again = read(pass);
    await until(async () => (await findMailboxState(at.system, 'crm')).checkedAt !== null);
    await again.stop();
    const kinds = (await at.system.db('outbox'))
      .map(({ kind }) => kind)
      .filter((kind) => /refused|resumed/.test(kind));
    expect(kinds.sort()).toEqual(['email.refused', 'email.resumed']);
  });
});

const hashOf = (raw: string | Buffer): string => createHash('sha256').update(raw).digest('hex');
