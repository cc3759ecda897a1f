import { beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { chooseSuccessor } from '../../src/features/admin/service.ts';
import { leadNudge, tellNewOwner } from '../../src/features/leads/effects.ts';
import { leadsInDigest, leadsLeftBehind, leadsOnHome } from '../../src/features/leads/parts.ts';
import { changeLead, createLead, getLead, handLeadOver } from '../../src/features/leads/service.ts';
import { wordsFor } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import type { LeadId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';
import type { Delivery, Effect } from '../../src/outbox/effects.ts';
import { type World, world } from '../support/context.ts';

let office: World;
let eva: Ctx;
const monday = '2027-03-08T08:00:00.000Z' as Instant;

beforeEach(async () => {
  office = await world({ now: monday, ports: { leavingParts: [leadsLeftBehind] } as Ports });
  eva = await office.as('Eva');
});

const queued = (kind: string) => office.system.db('outbox').where({ kind }).orderBy('id');
const nudged = (lead: { id: LeadId; touches: number }, personId: PersonId) =>
  leadNudge.deliver(office.system, { personId, leads: [lead] } as never, { id: 1 } as Effect);
const saidIn = (delivery: Delivery) => (delivery.do === 'post' ? delivery.text : delivery.do);

describe('a nudge about a lead', () => {
  it('waits for the morning when its owner does not work', async () => {
    const lead = await createLead(eva, { name: 'Jana Malá' });
    office.time.set('2027-03-12T19:00:00.000Z' as Instant);
    expect((await nudged(lead, lead.ownerId)).do).toBe('drop');
    expect(await queued('leads.nudge')).toMatchObject([{ run_at: '2027-03-15T07:00:00.000Z' }]);
  });

  it('says nothing once somebody has touched the lead', async () => {
    const lead = await createLead(eva, { name: 'Jana Malá' });
    await changeLead(eva, lead.id, { class: 'A' });
    expect(await nudged(lead, lead.ownerId)).toMatchObject({ do: 'drop' });
  });

  it('goes to who stands in for an owner who left', async () => {
    const lead = await createLead(eva, { name: 'Jana Malá' });
    const lenka = await office.person('Lenka');
    await transaction(office.system, async (tx) => {
      await tx.db('people').where({ id: lenka.id }).update({ is_sales_lead: true });
      await tx.db('people').where({ id: lead.ownerId }).update({ deactivated_at: tx.time.now() });
    });
    expect(await nudged(lead, lead.ownerId)).toMatchObject({ do: 'post', to: { person: lenka.id } });
  });

  it('is one message with others that came due together', async () => {
    const [one, other] = [await createLead(eva, { name: 'Jana' }), await createLead(eva, { name: 'Petr' })];
    const effects = [one, other].map((lead, index) => ({
      id: index + 1,
      payload: { personId: one.ownerId, leads: [{ id: lead.id, touches: lead.touches }] },
    }));
    const together = await leadNudge.collapse?.(office.system, effects as never);
    const said = await leadNudge.deliver(office.system, together?.payload as never, { id: 3 } as Effect);
    expect(saidIn(said)).toContain('2');
  });
});

it('whoever gets a lead from a colleague hears of it, whoever takes one does not', async () => {
  const listening = { ...eva, listeners: [tellNewOwner] };
  const lead = await createLead(listening, { name: 'Jana Malá' });
  expect(await queued('leads.given')).toEqual([]);
  const oliver = await office.person('Oliver');
  await handLeadOver(listening, lead.id, oliver.id);
  const [row] = await queued('leads.given');
  expect(JSON.parse(row?.payload ?? '{}')).toEqual({ leadId: lead.id, personId: oliver.id, from: 'Eva' });
});

it('leads of a colleague who left are the successor’s, who is told once of all of them', async () => {
  const leads = [
    await createLead(eva, { name: 'Jana Malá' }),
    await createLead(eva, { name: 'Petr Dlouhý' }),
  ];
  const gone = await office.person('Eva');
  await transaction(office.system, (tx) =>
    tx.db('people').where({ id: gone.id }).update({ deactivated_at: tx.time.now() }),
  );
  const adam = await office.as('Adam', { isAdmin: true });
  const waiting = await leadsLeftBehind.waiting(adam, gone.id);
  expect(waiting?.(readerFor('cs', 'Europe/Prague', monday)).line).toBe('2 leady');
  const oliver = await office.person('Oliver');
  await chooseSuccessor(adam, gone.id, oliver.slackId);
  for (const { id } of leads) expect((await getLead(adam, id)).ownerId).toBe(oliver.id);
  const told = await queued('leads.takenOver');
  expect(told.map(({ payload }) => JSON.parse(payload))).toEqual([
    { personId: oliver.id, from: 'Eva', count: 2 },
  ]);
  expect(await leadsLeftBehind.waiting(adam, gone.id)).toBeNull();
});

it('Home shows my leads, the nearest next step first, and the digest counts those of everybody', async () => {
  const reader = readerFor('cs', 'Europe/Prague', monday);
  const step = (on: string) => ({ nextStep: { text: 'zavolat', on: on as PlainDate } });
  await createLead(eva, { name: 'Později', ...step('2027-03-20') });
  await createLead(eva, { name: 'Dřív', ...step('2027-03-09') });
  await createLead(await office.as('Oliver'), { name: 'Olivera' });
  const mine = await leadsOnHome.read(eva, (await office.person('Eva')).id);
  const said = JSON.stringify(mine?.(reader));
  expect(said.indexOf('Dřív')).toBeLessThan(said.indexOf('Později'));
  expect(said).not.toContain('Olivera');
  expect(said).toContain(wordsFor('cs').leads.home(2));
  expect(await leadsInDigest.leads?.(office.system, monday)).toEqual({ fresh: 3, untouched: 0 });
});
