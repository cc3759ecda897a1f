import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { cardPost } from '../../src/features/deals/effects.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { rememberMessage } from '../../src/outbox/messages.ts';
import { world } from '../support/context.ts';

it('a deal that is restricted while its card is on the way to a channel does not stay there', async () => {
  const { as, system } = await world();
  const anna = await as('Anna');
  const deal = await createDeal(anna, { name: 'Převzetí závodu' });
  const delivery = await cardPost.deliver(
    system,
    { dealId: deal.id, channel: 'C0OBCHOD01' } as never,
    {} as Effect,
  );
  if (delivery.do !== 'post') throw new Error(`expected a post, got ${delivery.do}`);

  await restrictDeal(anna, deal.id, []);
  const message = { channel: 'C0OBCHOD01', ts: '1.1' };
  await transaction(system, async (tx) => {
    await rememberMessage(tx, { ...message, ...delivery.remember!, personSlackId: null });
    await delivery.sent?.(tx, message);
  });

  const edits = await system.db('outbox').where({ kind: 'deal.cardEdit' }).pluck('payload');
  expect(edits.map((payload) => JSON.parse(payload))).toEqual([{ dealId: deal.id, ...message }]);
});
