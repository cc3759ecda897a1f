/** What /health says of mailboxes that fail. */
import { expect, it } from 'vitest';
import { mailHealthPart } from '../../src/features/email/mailboxes/health.ts';
import { office } from './office.ts';

it('a mailbox that nobody reads any more ails no one, one that is read does', async () => {
  const { database, system } = await office();
  const failing = (mailbox: string) => ({
    mailbox,
    failing_since: '2027-03-01T08:00:00.000Z',
    last_error: 'no route to host',
  });
  await database.writer('mailbox_states').insert(failing('stara'));
  const { ok, mailboxes } = await mailHealthPart.check(system);
  expect(ok).toBe(true);
  expect(mailboxes).toMatchObject([{ name: 'crm' }, { name: 'stara', notRead: true }]);
  await database.writer('mailbox_states').insert(failing('crm'));
  expect((await mailHealthPart.check(system)).ok).toBe(false);
});
