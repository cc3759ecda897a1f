import { expect, it } from 'vitest';
import { asPerson } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import { ownerNews } from '../../src/features/email/notices/owner-news.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { toEffect } from '../../src/outbox/store.ts';
import { office } from './office.ts';

it('news of a transaction that is still open when the message leaves come ten minutes later, and once', async () => {
  const firm = await office({ for: ['tomas@firma.example'] });
  const { system, time } = firm;
  await firm.person('Eva');
  const tomas = await firm.person('Tomas');
  const stranger = await firm.receives({ from: 'nova@neznama.example', subject: 'Pomalá' });
  await firm.receives({ subject: 'Rychlá' });

  /** What leaves in so many minutes, a message after the other. */
  async function told(minutes: number): Promise<string[]> {
    time.advance(minutes * 60_000);
    const rows = await system
      .db('outbox')
      .where({ kind: 'email.ownerNews', sent_at: null })
      .where('run_at', '<=', time.now())
      .orderBy('id');
    const said: string[] = [];
    for (const row of rows) {
      const effect = toEffect(row);
      const delivery = await ownerNews.deliver(system, effect.payload as never, effect);
      await transaction(system, async (tx) => {
        await tx.db('outbox').where({ id: row.id }).update({ sent_at: tx.time.now() });
        if (delivery.do === 'post') await delivery.sent?.(tx, { channel: 'D1', ts: `${row.id}.1` });
      });
      if (delivery.do === 'post') said.push(JSON.stringify(delivery.blocks));
    }
    return said;
  }

  const filed = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const slow = transaction(system, async (tx) => {
    await fileToDeal(asPerson(tx, tomas), stranger, 42 as DealId);
    filed.resolve();
    await gate.promise;
  });
  await filed.promise;
  expect(await told(6)).toEqual([expect.not.stringContaining('Pomalá')]);
  gate.resolve();
  await slow;
  expect(await told(5)).toEqual([]);
  expect(await told(6)).toEqual([expect.stringContaining('Pomalá')]);
  expect(await told(60)).toEqual([]);
});
