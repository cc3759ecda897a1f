import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { office } from './office.ts';

const from = 'nova@neznama.example';

/** A mail of the same sender comes while `answer` is on its way. */
async function comesDuring(firm: Awaited<ReturnType<typeof office>>, answer: (tx: Ctx) => Promise<unknown>) {
  const waits = async () => {
    const { rows } = await firm.system.db.raw(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  };
  let last: Promise<EmailId> | null = null;
  await transaction(await firm.as('Tomas'), async (tx) => {
    await answer(tx);
    let isDecided = false;
    last = firm.receives({ from, subject: 'Ještě barva' }).finally(() => {
      isDecided = true;
    });
    while (!isDecided && !(await waits()));
  });
  return (await last) as unknown as EmailId;
}

it('a mail that comes just while the card of its sender is answered gets a card of its own', async () => {
  const firm = await office({ for: ['tomas@firma.example'] });
  const first = await firm.receives({ from, subject: 'Dotaz' });
  const id = await comesDuring(firm, (tx) => fileToDeal(tx, first, 50 as DealId));
  expect(await firm.row(id)).toMatchObject({ status: 'triage', triage_lead_id: null });
  const cards = await firm.system.db('outbox').where({ kind: 'email.triageCard' }).pluck('payload');
  expect(cards.map((payload) => JSON.parse(payload).emailId)).toEqual([first, id]);
});

it('one that comes just while the card passes on to the next mail joins that one', async () => {
  const firm = await office({ for: ['tomas@firma.example'] });
  const first = await firm.receives({ from, subject: 'Dotaz' });
  const second = await firm.receives({ from, subject: 'A ještě' });
  const id = await comesDuring(firm, (tx) => fileToDeal(tx, first, 50 as DealId, { alone: true }));
  expect(await firm.row(id)).toMatchObject({ status: 'triage', triage_lead_id: second });
});
