import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { logActivity, repeatActivity } from '../../src/features/activities/service.ts';
import { freshenCards } from '../../src/features/deals/jobs.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { addHours, type LocalDateTime, type PlainDate } from '../../src/lib/time.ts';
import { rememberMessage } from '../../src/outbox/messages.ts';
import { world } from '../support/context.ts';

it('a card that says „zítra“ is redrawn when the day changes, once; one without a date nearby is left alone', async () => {
  const { as, person, system } = await world();
  const anna = await as('Anna');
  const ownerId = (await person('Anna')).id;
  const bid = await createDeal(anna, {
    name: 'Lávka přes Svratku',
    bidDeadline: { local: '2027-03-15T12:00' as LocalDateTime, zone: 'Europe/Prague' },
  });
  const step = await createDeal(anna, {
    name: 'Hala',
    nextStep: { text: 'zavolat', on: '2027-03-09' as PlainDate, ownerId },
  });
  const calm = await createDeal(anna, { name: 'Přístřešek' });
  const meets = await createDeal(anna, { name: 'Most' });
  const again = await createDeal(anna, { name: 'Sklad' });
  const [tomorrow, last] = [addHours(system.time.now(), 20), addHours(system.time.now(), -1000)];
  await logActivity(system, { kind: 'meeting', dealId: meets.id, at: tomorrow, text: 'Kontrolní den' });
  const weekly = await logActivity(system, { kind: 'meeting', dealId: again.id, at: last, text: 'Porada' });
  await transaction(system, (tx) => repeatActivity(tx, weekly.id, [tomorrow]));
  await transaction(system, async (tx) => {
    for (const { id } of [bid, step, calm, meets, again]) {
      const subject = { kind: 'deal', id } as const;
      await rememberMessage(tx, {
        channel: 'C1',
        ts: `${id}.1`,
        view: 'deal.card',
        subject,
        personSlackId: null,
      });
    }
  });

  await freshenCards(system);
  await freshenCards(system);

  const edits = await system.db('outbox').where({ kind: 'deal.cardEdit' }).orderBy('id').pluck('payload');
  expect(edits.map((payload) => JSON.parse(payload).dealId)).toEqual([bid.id, step.id, meets.id, again.id]);
});
