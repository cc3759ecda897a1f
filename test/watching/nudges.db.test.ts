import { describe, expect, it } from 'vitest';
import { changePerson, keepPerson } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import { loseDeal, submitOffer, takeBackSubmission } from '../../src/features/deals/outcome-service.ts';
import { changeDeal, getDeal } from '../../src/features/deals/service.ts';
import { deleteDeal, restoreDeal, restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { stopWatching, watchBid, watchDate } from '../../src/features/watching/service.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { deadline, footbridge, type Stage, stage } from './stage.ts';

const week = ['2027-03-04', '2027-03-10', '2027-03-12', '2027-03-15'];

const all = async ({ at }: Stage, from = 0) => {
  for (const morning of week.slice(from)) await at(`${morning}T09:00`);
};

describe('who watches a bid', () => {
  it('is nudged seven, three and one working days before, and on the day', async () => {
    const it = await stage();
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await it.at('2027-03-04T08:59');
    expect(it.told('Eva')).toEqual([]);
    await all(it);
    await it.at('2027-03-16T09:00');
    expect(it.told('Eva')).toEqual([
      '⏰ Za 7 pracovních dní: odevzdání nabídky D-1 Lávka přes Svratku (po 15. 3. ve 12:00)',
      '⏰ Za 3 pracovní dny: odevzdání nabídky D-1 Lávka přes Svratku (po 15. 3. ve 12:00)',
      '⏰ Za 1 pracovní den: odevzdání nabídky D-1 Lávka přes Svratku (po 15. 3. ve 12:00)',
      '⏰ Dnes: odevzdání nabídky D-1 Lávka přes Svratku (po 15. 3. ve 12:00)',
    ]);
  });

  it('reads what is still to be done', async () => {
    const it = await stage();
    const deal = await footbridge(it.eva, {
      dates: { preparation: '2027-03-05' as PlainDate },
      nextStep: {
        text: 'doplnit *rozpočet*',
        on: '2027-03-05' as PlainDate,
        ownerId: (await it.person('Tomáš')).id,
      },
    });
    await watchBid(it.eva, deal.id);
    await it.at('2027-03-04T09:00');
    const page = it.pages('Eva')[0];
    expect(page).toContain('Další krok: doplnit');
    expect(page).not.toContain('*rozpočet*');
    expect(page).toContain('Tomáš · termín: zítra');
    expect(page).toContain('Podklady hotové do: zítra');
    for (const label of ['Vím o tom', 'Odložit…', 'Předat kolegovi…', 'Odevzdáno', 'Otevřít'])
      expect(page).toContain(label);
  });

  it('is not nudged for what was over when they began', async () => {
    const it = await stage('2027-03-11T10:00');
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await it.settle();
    expect(it.told('Eva')).toEqual([]);
    await all(it, 2);
    expect(it.told('Eva')).toHaveLength(2);
  });

  it('hears nothing more once the bid is submitted, and again when that is taken back', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.eva, id);
    await it.at('2027-03-04T09:00');
    await submitOffer(it.eva, id, { at: it.time.now(), how: 'portal', proof: null });
    await it.settle();
    expect(it.pages('Eva')[0]).toContain('✅ Odevzdáno');
    expect(it.pages('Eva')[0]).not.toContain('Vím o tom');
    await it.at('2027-03-10T09:00');
    expect(it.told('Eva')).toHaveLength(1);
    it.sleepsUntil('2027-03-10T09:30');
    await takeBackSubmission(it.eva, id);
    await it.settle();
    expect(it.pages('Eva')[0]).toContain('Vím o tom');
    await all(it, 2);
    expect(it.told('Eva')).toHaveLength(3);
  });

  it('hears nothing of a deal that was lost or deleted, and again when it is brought back', async () => {
    const it = await stage();
    const lost = await footbridge(it.eva);
    const deleted = await footbridge(it.eva, { name: 'Most u Lipůvky' });
    for (const { id } of [lost, deleted]) await watchBid(it.eva, id);
    await loseDeal(it.eva, lost.id, { reason: 'price', note: null, winner: null, winnerValue: null });
    await deleteDeal(it.eva, deleted.id);
    await all(it);
    expect(it.told('Eva')).toEqual([]);
    it.sleepsUntil('2027-03-01T10:00');
    await restoreDeal(it.eva, deleted.id);
    await it.at('2027-03-15T09:00');
    expect(it.told('Eva').map((text) => text.includes('Most u Lipůvky'))).toEqual([true]);
  });

  it('hears nothing more when they stop', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.eva, id);
    await it.at('2027-03-04T09:00');
    await stopWatching(it.eva, id, 'bid');
    await all(it, 1);
    expect(it.told('Eva')).toHaveLength(1);
  });

  it('may choose other days later, and is told no rung twice', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    const people = [(await it.person('Eva')).id];
    await watchDate(it.eva, { dealId: id, kind: 'bid', people, days: [7, 3] });
    await it.at('2027-03-04T09:00');
    await watchDate(it.eva, { dealId: id, kind: 'bid', people, days: [7, 1, 0] });
    await all(it);
    expect(it.told('Eva').map((text) => text.slice(2, 6))).toEqual(['Za 7', 'Za 1', 'Dnes']);
  });

  it('is not told of a restricted deal that they cannot see any more', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    const tomas = (await it.person('Tomáš')).id;
    await watchBid(it.eva, id);
    await watchBid(it.tomas, id);
    await restrictDeal(it.eva, id, []);
    await it.at('2027-03-04T09:00');
    expect(it.told('Tomáš')).toEqual([]);
    expect(it.told('Eva')).toHaveLength(1);
    const adding = watchDate(it.eva, { dealId: id, kind: 'bid', people: [tomas], days: [1] });
    await expect(adding).rejects.toMatchObject({ errors: [{ code: 'watching.cannotSee', field: 'people' }] });
  });

  it('is nudged at nine of a new zone after they moved', async () => {
    const it = await stage();
    await watchBid(it.eva, (await footbridge(it.eva)).id);
    await moves(it, 'Eva', 'America/New_York');
    await it.settle();
    await it.at('2027-03-04T09:00');
    expect(it.told('Eva')).toEqual([]);
    await it.at('2027-03-04T15:00');
    expect(it.told('Eva')).toHaveLength(1);
    expect(it.told('Eva')[0]).toContain('po 15. 3. v 7:00 = 12:00 Europe/Prague');
  });

  it('is nudged by the working days of their own country', async () => {
    const it = await stage('2027-11-01T09:00');
    const { id } = await footbridge(it.eva, { bidDeadline: deadline('2027-11-18T12:00') });
    await transaction(it.system, async (tx) =>
      changePerson(tx, (await it.person('Zuzana')).id, { country: 'SK' }),
    );
    const days = [1];
    const people = [(await it.person('Eva')).id, (await it.person('Zuzana')).id];
    await watchDate(it.eva, { dealId: id, kind: 'bid', people, days });
    await it.at('2027-11-16T09:00');
    expect(it.told('Eva')).toHaveLength(1);
    const nudges = () => it.told('Zuzana').filter((text) => text.startsWith('⏰ Zítra'));
    expect(nudges()).toEqual([]);
    await it.at('2027-11-17T09:00');
    expect(nudges()).toHaveLength(1);
  });
});

describe('a colleague who left', () => {
  it('leaves their nudges to the successor, else to the sales lead', async () => {
    const it = await stage();
    await watchBid(it.tomas, (await footbridge(it.eva)).id);
    await leaves(it, 'Tomáš');
    await it.at('2027-03-04T09:00');
    expect(it.told('Petr')).toHaveLength(1);
    const successor_id = (await it.person('Zuzana')).id;
    await transaction(it.system, async (tx) =>
      changePerson(tx, (await it.person('Tomáš')).id, { successor_id }),
    );
    await it.at('2027-03-10T09:00');
    expect(it.told('Zuzana')).toHaveLength(1);
    expect(it.told('Petr')).toHaveLength(1);
    expect(it.told('Tomáš')).toEqual([]);
  });
});

describe('a deadline that moves', () => {
  it('takes its nudges along, and tells once who watches, except the one who moved it', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.eva, id);
    await watchBid(it.tomas, id);
    await it.at('2027-03-04T09:00');
    await changeDeal(it.eva, id, { bidDeadline: deadline('2027-03-17T10:00') });
    await changeDeal(it.eva, id, { bidDeadline: deadline('2027-03-19T10:00') });
    await it.at('2027-03-04T09:02');
    expect(it.told('Tomáš').slice(1)).toEqual([
      '⏰ Posunutý termín: odevzdání nabídky D-1 Lávka přes Svratku',
    ]);
    expect(it.pages('Tomáš')[1]).toContain('po 15. 3. ve 12:00 → pá 19. 3. v 10:00');
    expect(it.pages('Tomáš')[1]).toContain('změna: Eva');
    expect(it.pages('Tomáš')[1]).toContain(
      'Další připomenutí: st 10. 3. v 9:00, út 16. 3. v 9:00, čt 18. 3. v 9:00, čt 18. 3. v 15:00',
    );
    expect(it.told('Eva')).toHaveLength(1);
    expect(it.pages('Eva')[0]).toContain('Termín se posunul: pá 19. 3. v 10:00');
    for (const at of ['2027-03-10T09:00', '2027-03-12T09:00', '2027-03-15T09:00', '2027-03-16T09:00'])
      await it.at(at);
    expect(it.told('Eva')).toHaveLength(3);
  });

  it('and moves back before anybody was told is no news', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.tomas, id);
    await changeDeal(it.eva, id, { bidDeadline: deadline('2027-03-17T10:00') });
    await changeDeal(it.eva, id, { bidDeadline: deadline('2027-03-15T12:00') });
    await it.at('2027-03-01T10:00');
    expect(it.told('Tomáš')).toEqual([]);
    await all(it);
    expect(it.told('Tomáš')).toHaveLength(4);
  });

  it('is said also in a nudge that came while its answer was lost', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.eva, id);
    it.sleepsUntil('2027-03-04T09:00');
    it.slack.weather.dropAnswer('chat.postMessage', 1);
    const patient = it.other({ settleMs: 400 });
    await patient.settle();
    expect(it.pages('Eva')[0]).toContain('Vím o tom');
    await changeDeal(it.eva, id, { bidDeadline: deadline('2027-04-15T12:00') });
    await expect
      .poll(async () => {
        await patient.settle();
        return it.pages('Eva')[0];
      })
      .toContain('Termín se posunul');
    expect(it.told('Eva')).toHaveLength(1);
    expect(it.pages('Eva')[0]).not.toContain('Vím o tom');
  });

  it('and disappears says so, and nobody is nudged', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.tomas, id);
    await changeDeal(it.eva, id, { bidDeadline: null });
    await all(it);
    expect(it.told('Tomáš')).toEqual(['⏰ Zrušený termín: odevzdání nabídky D-1 Lávka přes Svratku']);
    expect((await getDeal(it.eva, id)).bidDeadline).toBeNull();
  });
});

describe('the preparation-ready date', () => {
  it('is watched for itself, and stops with the bid', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva, { dates: { preparation: '2027-03-11' as PlainDate } });
    const tomas = (await it.person('Tomáš')).id;
    await watchBid(it.eva, id);
    await watchDate(it.eva, { dealId: id, kind: 'preparation', people: [tomas], days: [1, 0] });
    await it.settle();
    await it.at('2027-03-10T09:00');
    expect(it.told('Tomáš').at(-1)).toBe('⏰ Zítra: podklady hotové D-1 Lávka přes Svratku (čt 11. 3.)');
    await submitOffer(it.eva, id, { at: it.time.now(), how: 'email', proof: null });
    await it.at('2027-03-11T09:00');
    expect(it.told('Tomáš').filter((text) => text.includes('podklady hotové D-1'))).toHaveLength(2);
  });

  it('tells a colleague for whom somebody set it up, once', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    const people = [(await it.person('Tomáš')).id];
    await watchDate(it.eva, { dealId: id, kind: 'bid', people, days: [1] });
    await watchDate(it.eva, { dealId: id, kind: 'bid', people, days: [3, 1] });
    await it.settle();
    expect(it.told('Tomáš')).toEqual([
      '⏰ Nově hlídáš: odevzdání nabídky D-1 Lávka přes Svratku (po 15. 3. ve 12:00)',
    ]);
    expect(it.pages('Tomáš')[0]).toContain('nastavuje: Eva');
    expect(it.told('Eva')).toEqual([]);
  });
});

const slackPerson = (name: string) => ({
  slackId: `U${name.toUpperCase()}`,
  name,
  email: null,
  zone: 'Europe/Prague',
  locale: 'en-US',
  kind: 'member' as const,
  isSlackAdmin: false,
  deactivated: false,
});

const moves = (it: Stage, name: string, zone: string) =>
  transaction(it.system, (tx) => keepPerson(tx, { ...slackPerson(name), zone }));

const leaves = (it: Stage, name: string) =>
  transaction(it.system, (tx) => keepPerson(tx, { ...slackPerson(name), deactivated: true }));
