import { describe, expect, it } from 'vitest';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createDeal, getDeal } from '../../src/features/deals/service.ts';
import { watchModal } from '../../src/features/watching/form.ts';
import { type WatchedKind, watchedDate } from '../../src/features/watching/model.ts';
import { dealPart } from '../../src/features/watching/part.ts';
import { previewWatching, readWatchState, watchBid, watchDate } from '../../src/features/watching/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { LocalDateTime, PlainDate } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';
import { deadline } from './stage.ts';

/** What the window says to the person who opens it. */
async function shownTo(it: World, who: string, dealId: DealId, days: number[], kind: WatchedKind = 'bid') {
  const ctx = await it.as(who);
  const person = await it.person(who);
  const state = await readWatchState(ctx, dealId);
  const date = watchedDate(state.deal, kind, ctx.settings.zone);
  if (!date) throw new Error('no such date');
  const preview = await previewWatching(ctx, state.deal, date, { people: [person.id], days });
  const chosen = { kind, people: [person.slackId], days };
  const modal = watchModal(state, chosen, preview, person, readerOf(ctx), null);
  return JSON.stringify(modal).replaceAll('\u00a0', ' ');
}

const bidOf = (ctx: Ctx, local: string, more: object = {}) =>
  createDeal(ctx, { name: 'Hala', bidDeadline: deadline(local), ...more });

describe('the window that asks what to watch', () => {
  it('shows the exact time of every nudge, and which are left out because they are over', async () => {
    const it = await world({ now: '2027-03-11T10:00:00.000Z' });
    const { id } = await bidOf(await it.as('Eva'), '2027-03-16T09:00');
    const shown = await shownTo(it, 'Eva', id, [7, 3, 1, 0]);
    expect(shown).toContain('~pá 5. 3. v 9:00~ · 7 pracovních dní předem (už minulo, vynechá se)');
    expect(shown).toContain('~čt 11. 3. v 9:00~');
    expect(shown).toContain('*po 15. 3. v 9:00* · 1 pracovní den předem');
    expect(shown).toContain('*po 15. 3. v 15:00* · poslední před termínem');
  });

  it('says so when nothing is left ahead', async () => {
    const it = await world({ now: '2027-03-11T10:00:00.000Z' });
    const { id } = await bidOf(await it.as('Eva'), '2027-03-12T09:00');
    expect(await shownTo(it, 'Eva', id, [3])).toContain('všechna by byla v minulosti');
  });

  it('shows the customer’s holidays when the customer is in the other country', async () => {
    const it = await world({ now: '2027-12-20T10:00:00.000Z' });
    const eva = await it.as('Eva');
    const zilina = await keepCompany(eva, { name: 'Stavby Žilina, s.r.o.', country: 'SK' });
    const brno = await keepCompany(eva, { name: 'Stavby Brno, s.r.o.', country: 'CZ' });
    const abroad = await bidOf(eva, '2028-01-10T12:00', { companyId: zilina.id });
    const home = await bidOf(eva, '2028-01-10T12:00', { companyId: brno.id });
    expect(await shownTo(it, 'Eva', abroad.id, [1])).toMatch(
      /Svátky u zákazníka \(Slovensko\): pá 24\. 12\. Štedrý deň, 6\. 1\. 2028 Zjavenie Pána/,
    );
    expect(await shownTo(it, 'Eva', home.id, [1])).not.toContain('Svátky');
  });

  it('offers each date of the deal, and says who watches already', async () => {
    const it = await world();
    const eva = await it.as('Eva');
    const dates = { preparation: '2027-03-12' as PlainDate, siteVisit: '2027-03-10T14:00' as LocalDateTime };
    const { id } = await bidOf(eva, '2027-03-16T12:00', { dates });
    await watchDate(eva, { dealId: id, kind: 'bid', people: [(await it.person('Tomáš')).id], days: [1, 0] });
    const shown = await shownTo(it, 'Eva', id, [1]);
    for (const date of [
      'odevzdání nabídky: út 16. 3. ve 12:00',
      'podklady hotové: pá 12. 3.',
      'prohlídka místa: st 10. 3. ve 14:00',
    ])
      expect(shown).toContain(date);
    expect(shown).toContain('Už hlídají: Tomáš (1 pracovní den předem, v den termínu)');
  });
});

describe('a deal’s card', () => {
  it('names those who watch, and offers to', async () => {
    const it = await world();
    const eva = await it.as('Eva');
    const { id } = await bidOf(eva, '2027-03-16T12:00');
    await watchBid(eva, id);
    await watchBid(await it.as('Tomáš'), id);
    const part = await dealPart.card?.(eva, await getDeal(eva, id));
    expect(part?.people?.(readerOf(eva))).toEqual(['hlídají: Eva, Tomáš']);
    expect(part?.buttons?.(readerOf(eva)).watch?.text.text).toBe('Hlídat termín');
  });

  it('asks nothing of a deal without a deadline', async () => {
    const it = await world();
    const eva = await it.as('Eva');
    const deal = await createDeal(eva, { name: 'Hala' });
    expect(await dealPart.question?.(eva, deal)).toBeNull();
    expect((await dealPart.card?.(eva, deal))?.buttons?.(readerOf(eva))).toEqual({});
  });
});

describe('watching is refused', () => {
  it('without people, without days, and for a date that the deal does not have', async () => {
    const it = await world();
    const eva = await it.as('Eva');
    const { id } = await bidOf(eva, '2027-03-16T12:00');
    const people = [(await it.person('Eva')).id];
    await expect(watchDate(eva, { dealId: id, kind: 'bid', people: [], days: [] })).rejects.toMatchObject({
      errors: [{ field: 'people' }, { field: 'days' }],
    });
    await expect(watchDate(eva, { dealId: id, kind: 'rfi', people, days: [1] })).rejects.toMatchObject({
      code: 'watching.noDate',
    });
  });
});
