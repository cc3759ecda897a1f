import { describe, expect, it } from 'vitest';
import { sayAway } from '../../src/features/absences/service.ts';
import { changeDeal, createDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { acknowledgeNudges } from '../../src/features/watching/answers.ts';
import { listNudgesWaiting } from '../../src/features/watching/home.ts';
import { watchBid } from '../../src/features/watching/service.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { setPaused } from '../../src/outbox/pause.ts';
import { deadline, footbridge, type Stage, stage } from './stage.ts';

describe('a machine that slept over three nudges', () => {
  it('says in one message which were missed', async () => {
    const it = await stage();
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await it.at('2027-03-12T11:00');
    expect(it.told('Eva')).toEqual([
      '⏰ Za 1 pracovní den: odevzdání nabídky D-1 Lávka přes Svratku (po 15. 3. ve 12:00)',
    ]);
    expect(it.pages('Eva')[0]).toContain(
      'Včas nedoručená připomenutí: 7 pracovních dní předem (čt 4. 3. v 9:00), ' +
        '3 pracovní dny předem (st 10. 3. v 9:00), 1 pracovní den předem (pá 12. 3. v 9:00).',
    );
    await it.at('2027-03-15T09:00');
    expect(it.told('Eva')).toHaveLength(2);
  });

  it('says so too when the deadline has passed meanwhile', async () => {
    const it = await stage();
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await it.at('2027-03-15T13:00');
    expect(it.told('Eva')).toHaveLength(1);
    expect(it.told('Eva')[0]).toContain('⏰ Termín už minul: odevzdání nabídky D-1');
  });

  it('tells of several deals in one message, and one click knows of all', async () => {
    const it = await stage();
    for (const name of ['Lávka', 'Most', 'Tunel']) {
      const deal = await createDeal(it.eva, { name, bidDeadline: deadline('2027-03-15T12:00') });
      await watchBid(it.eva, deal.id);
    }
    await it.at('2027-03-10T18:00');
    expect(it.told('Eva')).toEqual(['⏰ 3 opožděná připomenutí']);
    for (const name of ['D-1 Lávka', 'D-2 Most', 'D-3 Tunel']) expect(it.pages('Eva')[0]).toContain(name);
    const waiting = await listNudgesWaiting(it.eva, 10);
    await acknowledgeNudges(
      it.eva,
      waiting.flatMap((card) => card.nudges.map((nudge) => nudge.id)),
    );
    expect(await listNudgesWaiting(it.eva, 10)).toEqual([]);
  });

  it('leaves out what is no longer true', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.eva, id);
    it.sleepsUntil('2027-03-10T18:00');
    await changeDeal(it.eva, id, { bidDeadline: deadline('2027-04-15T12:00') });
    await it.settle();
    expect(it.told('Eva')).toEqual([]);
  });

  it('says of one that is late when it should have come', async () => {
    const it = await stage();
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await it.at('2027-03-05T08:00');
    expect(it.pages('Eva')[0]).toContain('Připomenutí mělo přijít včera v 9:00.');
  });
});

describe('a colleague who is away', () => {
  const away = async (it: Stage) => sayAway(it.eva, '2027-03-19' as PlainDate, (await it.person('Tomáš')).id);

  it('is told themselves of what is hidden from who stands in, and of the rest that one is', async () => {
    const it = await stage();
    const open = await footbridge(it.eva);
    const hidden = await footbridge(it.eva, { name: 'Tunel' });
    for (const { id } of [open, hidden]) await watchBid(it.eva, id);
    await restrictDeal(it.eva, hidden.id, []);
    await away(it);
    await it.at('2027-03-10T18:00');
    expect(it.told('Tomáš').map(nameIn)).toEqual(['D-1 Lávka přes Svratku']);
    expect(it.told('Eva').map(nameIn)).toEqual(['D-2 Tunel']);
  });

  it('and who stands in, when they watch the same date, are told once', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    for (const one of [it.eva, it.tomas]) await watchBid(one, id);
    await away(it);
    await it.at('2027-03-04T09:00');
    expect(it.told('Tomáš')).toHaveLength(1);
    expect(it.told('Eva')).toEqual([]);
  });
});

const nameIn = (text: string) => /D-\d [^(]+/.exec(text)?.[0].trim();

describe('a clock that jumps', () => {
  it('back and forth tells nothing twice', async () => {
    const it = await stage();
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await it.at('2027-03-10T09:00');
    await it.at('2027-03-03T12:00');
    for (const day of ['2027-03-04', '2027-03-10', '2027-03-12']) await it.at(`${day}T09:00`);
    expect(it.told('Eva').map((text) => text.slice(2, 6))).toEqual(['Za 3', 'Za 1']);
  });
});

describe('sending that stood still', () => {
  it('brings what was queued one by one in a single message', async () => {
    const it = await stage();
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await setPaused(it.system, 'restored');
    for (const day of ['2027-03-04', '2027-03-10', '2027-03-12']) await it.at(`${day}T09:00`);
    expect(it.told('Eva')).toEqual([]);
    it.sleepsUntil('2027-03-12T09:02');
    await setPaused(it.system, null);
    await it.at('2027-03-12T09:03');
    expect(it.told('Eva')).toHaveLength(1);
    expect(it.pages('Eva')[0]).toContain('7 pracovních dní předem (čt 4. 3. v 9:00)');
  });
});
