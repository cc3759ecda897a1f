/** A firm with a dropbox and a shared address at another provider: both are its own, whichever of them a mail lies in. */
import { expect, it } from 'vitest';
import { MailboxConfig, ownSideOf } from '../../src/features/email/mailboxes/config.ts';
import { office } from './office.ts';

const shared = MailboxConfig.parse({
  name: 'obchod',
  host: 'imap.posta.example',
  user: 'zabradli.firma@seznam.cz',
  pass: 'secret',
  mode: 'team',
  ownDomains: ['firma-sk.example'],
});
const fromShared = 'Firma Zábradlí <zabradli.firma@seznam.cz>';

it('logs what the shared address wrote to a customer as sent, and nothing of what it wrote to colleagues', async () => {
  const firm = await office();
  firm.system.ports.mailboxes = [firm.mailbox, shared];
  const offer = await firm.receives({ from: fromShared, to: 'riha@mostni-stavby.example' });
  expect(await firm.row(offer)).toMatchObject({ status: 'logged', direction: 'out', deal_id: 42 });
  for (const from of [fromShared, 'Ján <jan@firma-sk.example>']) {
    const inside = await firm.receives({ from, to: 'eva@firma.example', cc: 'crm@firma.example' });
    expect(await firm.row(inside)).toMatchObject({ status: 'ignored', reason: 'internal' });
  }
});

it('reads tags on the addresses of the mailbox alone', () => {
  const seen = ownSideOf(
    shared,
    [],
    [shared, MailboxConfig.parse({ ...shared, name: 'crm', user: 'crm@firma.example' })],
  );
  expect([...seen.mailbox]).toEqual(['zabradli.firma@seznam.cz']);
  expect(seen.addresses.has('crm@firma.example')).toBe(true);
  expect([...seen.domains].sort()).toEqual(['firma-sk.example', 'firma.example']);
});
