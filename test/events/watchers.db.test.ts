import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { listEvents, recordEvent } from '../../src/events/record.ts';
import { onEvent } from '../../src/events/watchers.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { world } from '../support/context.ts';

it('tells a listener of what fits its pattern, with the actor, inside the same transaction', async () => {
  const heard: string[] = [];
  const listeners = [
    onEvent('deal.*', async (ctx, event) => {
      heard.push(`${event.kind} ${event.subject.id} ${ctx.db.isTransaction}`);
    }),
    onEvent('company.created', async (_, event) => {
      heard.push(event.kind);
    }),
  ];
  const { as } = await world({ listeners });
  const deal = await createDeal(await as('Anna'), { name: 'Most' });
  expect(heard).toEqual([`deal.created ${deal.id} true`]);
});

it('takes the change back when a listener fails', async () => {
  const listeners = [
    onEvent('deal.changed', () => {
      throw new Error('no room');
    }),
  ];
  const { as } = await world({ listeners });
  const anna = await as('Anna');
  const subject = { kind: 'deal' as const, id: 42 as DealId };
  await expect(transaction(anna, (tx) => recordEvent(tx, 'deal.changed', subject))).rejects.toThrow(
    'no room',
  );
  expect(await listEvents(anna, subject, 10)).toEqual([]);
});
