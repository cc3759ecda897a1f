/** Who takes leads in turn, and after how many working days somebody is told that nobody touches one. */
import { isActiveMember, listPeople, listPeopleBySlackIds, type Person } from '../../access/people.ts';
import { assertLeadsSettings } from '../../access/policy.ts';
import { isAway } from '../../access/standing-in.ts';
import { lockName } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { replanOpenLeads } from './touch.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    lead_rota: { person_id: number; position: number; turn: number };
  }
}

/** In the order in which they were chosen; who left is skipped. */
export async function listRota(ctx: Ctx): Promise<Person[]> {
  const rows = await ctx.db('lead_rota').orderBy('position');
  const ids = rows.map((row) => row.person_id as PersonId);
  const people = (await listPeople(ctx.db, ids)).filter(isActiveMember);
  return ids.flatMap((id) => people.find((person) => person.id === id) ?? []);
}

/** Whose turn it is; null when nobody takes turns. Who is away is left out, unless all are. */
export async function nextInRota(ctx: Ctx): Promise<Person | null> {
  const turns = await ctx.db('lead_rota').orderBy(['turn', 'position']);
  const people = await listRota(ctx);
  const all = turns.flatMap((row) => people.find((person) => person.id === row.person_id) ?? []);
  return all.find((person) => !isAway(person, ctx.time.now())) ?? all[0] ?? null;
}

/** Two leads at once never go to the same person. Inside the transaction that gives them the lead. @throws CrmError lead.rotaEmpty */
export async function takeTurn(tx: Ctx): Promise<PersonId> {
  await lockName(tx.db, 'leads.rota');
  const next = (await nextInRota(tx)) ?? refuse('lead.rotaEmpty', {}, 'owner');
  const [last] = await tx.db('lead_rota').max({ turn: 'turn' });
  await tx
    .db('lead_rota')
    .where({ person_id: next.id })
    .update({ turn: Number(last?.turn ?? 0) + 1 });
  return next.id;
}

/** Who was in turn before keeps their place in it. @throws CrmError notAllowed, notFound, lead.days */
export function changeLeadSettings(
  ctx: Ctx,
  { slackIds, days }: { slackIds: string[]; days: number },
): Promise<void> {
  return transaction(ctx, async (tx) => {
    await assertLeadsSettings(tx);
    if (!Number.isInteger(days) || days < 1 || days > 30) refuse('lead.days', {}, 'days');
    const found = await listPeopleBySlackIds(tx.db, slackIds);
    const people = slackIds.map((slackId) => {
      const person = found.find((one) => one.slackId === slackId) ?? null;
      return isActiveMember(person) ? person : notFound('person');
    });
    const before = await tx.db('lead_rota').select();
    await tx.db('lead_rota').delete();
    const rows = people.map(({ id }, position) => ({
      person_id: id,
      position,
      turn: before.find((row) => row.person_id === id)?.turn ?? Math.max(0, ...before.map((row) => row.turn)),
    }));
    if (rows.length > 0) await tx.db('lead_rota').insert(rows);
    const isChanged = days !== (await untouchedDays(tx));
    await tx
      .db('settings')
      .insert({ name: daysName, value: String(days) })
      .onConflict('name')
      .merge({ value: String(days) });
    const details = { rota: people.map(({ id }) => id), days };
    await recordEvent(tx, 'leads.settings', { kind: 'workspace', id: 0 }, details);
    if (isChanged) await replanOpenLeads(tx, days);
  });
}

const daysName = 'leads.untouchedDays';
const usualDays = 3;

/** Working days. */
export async function untouchedDays(ctx: Ctx): Promise<number> {
  const row = await ctx.db('settings').where({ name: daysName }).first('value');
  return row ? Number(row.value) : usualDays;
}
