import { describe, expect, it } from 'vitest';
import { sayAway } from '../../src/features/absences/service.ts';
import { appoint } from '../../src/features/admin/service.ts';
import { declineBid, submitOffer, takeBackSubmission } from '../../src/features/deals/outcome-service.ts';
import { changeDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { acknowledgeNudges, snoozeNudges, takeBackAnswer } from '../../src/features/watching/answers.ts';
import { listNudgesWaiting } from '../../src/features/watching/home.ts';
import { watchBid } from '../../src/features/watching/service.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { deadline, footbridge, prague, type Stage, sales, stage, withGuests } from './stage.ts';

/** Eva and Tomáš watch; Friday 12 March is the working day before. */
async function watched(more: Parameters<typeof footbridge>[1] = {}) {
  const it = await stage();
  const { id } = await footbridge(it.eva, more);
  await watchBid(it.eva, id);
  if (!more.restricted) await watchBid(it.tomas, id);
  for (const day of ['2027-03-04', '2027-03-10', '2027-03-12']) await it.at(`${day}T09:00`);
  return { ...it, dealId: id };
}

const waitingOf = async (it: Stage) =>
  (await listNudgesWaiting(it.tomas, 10)).flatMap((card) => card.nudges.map((nudge) => nudge.id));

describe('a bid for which nobody answers by two in the afternoon of the working day before', () => {
  it('is told once in the deal’s channel: who was reminded and when', async () => {
    const it = await watched({ channel: sales });
    await it.at('2027-03-12T13:59');
    expect(it.told(sales)).toEqual([]);
    await it.at('2027-03-12T14:00');
    await it.at('2027-03-12T15:00');
    expect(it.told(sales)).toEqual([
      '⏰ Za 1 pracovní den: odevzdání nabídky D-1 Lávka přes Svratku (po 15. 3. ve 12:00)',
    ]);
    expect(it.pages(sales)[0]).toContain(
      'Zatím bez reakce. Připomenuto: Eva (dnes v 9:00), Tomáš (dnes v 9:00).',
    );
    expect(it.told('Petr')).toEqual([]);
  });

  it('is told to whoever stands in for a sales lead who is away', async () => {
    const it = await watched();
    const { id } = await it.person('Zuzana');
    await it.database.writer('people').where({ id }).update({ is_sales_lead: true });
    await sayAway(it.zuzana, '2027-03-19' as PlainDate, (await it.person('Petr')).id);
    await it.at('2027-03-12T14:00');
    expect([it.told('Zuzana').length, it.told('Petr').length]).toEqual([0, 1]);
  });

  it('is told so far: what was said shows that the bid is in, and asks again when that is taken back', async () => {
    const it = await watched({ channel: sales });
    await it.at('2027-03-12T14:00');
    await submitOffer(it.eva, it.dealId, { at: it.time.now(), how: 'portal', proof: null });
    await it.settle();
    expect(it.pages(sales)).toHaveLength(1);
    expect(it.pages(sales)[0]).toContain('✅ Odevzdáno');
    expect(it.pages(sales)[0]).not.toContain('Zatím bez reakce');
    await takeBackSubmission(it.eva, it.dealId);
    await it.settle();
    expect(it.pages(sales)[0]).toContain('Zatím bez reakce');
    await restrictDeal(it.eva, it.dealId, []);
    await it.settle();
    await declineBid(it.eva, it.dealId, null);
    await it.settle();
    expect(it.told(sales)).toEqual([]);
  });

  it('is told until somebody answers: then it says who and when, and asks again when that is taken back', async () => {
    const it = await watched({ channel: sales });
    const waiting = await waitingOf(it);
    await it.at('2027-03-12T14:00');
    await acknowledgeNudges(it.tomas, waiting);
    await it.settle();
    expect(it.pages(sales)).toHaveLength(1);
    expect(it.pages(sales)[0]).toContain('✅ Reakce: Tomáš (12. 3. ve 14:00)');
    expect(it.pages(sales)[0]).not.toContain('Zatím bez reakce');
    await takeBackAnswer(it.tomas, waiting);
    await it.settle();
    expect(it.pages(sales)[0]).toContain('Zatím bez reakce');
  });

  it('is told to the sales lead when the deal has no channel', async () => {
    const it = await watched();
    await appoint(it.petr, { admins: [], salesLeads: ['UZUZANA'] });
    await it.at('2027-03-12T14:00');
    expect(it.told('Zuzana')).toHaveLength(1);
    expect(it.told('Petr')).toEqual([]);
  });

  it('is told to the sales lead when guests read the channel', async () => {
    const it = await watched({ channel: withGuests });
    await it.at('2027-03-12T14:00');
    expect(it.told(withGuests)).toEqual([]);
    expect(it.told('Petr')).toHaveLength(1);
  });

  it('is told to an admin when the deal is restricted and the sales lead does not see it', async () => {
    const it = await watched({ restricted: true });
    await appoint(it.petr, { admins: [], salesLeads: ['UZUZANA'] });
    await it.at('2027-03-12T14:00');
    expect(it.told('Zuzana')).toEqual([]);
    expect(it.told('Petr')).toHaveLength(1);
  });

  it('is told once also when the machine was off at two', async () => {
    const it = await watched({ channel: sales });
    await Promise.all([it.at('2027-03-12T17:00'), it.other().settle()]);
    expect(it.told(sales)).toHaveLength(1);
  });
});

describe('nobody else is told', () => {
  it('when one of them says that they know', async () => {
    const it = await watched({ channel: sales });
    await acknowledgeNudges(it.tomas, (await waitingOf(it)).slice(-1));
    await it.at('2027-03-12T14:00');
    expect(it.told(sales)).toEqual([]);
  });

  it('when one of them puts it off, even if the nudge comes again and is not answered', async () => {
    const it = await watched({ channel: sales });
    await snoozeNudges(it.tomas, (await waitingOf(it)).slice(-1), prague('2027-03-12T10:00'));
    await it.at('2027-03-12T10:00');
    await it.at('2027-03-12T14:00');
    expect(it.told(sales)).toEqual([]);
  });

  it('when the bid is in, or the deadline moved', async () => {
    const submitted = await watched({ channel: sales });
    const { time, eva } = submitted;
    await submitOffer(eva, submitted.dealId, { at: time.now(), how: 'portal', proof: null });
    await submitted.at('2027-03-12T14:00');
    expect(submitted.told(sales)).toEqual([]);
    const moved = await watched({ channel: sales });
    await changeDeal(moved.eva, moved.dealId, { bidDeadline: deadline('2027-03-22T12:00') });
    await moved.at('2027-03-12T14:00');
    expect(moved.told(sales)).toEqual([]);
    await moved.at('2027-03-19T09:00');
    await moved.at('2027-03-19T14:00');
    expect(moved.told(sales)).toHaveLength(1);
  });

  it('when an earlier nudge was answered but not the last one, they are told all the same', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva, { channel: sales });
    await watchBid(it.tomas, id);
    await it.at('2027-03-10T09:00');
    await acknowledgeNudges(it.tomas, await waitingOf(it));
    await it.at('2027-03-12T09:00');
    await it.at('2027-03-12T14:00');
    expect(it.told(sales)).toHaveLength(1);
  });

  it('when nobody was reminded before', async () => {
    const it = await stage('2027-03-12T10:00');
    const { id } = await footbridge(it.eva, { channel: sales });
    await watchBid(it.eva, id);
    await it.at('2027-03-12T14:00');
    expect(it.told(sales)).toEqual([]);
  });
});
