/** SQLite lets one write after the other: there nobody can miss the other. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { changeDeal } from '../../src/features/deals/service.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { lookAgain } from '../../src/features/email/triage/look-again.ts';
import { lookAgainLate } from '../../src/features/email/triage/look-again-late.ts';
import { lookAgainListeners } from '../../src/features/email/triage/look-again-queue.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { firm } from './firm.ts';

it('a mail that is decided while a colleague writes down its sender finds its deal a little later', async () => {
  const { receives, as, mail, system, database } = await firm();
  const listeners = [...(system.listeners ?? []), ...lookAgainListeners];
  system.listeners = listeners;
  const eva = { ...(await as('Eva')), listeners };
  const bridge = 42 as DealId;
  const looksAgain = async () => {
    for (const { payload } of await system.db('outbox').where({ kind: 'email.lookAgain' }))
      await lookAgain.deliver(system, JSON.parse(payload) as never, {} as never);
    await database.writer('outbox').where({ kind: 'email.lookAgain' }).delete();
  };
  let id: EmailId | null = null;
  await transaction(eva, async (tx) => {
    const contact = await createContact(tx, { name: 'Jana Nová', email: 'jana@nova.example' });
    await changeDeal(tx, bridge, { contacts: [{ contactId: contact.id, role: null }] });
    ({ id } = await receives({ from: 'Jana Nová <jana@nova.example>', subject: 'Lávka' }));
  });
  await looksAgain();
  expect((await mail(id!)).status).toBe('triage');
  await lookAgainLate(system);
  await looksAgain();
  expect(await mail(id!)).toMatchObject({ status: 'logged', dealId: bridge });
});
