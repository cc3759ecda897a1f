import { describe, expect, it } from 'vitest';
import { listEvents } from '../../src/events/record.ts';
import {
  awardDeal,
  declineBid,
  loseDeal,
  moveDeal,
  reopenDeal,
  submitOffer,
  takeBackSubmission,
} from '../../src/features/deals/outcome-service.ts';
import { changeDeal, createDeal, getDeal } from '../../src/features/deals/service.ts';
import { deleteDeal, restoreDeal } from '../../src/features/deals/sharing-service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { Instant } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const czk = (amount: number) => ({ amount: amount * 100, currency: 'CZK' as const });

async function bridgeOfEva() {
  const { as } = await world();
  const eva = await as('Eva');
  const bridge = await createDeal(eva, { name: 'Lávka přes Svratku', value: czk(1_250_000) });
  return { eva, bridge };
}

const lastEvent = async (ctx: Ctx, id: number) => (await listEvents(ctx, { kind: 'deal', id }, 1))[0]!;

describe('a deal that ends', () => {
  it('is won for its final value, and the event says from what to what', async () => {
    const { eva, bridge } = await bridgeOfEva();
    const won = await awardDeal(eva, bridge.id, czk(1_300_000));
    expect(won).toMatchObject({ stage: 'won', outcome: 'won', probability: 100, value: czk(1_300_000) });
    expect(await lastEvent(eva, bridge.id)).toMatchObject({
      kind: 'deal.won',
      details: { stage: { from: 'new', to: 'won' }, value: { from: czk(1_250_000), to: czk(1_300_000) } },
    });
  });

  it('is lost with a reason, a winner and a price in the same currency', async () => {
    const { eva, bridge } = await bridgeOfEva();
    const loss = { reason: 'price', note: null, winner: 'Mosty, s.r.o.' } as const;
    const inEuro = loseDeal(eva, bridge.id, { ...loss, winnerValue: { amount: 100, currency: 'EUR' } });
    await expect(inEuro).rejects.toMatchObject({ errors: [{ field: 'winnerValue' }] });
    const lost = await loseDeal(eva, bridge.id, { ...loss, winnerValue: czk(1_100_000) });
    expect(lost.closed).toMatchObject({ ...loss, winnerValue: czk(1_100_000) });
    expect((await lastEvent(eva, bridge.id)).kind).toBe('deal.lost');
  });

  it('without a bid is lost for exactly that reason', async () => {
    const { eva, bridge } = await bridgeOfEva();
    const closed = await declineBid(eva, bridge.id, 'nestíháme');
    expect(closed).toMatchObject({ outcome: 'lost', closed: { reason: 'noBid', note: 'nestíháme' } });
  });

  it('refuses another end and another stage until it is reopened, in the stage it was closed from', async () => {
    const { eva, bridge } = await bridgeOfEva();
    await moveDeal(eva, bridge.id, 'negotiation');
    await awardDeal(eva, bridge.id, null);
    await expect(declineBid(eva, bridge.id, null)).rejects.toMatchObject({ code: 'deal.closed' });
    await expect(moveDeal(eva, bridge.id, 'rfp')).rejects.toMatchObject({ code: 'deal.closed' });
    await expect(changeDeal(eva, bridge.id, { stage: 'rfp' })).rejects.toMatchObject({ code: 'deal.closed' });
    const reopened = await reopenDeal(eva, bridge.id);
    expect(reopened).toMatchObject({ stage: 'negotiation', outcome: 'open', closed: null });
  });

  it('won, reopened and won again is three pieces of news', async () => {
    const { eva, bridge } = await bridgeOfEva();
    await awardDeal(eva, bridge.id, null);
    await reopenDeal(eva, bridge.id);
    await awardDeal(eva, bridge.id, null);
    const kinds = (await listEvents(eva, { kind: 'deal', id: bridge.id }, 10)).map((event) => event.kind);
    expect(kinds).toEqual(['deal.won', 'deal.reopened', 'deal.won', 'deal.created']);
  });
});

describe('an offer that was submitted', () => {
  const handedIn = {
    at: '2027-03-08T07:55:00.000Z' as Instant,
    how: 'dataBox',
    proof: 'zpráva 1234567',
  } as const;

  it('moves the deal to "offer submitted", but never back from negotiation', async () => {
    const { eva, bridge } = await bridgeOfEva();
    expect(await submitOffer(eva, bridge.id, handedIn)).toMatchObject({
      stage: 'offer',
      submitted: handedIn,
    });
    const tower = await createDeal(eva, { name: 'Rozhledna', stage: 'negotiation' });
    expect((await submitOffer(eva, tower.id, handedIn)).stage).toBe('negotiation');
  });

  it('cannot have been submitted tomorrow', async () => {
    const { eva, bridge } = await bridgeOfEva();
    const tomorrow = { ...handedIn, at: '2027-03-09T08:00:00.000Z' as Instant };
    await expect(submitOffer(eva, bridge.id, tomorrow)).rejects.toMatchObject({ errors: [{ field: 'day' }] });
  });

  it('is not submitted again by an old button, which would lose how, when and the stage before', async () => {
    const { eva, bridge } = await bridgeOfEva();
    await moveDeal(eva, bridge.id, 'rfp');
    await submitOffer(eva, bridge.id, handedIn);
    const again = submitOffer(eva, bridge.id, { ...handedIn, how: 'portal', proof: null });
    await expect(again).rejects.toMatchObject({ code: 'deal.submitted' });
    expect((await getDeal(eva, bridge.id)).submitted).toEqual(handedIn);
    expect((await takeBackSubmission(eva, bridge.id)).stage).toBe('rfp');
  });

  it('is taken back with the stage that was before', async () => {
    const { eva, bridge } = await bridgeOfEva();
    await moveDeal(eva, bridge.id, 'rfp');
    await submitOffer(eva, bridge.id, handedIn);
    expect(await takeBackSubmission(eva, bridge.id)).toMatchObject({ stage: 'rfp', submitted: null });
  });
});

describe('a deleted deal', () => {
  it('does not exist until it is brought back whole', async () => {
    const { eva, bridge } = await bridgeOfEva();
    await deleteDeal(eva, bridge.id);
    await expect(getDeal(eva, bridge.id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(deleteDeal(eva, bridge.id)).rejects.toMatchObject({ code: 'notFound' });
    await restoreDeal(eva, bridge.id);
    expect(await getDeal(eva, bridge.id)).toMatchObject({
      name: 'Lávka přes Svratku',
      value: czk(1_250_000),
    });
  });
});

describe('two people who click at the same moment', () => {
  it('both have their way, one after the other', async () => {
    const { eva, bridge } = await bridgeOfEva();
    await Promise.all([
      moveDeal(eva, bridge.id, 'rfp'),
      changeDeal(eva, bridge.id, { source: 'veletrh' }),
      changeDeal(eva, bridge.id, { offerNumber: '17' }),
    ]);
    const after = await getDeal(eva, bridge.id);
    expect(after).toMatchObject({ stage: 'rfp', source: 'veletrh', offerNumber: '17', version: 4 });
  });

  it('do not win it twice', async () => {
    const { eva, bridge } = await bridgeOfEva();
    const both = await Promise.allSettled([awardDeal(eva, bridge.id, null), awardDeal(eva, bridge.id, null)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
