import { beforeEach, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { logActivity } from '../../src/features/activities/service.ts';
import { disqualifyLead } from '../../src/features/leads/closing.ts';
import { queueUntouched } from '../../src/features/leads/due.ts';
import { activitiesTouchLead } from '../../src/features/leads/parts.ts';
import { changeLeadSettings } from '../../src/features/leads/rota.ts';
import { changeLead, createLead, getLead } from '../../src/features/leads/service.ts';
import { replanLead } from '../../src/features/leads/touch.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { Instant } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';

let office: World;
let eva: Ctx;
const monday = '2027-03-08T08:00:00.000Z' as Instant;
const thursday = '2027-03-11T08:00:00.000Z' as Instant;
const nextTuesday = '2027-03-16T08:00:00.000Z' as Instant;

beforeEach(async () => {
  office = await world({ now: monday });
  eva = { ...(await office.as('Eva')), listeners: [activitiesTouchLead] };
  const lenka = await office.person('Lenka');
  await transaction(office.system, (tx) =>
    tx.db('people').where({ id: lenka.id }).update({ is_sales_lead: true }),
  );
});

const told = async () => {
  const rows = await office.system
    .db('outbox')
    .whereIn('kind', ['leads.nudge', 'leads.escalation'])
    .orderBy('id');
  return Promise.all(
    rows.map(async ({ kind, payload }) => {
      const person = await office.system
        .db('people')
        .where({ id: JSON.parse(payload).personId })
        .first('name');
      return `${kind} ${person?.name}`;
    }),
  );
};
const at = async (instant: Instant) => {
  office.time.set(instant);
  await queueUntouched(office.system);
};

it('the owner is told after three working days, the sales lead after three more, each once', async () => {
  await createLead(eva, { name: 'Jana Malá' });
  await at('2027-03-11T07:59:00.000Z' as Instant);
  expect(await told()).toEqual([]);
  await Promise.all([at(thursday), at(thursday)]);
  await at(thursday);
  expect(await told()).toEqual(['leads.nudge Eva']);
  await at(nextTuesday);
  await at('2027-05-16T08:00:00.000Z' as Instant);
  expect(await told()).toEqual(['leads.nudge Eva', 'leads.escalation Lenka']);
});

it('whoever logs a call, or changes the lead, is not told; a mail from the lead changes nothing', async () => {
  const [called, changed, wrote] = [
    await createLead(eva, { name: 'Jana Malá' }),
    await createLead(eva, { name: 'Petr Dlouhý' }),
    await createLead(eva, { name: 'Karel Krátký' }),
  ];
  office.time.set('2027-03-10T08:00:00.000Z' as Instant);
  await logActivity(eva, { kind: 'call', leadId: called.id, text: 'volala' });
  await changeLead(eva, changed.id, { class: 'A' });
  const mail = { by: 'email' as const, emailId: 1 };
  await logActivity(eva, { kind: 'email', leadId: wrote.id, text: 'Kdy?', direction: 'in', source: mail });
  await at(thursday);
  expect(await told()).toEqual(['leads.nudge Eva']);
  expect((await getLead(eva, called.id)).state).toBe('working');
  expect((await getLead(eva, wrote.id)).nudgeRung).toBe(1);
});

it('after an outage of weeks the owner still gets their days before the sales lead hears of it', async () => {
  await createLead(eva, { name: 'Jana Malá' });
  await at('2027-04-12T08:00:00.000Z' as Instant);
  await at('2027-04-14T08:00:00.000Z' as Instant);
  expect(await told()).toEqual(['leads.nudge Eva']);
  await at('2027-04-15T08:00:00.000Z' as Instant);
  expect(await told()).toHaveLength(2);
});

it('nobody is told of a lead that is closed', async () => {
  const lead = await createLead(eva, { name: 'Jana Malá' });
  await disqualifyLead(eva, lead.id, { reason: 'spam', note: null });
  await at(nextTuesday);
  expect(await told()).toEqual([]);
});

it('the firm may wait for fewer days, also with leads that are there already', async () => {
  await createLead(eva, { name: 'Jana Malá' });
  await changeLeadSettings(office.system, { slackIds: [], days: 1 });
  await at('2027-03-09T08:00:00.000Z' as Instant);
  expect(await told()).toEqual(['leads.nudge Eva']);
});

it('new days are counted from what is true when they are written, not from what was read before', async () => {
  const [touched, nudged] = [
    await createLead(eva, { name: 'Jana Malá' }),
    await createLead(eva, { name: 'Petr Dlouhý' }),
  ];
  await at(thursday);
  const told = await getLead(eva, nudged.id);
  expect(told.nudgeRung).toBe(1);
  await changeLead(eva, touched.id, { class: 'A' });
  const replan = (lead: typeof touched) => transaction(office.system, (tx) => replanLead(tx, lead, 1));
  await replan(touched);
  await replan(nudged);
  expect((await getLead(eva, touched.id)).nudgeAt).toBe('2027-03-12T08:00:00.000Z');
  expect(await getLead(eva, nudged.id)).toMatchObject({ nudgeAt: told.nudgeAt, nudgeRung: 1 });
});
