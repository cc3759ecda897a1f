import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { office } from './office.ts';

it('a mail that comes just while the card of its sender is answered gets a card of its own', async () => {
  const firm = await office({ for: ['tomas@firma.example'] });
  const { system } = firm;
  const tomas = await firm.as('Tomas');
  const from = 'nova@neznama.example';
  const first = await firm.receives({ from, subject: 'Dotaz' });
  const waits = async () => {
    const { rows } = await system.db.raw(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  };
  let second: Promise<unknown> = Promise.resolve();
  await transaction(tomas, async (tx) => {
    await fileToDeal(tx, first, 50 as DealId);
    let isDecided = false;
    second = firm.receives({ from, subject: 'Ještě barva' }).finally(() => {
      isDecided = true;
    });
    while (!isDecided && !(await waits()));
  });
  const id = (await second) as typeof first;
  expect(await firm.row(id)).toMatchObject({ status: 'triage', triage_lead_id: null });
  const cards = await system.db('outbox').where({ kind: 'email.triageCard' }).pluck('payload');
  expect(cards.map((payload) => JSON.parse(payload).emailId)).toEqual([first, id]);
});
